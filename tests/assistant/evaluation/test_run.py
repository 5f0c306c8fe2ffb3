import json
from dataclasses import replace

import pytest
from evaluation_cases import INSTRUMENTS, Scripted, answered, at, cite, declined, evaluate, guesser, item, many, oracle

from assistant.evaluation import Results, breakdown_table, compare, difference_table, read_results, run, table
from corpus.errors import MissingExtra, UsageError

TALK = [item(at("art_2"), id="c", turn=0, style="lay"), item(at("art_3"), id="c", turn=1, style="follow-up")]


def test_single_questions_and_conversations_are_asked_as_such():
    asked = [item(at("art_2"), id="s"), *TALK, item(id="d", turn=0), item(id="t")]
    answerer = Scripted([declined()] * 5)
    done = []
    run(asked, answerer, INSTRUMENTS, done.append)
    assert answerer.asked == [
        "single: about s?",
        "new conversation",
        "turn: about c?",
        "turn: about c?",
        "new conversation",
        "turn: about d?",
        "single: about t?",
    ]
    assert sum(done) == len(asked)


def test_the_missing_extra_is_named_before_anything_is_asked(missing):
    missing("ir_measures")
    answerer = Scripted([declined()])
    with pytest.raises(MissingExtra, match=r"treaty-assistant\[evaluate\]"):
        run([item()], answerer, INSTRUMENTS, lambda _: None)
    assert answerer.asked == []


def test_results_come_back_from_json_as_they_were(tmp_path):
    asked = [*many(10), *TALK]
    results = replace(run(asked, Scripted(guesser(asked)), INSTRUMENTS, lambda _: None), settings={"encoder": "small"})
    path = tmp_path / "r.json"
    path.write_text(json.dumps(results.to_dict()), encoding="utf-8")
    back = read_results(path)
    assert back == results
    assert back.figures == results.figures
    row = results.to_dict()
    assert row["figures"]["art_at_1"].keys() == {"value", "low", "high", "questions"}
    assert row["breakdown"]["form"]["conversation"]["right"]["questions"] == 2
    row["outcomes"][0]["added_later"] = 1
    assert Results.from_dict(row) == results


@pytest.mark.parametrize("text", ["", "[", "[]", "{}", "null", '{"format": 9}', '{"format": 1, "outcomes": [{}]}'])
def test_a_file_that_holds_no_results_is_named(tmp_path, text):
    path = tmp_path / "r.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UsageError, match=r"r\.json"):
        read_results(path)
    with pytest.raises(UsageError, match="cannot be read"):
        read_results(tmp_path / "none.json")


def test_breakdown_by_every_side():
    asked = [
        item(at("art_2"), id="a", style="lay", split="dev"),
        item(at("art_2"), at("art_1", "beta"), id="b", style="comparison", split="test"),
        item(id="u", style="far"),
        *TALK,
    ]
    results = evaluate(asked, oracle(asked))
    sizes = {by: {name: len(group) for name, group in results.groups(by).items()} for by in results.breakdown}
    assert sizes == {
        "style": {"comparison": 1, "far": 1, "follow-up": 1, "lay": 2},
        "instrument": {"alpha": 3, "alpha + beta": 1, "unanswerable": 1},
        "split": {"dev": 1, "none": 3, "test": 1},
        "form": {"conversation": 2, "single": 3},
    }


def test_tables():
    asked = many(20)
    perfect, chance = evaluate(asked, oracle(asked), "perfect"), evaluate(asked, guesser(asked), "chance")
    rows = table(perfect, [chance])
    assert rows[0] == ("figure", "perfect", "chance", "questions")
    assert ("wrongly_answered", "0.000 [0.000, 0.602]", "1.000 [0.398, 1.000]", "4") in rows
    by_style = breakdown_table(perfect, "style")
    assert by_style[1][:3] == ("far", "4", "1.000 [0.398, 1.000]")
    assert by_style[1][3] == "–"
    differences = {row[0]: row for row in difference_table(compare(chance, perfect))}
    assert differences["wrongly_answered"][1:] == ("1.000", "0.000", "-1.000 [-1.000, -1.000]", "better")


def test_an_answer_to_nothing_asked_gives_no_figures():
    results = evaluate([], [])
    assert results.figures == {}
    assert table(results) == [("figure", "it", "questions")]


def test_latency_is_measured():
    outcome = evaluate([item(at("art_2"))], [answered(cite("art_2"))]).outcomes[0]
    assert outcome.ms > 0
