"""Titles of articles, and the groups that hold them."""

from __future__ import annotations

import pytest
from parsing_cases import parsed


@pytest.mark.parametrize(
    ("text", "heading", "words"),
    [
        ("Article 1\n\nScope\n\nThis applies.", "Scope", "This applies."),
        ("Article 1\nScope\n\nThis applies.", "Scope", "This applies."),
        ("Article 1\nScope\nThis Convention applies to all ships\nof the Parties.", "Scope", None),
        (
            "Article 1\nScope of the rules\nand their limits\n\nThis applies.",
            "Scope of the rules and their limits",
            None,
        ),
        ("Article 1 **Scope**\n\nThis applies.", "Scope", "This applies."),
        ("Article 1**Scope**\n\nThis applies.", "Scope", "This applies."),
        ("### **Article 1 — Scope**\n\nThis applies.", "Scope", "This applies."),
        ("### Article  1  \n\n####Scope\n\nThis applies.", "Scope", "This applies."),
        ("ARTICLE 1. Scope\n\nThis applies.", "Scope", "This applies."),
        ("Article 1\n\nThis applies.", "", "This applies."),
        (
            "Article 1\n\nAny present or future Member of the Council that has signed the treaty may open its ports.",
            "",
            "Any present or future Member of the Council that has signed the treaty may open its ports.",
        ),
        (
            (
                "Article 1\nAs a transitional measure, goods loaded directly to the\n"
                "Kingdom of Tides, or for which a document was issued before this Treaty, are free."
            ),
            "",
            None,
        ),
        (
            "Article 1. In the event that a port is closed for longer than the Parties have agreed, in time of peace",
            "",
            "In the event that a port is closed for longer than the Parties have agreed, in time of peace",
        ),
        (
            "Artikel 1\n\nDit Verdrag laat onverlet de voorschriften betreffende\n\na) getijden;\n\nb) havens.",
            "",
            "Dit Verdrag laat onverlet de voorschriften betreffende a) getijden; b) havens.",
        ),
        ("Article 1\n\nObjectives The objective is peace.", "Objectives", "The objective is peace."),
        (
            "Article 1. This Treaty shall enter into force on the day on which both Parties have signed it.",
            "",
            "This Treaty shall enter into force on the day on which both Parties have signed it.",
        ),
    ],
)
def test_titles_of_articles(text: str, heading: str, words: str | None) -> None:
    instrument = parsed(text)
    assert instrument["art_1"].heading == heading
    assert words is None or instrument.words(instrument["art_1"]) == words


def test_groups_nest_as_the_instrument_shows_them() -> None:
    text = """\
        PART I
        GENERAL

        Chapter 1

        Section 1

        Article 1

        One.

        Section 2

        Title 1

        Article 2

        Two.

        Chapter 2

        Article 3

        Three.

        PART II

        Article 4

        Four."""
    instrument = parsed(text)
    assert {article.eid: article.parent for article in instrument.articles} == {
        "art_1": "part_I__chp_1__sec_1",
        "art_2": "part_I__chp_1__sec_2__title_1",
        "art_3": "part_I__chp_2",
        "art_4": "part_II",
    }
    assert instrument["part_I"].heading == "GENERAL"
