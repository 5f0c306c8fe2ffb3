"""What readers think of answers, kept and exported."""

import json
from dataclasses import replace

import pytest

from assistant.conversations.opinions import DECLINE, REASONS, Opinion, Opinions
from corpus.shelf.collection import Corpus

PLACE = ("un-convention", "art_59__para_6")
OPINION = Opinion("What?", "up", answered=True, cited=(PLACE, ("un-convention", "art_60")))


@pytest.mark.parametrize(
    ("opinion", "answerable", "gold"),
    [
        (OPINION, True, ["art_59__para_6"]),
        (replace(OPINION, verdict="down", right=(("un-convention", "art_5"),)), True, ["art_5"]),
        (replace(OPINION, verdict="down", reasons=(DECLINE,)), False, []),
        (Opinion("What?", "up", answered=False), False, []),
    ],
)
def test_an_opinion_that_says_what_is_right_is_a_line_of_a_benchmark(tmp_path, opinion, answerable, gold):
    from assistant.evaluation import read_benchmark

    kept = Opinions(tmp_path)
    kept.keep("c-0", opinion)
    file = tmp_path / "lines.jsonl"
    file.write_text(kept.benchmark(), encoding="utf-8")
    (item,) = read_benchmark(file, Corpus.bundled())
    assert item.answerable is answerable
    assert [target.eid for target in item.gold] == gold


def test_an_opinion_that_does_not_is_kept_and_exported_among_all(tmp_path):
    kept = Opinions(tmp_path)
    kept.keep("c-0", replace(OPINION, verdict="down", comment="hard to read"))
    assert kept.benchmark() == ""
    row = json.loads(kept.lines())
    assert (row["comment"], row["verdict"], row["cited"]) == ("hard to read", "down", [list(p) for p in OPINION.cited])


@pytest.mark.parametrize(("verdict", "answered"), [("up", True), ("up", False), ("down", True), ("down", False)])
def test_each_verdict_has_reasons_of_its_own(verdict, answered):
    others = {reason for (other, _), given in REASONS.items() if other != verdict for reason in given}
    assert len(REASONS[verdict, answered]) >= 3
    assert not others & set(REASONS[verdict, answered])
    assert (DECLINE in REASONS[verdict, answered]) == (verdict == "down" and answered)


def test_damaged_opinions_are_none(tmp_path):
    (tmp_path / "opinions.json").write_text("{", encoding="utf-8")
    assert Opinions(tmp_path).all() == {}
