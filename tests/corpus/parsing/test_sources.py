"""The two bundled texts: all that stands in the files, once and in order."""

from __future__ import annotations

import re

import pytest
from bundled_cases import CIS, UN

from corpus.model import Instrument, Kind
from corpus.shelf.bundle import TEXTS


def test_counts() -> None:
    assert [a.number for a in UN.articles] == [str(n) for n in range(1, 90)]
    assert [a.number for a in CIS.articles] == [str(n) for n in range(1, 18)]
    assert all(article.heading for article in (*UN.articles, *CIS.articles))
    assert [p.number for p in UN if p.kind is Kind.CHAPTER] == ["I", "II", "III", "IV", "V", "VI", "VII"]
    assert [p.eid for p in UN if p.kind is Kind.SECTION] == [
        "chp_II__sec_1",
        "chp_II__sec_2",
        "chp_IV__sec_1",
        "chp_IV__sec_2",
    ]
    assert len(UN.provisions) == 525
    assert len(CIS.provisions) == 108


@pytest.mark.parametrize("instrument", [UN, CIS], ids=lambda i: i.id)
def test_every_word_of_the_source_is_there_once_and_in_order(instrument: Instrument) -> None:
    source = (TEXTS / f"{instrument.id}.txt").read_text(encoding="utf-8")
    without_dashes = re.sub(r"^(\s*-+(?=\s)|---)", "", source, flags=re.MULTILINE)
    own = []
    for provision in instrument:
        end = instrument[provision.children[0]].start if provision.children else provision.end
        own.append(instrument.text[provision.start : end])
    expected = re.sub(r"[\s*#\\]", "", without_dashes)
    assert re.sub(r"\s", "", "".join(own)) == expected
    assert re.sub(r"\s", "", instrument.text) == expected


def test_quotes_stay_as_each_text_has_them() -> None:
    assert "“Computer information”" in CIS.own(CIS["art_1__point_b"])
    assert '"Botnet"' in UN.own(UN["art_4__point_b"])


@pytest.mark.parametrize(
    ("instrument", "eid", "end"),
    [
        (UN, "annex__item_15", "(Montreal, 23 September 1971)]"),
        (CIS, "status__entry_into_force__item_6", "Republic of Azerbaijan — 14 May 2004."),
    ],
    ids=["UN 1277", "CIS 264"],
)
def test_a_last_line_without_a_line_break_is_read(instrument: Instrument, eid: str, end: str) -> None:
    assert not (TEXTS / f"{instrument.id}.txt").read_bytes().endswith(b"\n")
    assert instrument.own(instrument[eid]).endswith(end)
    assert instrument.text.rstrip().endswith(end)
