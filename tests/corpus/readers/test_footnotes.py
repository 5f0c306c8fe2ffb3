"""Footnotes of printed pages stand apart, and the sentence that they interrupt goes on."""

from __future__ import annotations

from pathlib import Path

import pytest
from parsing_cases import ABOUT
from printed_cases import Words, column, printed

from corpus.shelf.loading import load_instrument

OPENING = column(
    70, 760, 11, "TREATY ON TIDES", "The Parties,", "Have agreed as follows:", "Article 1", "Tides", leading=22
)
ON = column(70, 780, 11, "the port shall be closed until it falls.", "Article 2", "Ports are open.", leading=20)


def raised(left: float, height: float, mark: str, size: float = 6) -> Words:
    return (left, height + 4, size, mark)


JOURNAL = [
    *OPENING,
    (70, 640, 11, "1. A Party shall publish tides under the Code ("),
    raised(307, 640, "1"),
    (311, 640, 11, "), and where a tide stands too high"),
    (70, 60, 8.5, "("),
    raised(73, 60, "1", 5),
    (76, 60, 8.5, ") Code of Tides of 9 September 1990 laying down how tides are"),
    (80, 50, 8.5, "measured (OJ L 241, 17.9.1990, p. 1)."),
]
SUPERSCRIPT = [
    *OPENING,
    (70, 640, 11, "1. A Party shall publish its tides"),
    raised(236, 640, "1"),
    (240, 640, 11, " and where a tide stands too high"),
    raised(70, 60, "1", 5),
    (74, 60, 8, "As amended by the Protocol of 1990."),
]
STAR = [
    *OPENING,
    (70, 640, 11, "1. A Party shall publish its tides* and where a tide stands too high"),
    (70, 60, 9, "* As amended by the Protocol of 1990."),
]
STROKE = [
    *OPENING,
    (70, 640, 11, "1. A Party shall publish its tides 1/ and where a tide stands too high"),
    (70, 90, 11, "____________"),
    (90, 75, 11, "1/ Official Records of the Conference on Tides (United Nations publication),"),
    (70, 60, 11, "document A/CONF.62/122."),
]
TWO_NOTES = [
    *OPENING,
    (70, 640, 11, "1. A Party shall publish its tides ( 1 ) and ( 2 ) where a tide stands too high"),
    (70, 70, 9, "( 1 ) See the Code of Tides."),
    (70, 60, 9, "( 2 ) Also under the Protocol of 12 May 1990."),
]
LONG_NOTE = [
    *OPENING,
    (70, 640, 11, "1. A Party shall publish its tides (1) and where a tide stands too high"),
    (70, 60, 9, "(1) See the Code of Tides and the"),
]
REST_OF_NOTE = [*ON, (70, 60, 9, "protocols that go with it.")]


@pytest.mark.parametrize(
    ("pages", "article", "notes"),
    [
        (
            (JOURNAL, ON),
            "A Party shall publish tides under the Code, and where",
            ["(¹) Code of Tides of 9 September 1990"],
        ),
        ((SUPERSCRIPT, ON), "A Party shall publish its tides and where", ["¹ As amended by the Protocol of 1990."]),
        ((STAR, ON), "A Party shall publish its tides and where", ["* As amended by the Protocol of 1990."]),
        ((STROKE, ON), "A Party shall publish its tides and where", ["1/ Official Records of the Conference"]),
        ((TWO_NOTES, ON), "A Party shall publish its tides and where", ["( 1 ) See the Code", "( 2 ) Also under"]),
        (
            (LONG_NOTE, REST_OF_NOTE),
            "A Party shall publish its tides (1) and where",
            ["(1) See the Code of Tides and the protocols"],
        ),
    ],
    ids=["journal", "superscript", "star", "stroke", "two", "over the page"],
)
def test_notes_stand_apart(pages: tuple[list[Words], ...], article: str, notes: list[str], tmp_path: Path) -> None:
    instrument = load_instrument(printed(tmp_path / "a.pdf", *pages), ABOUT)
    words = instrument.words(instrument["art_1__para_1"])
    assert words.startswith(article)
    assert words.endswith("a tide stands too high the port shall be closed until it falls.")
    found = [instrument.own(p) for p in instrument if p.kind.value == "note"]
    assert [note[: len(begun)] for note, begun in zip(found, notes, strict=True)] == notes
    assert instrument["notes"].parent == ""


def test_a_list_in_small_letters_at_the_foot_is_no_note(tmp_path: Path) -> None:
    page = [
        *OPENING,
        *column(70, 640, 11, "1. Fees are:"),
        *column(70, 60, 9, "(1) ten for a ship;", "(2) two for a boat.", leading=11),
    ]
    instrument = load_instrument(printed(tmp_path / "a.pdf", page), ABOUT)
    assert "ten for a ship" in instrument.words(instrument["art_1"])


def test_notes_do_not_part_recitals(tmp_path: Path) -> None:
    begun = [
        *column(70, 760, 11, "REGULATION ON TIDES", "THE COUNCIL,", "Whereas:", leading=22),
        *column(70, 690, 11, "(1) Tides rise.", "(2) Directive 95/46 ( 1 ) seeks to protect ports", leading=20),
        (70, 60, 9, "( 1 ) Directive 95/46 of 24 October 1995 (OJ L 281, p. 31)."),
    ]
    rest = column(70, 780, 11, "against tides.", "(3) Ports are open.", leading=20)
    instrument = load_instrument(printed(tmp_path / "a.pdf", begun, rest), ABOUT)
    assert instrument.own(instrument["preamble__rec_2"]) == "Directive 95/46 seeks to protect ports against tides."
    assert instrument.own(instrument["preamble__rec_3"]) == "Ports are open."


def test_a_word_that_a_line_breaks_is_whole(tmp_path: Path) -> None:
    page = [*OPENING, *column(70, 640, 11, "1. The central adminis\xad", "tration of tides is open.")]
    instrument = load_instrument(printed(tmp_path / "a.pdf", page), ABOUT)
    assert instrument.own(instrument["art_1__para_1"]) == "The central administration of tides is open."
