from __future__ import annotations

import pytest

from corpus import About, Finding, FindingKind, Instrument, inspect, told
from corpus.parsing.parser import parse
from corpus.readers.markdown import lines
from corpus.shelf.certainty import certainty_of

ABOUT = About("tides", "Convention on Tides", "Tides Convention")

CASES = [
    (Finding(FindingKind.LATE, number="2"), "the first article is 2"),
    (Finding(FindingKind.FOLLOWS, 3, unit="article", number="5", beside="3"), "line 3: article 5 follows article 3"),
    (Finding(FindingKind.MISSING, 7, number="c", beside="1"), "line 7: 1 missing before (c)"),
    (Finding(FindingKind.LETTERLESS, 9, number="d"), "line 9: the entry before (d) has lost its letter"),
    (Finding(FindingKind.TWICE, 2, unit="article", number="3"), "line 2: article 3 occurs more than once"),
    (Finding(FindingKind.UNKNOWN_HEADING, 1, number="{odd}"), "line 1: heading of no known kind: {odd}"),
    (Finding(FindingKind.LONG_HEADING, number="4"), "article 4 has a heading like a sentence"),
    (Finding(FindingKind.NO_HEADING, number="4"), "article 4 has no heading, unlike the others"),
    (Finding(FindingKind.NOT_DUE, 8, number="7."), "line 8: 7. is not due here: kept as words"),
    (Finding(FindingKind.EMPTY, number="4"), "article 4 has no words"),
    (
        Finding(FindingKind.DECODED, number="mac_roman"),
        "the letters were read as mac_roman: look whether they are right",
    ),
    (
        Finding(FindingKind.LOST, number="3"),
        "3 letters were lost before the file came here, and show as boxes",
    ),
    (
        Finding(FindingKind.JOINED, number="7", beside="ports,Each"),
        "words run together in 7 places, as in 'ports,Each'",
    ),
    (Finding(FindingKind.SEVERAL, number="2"), "the file holds 2 instruments, each with articles of its own"),
    (
        Finding(FindingKind.UNREAD, number="7", beside="ports are open"),
        "7 words of the file were not read, such as “ports are open”: look whether they matter",
    ),
    (Finding(FindingKind.PICTURES, number="3, 7"), "pages that are pictures were not read: 3, 7"),
    (Finding(FindingKind.NO_ARTICLES), "the text has no articles: it is kept as numbered paragraphs"),
]

MEANT = {
    "form of the text": {FindingKind.NO_ARTICLES, FindingKind.SEVERAL},
    "gaps in numbering": {FindingKind.LATE, FindingKind.FOLLOWS, FindingKind.MISSING, FindingKind.LETTERLESS},
    "numbers that occur twice": {FindingKind.TWICE},
    "headings to look at": {FindingKind.UNKNOWN_HEADING, FindingKind.LONG_HEADING, FindingKind.NO_HEADING},
    "text that found no place": {FindingKind.NOT_DUE},
    "words that may be wrong": {
        *(FindingKind.DECODED, FindingKind.LOST, FindingKind.JOINED, FindingKind.UNREAD, FindingKind.PICTURES),
    },
    "articles without words": {FindingKind.EMPTY},
}


@pytest.mark.parametrize(("finding", "words"), CASES, ids=lambda case: getattr(case, "kind", None))
def test_a_finding_in_words(finding: Finding, words: str) -> None:
    assert told(finding) == words


def test_every_kind_of_finding_has_its_words() -> None:
    assert {finding.kind for finding, _ in CASES} == set(FindingKind)


def test_a_report_sorts_findings_by_what_they_are_and_not_by_how_they_read() -> None:
    text = """# Convention on Tides

## Article 1 Aim

The aim is peace.

## What follows article 1, missing before

Words under it.

## Article 3 End

It ends.

## Article 3 End

It ends again."""
    report = inspect(parse(lines(text), ABOUT))
    assert [finding.kind for finding in report.headings] == [FindingKind.UNKNOWN_HEADING]
    assert [(finding.number, finding.beside) for finding in report.gaps] == [("3", "1")]
    assert [finding.eid for finding in report.duplicates] == ["art_3_2"]
    assert list(report.remarks) == ["gaps in numbering", "numbers that occur twice", "headings to look at"]


@pytest.mark.parametrize(
    ("numbers", "told", "doubtful"),
    [
        (["1", "2", "3"], "articles 1 to 3, each once", False),
        (["I", "II", "II bis", "III"], "articles I to III, each once", False),
        (["1", "2", "4"], "articles 1 to 4, without 3", True),
        (["1", "2", "2", "3"], "articles 1 to 3, more than once 2", True),
        (["101", "102", "201", "202"], "articles 101 to 202, each once", False),
        (["1"], "article 1", False),
        ([*map(str, range(1, 30)), "31"], "articles 1 to 31, without 30", False),
    ],
)
def test_how_sure_the_numbers_are(numbers: list[str], told: str, doubtful: bool) -> None:
    text = "# Treaty\n\n" + "".join(f"## Article {number}\n\nShips pay.\n\n" for number in numbers)
    certainty = certainty_of(parse(lines(text), ABOUT))
    assert (certainty.told, certainty.doubtful) == (told, doubtful)


def test_much_text_under_unknown_headings_is_doubtful() -> None:
    text = "# Treaty\n\n## Article 1\n\nShips pay.\n\n## Odds and ends\n\n" + "Nobody knows. " * 40
    assert certainty_of(parse(lines(text), ABOUT)).doubtful


@pytest.mark.parametrize(
    ("kinds", "expected"),
    [
        ({FindingKind.NO_ARTICLES}, ["form of the text"]),
        ({FindingKind.EMPTY}, ["articles without words"]),
        ({FindingKind.NOT_DUE}, ["text that found no place"]),
        (set(FindingKind), list(MEANT)),
    ],
    ids=["no articles", "empty", "not due", "all"],
)
def test_a_finding_stands_under_what_it_is(kinds, expected) -> None:
    findings = tuple(Finding(kind, number="1") for kind in kinds)
    prose = Instrument(ABOUT, "", {}, findings)
    remarks = inspect(prose).remarks
    assert list(remarks) == expected
    assert {finding.kind: what for what, found in remarks.items() for finding in found} == {
        kind: what for what, meant in MEANT.items() for kind in meant if kind in kinds
    }
    assert set(inspect(prose).findings) == set(findings)
