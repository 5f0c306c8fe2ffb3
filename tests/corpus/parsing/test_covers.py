"""Covers and lists of contents before the title: what an instrument is called is what its title says."""

from __future__ import annotations

import pytest
from parsing_cases import parsed

from corpus.shelf.describing import title_of

BODY = """

The Parties,

Recalling the tides,

Have agreed as follows:

Article 1

Tides rise.

Article 2

Tides fall.
"""
JOURNAL = """\
Official Journal

of the European Union

2013/C 175/01

Agreement on a Court of Tides . . . . . . . . . . . . . . . 1

Price: EUR 3

(Notices)

COUNCIL

AGREEMENT

on a Court of Tides
"""
SERIES = """\
Treaty Series No. 12 (2003)

Agreement on a Court of Tides

Minsk, 1 June 2001

Presented to Parliament by the Secretary of State by command of Her Majesty.

Cm 5806 £2.00

AGREEMENT ON A COURT OF TIDES
"""
TWICE_IN_CAPITALS = """\
AGREEMENT ON A COURT OF TIDES

UNITED NATIONS
2001

AGREEMENT ON A COURT OF TIDES
"""
THREE_TITLES = """\
CONTENTS OF THIS ISSUE ....................

Agreement on Ports ................ 3
Agreement on a Court of Tides ........... 9
Price: 3 roubles.

Agreement
on a Court of Tides
"""
FRENCH = """\
Recueil des traités

Accord instituant une Cour des marées ................ 1

Prix : 3 francs.

ACCORD INSTITUANT UNE COUR DES MARÉES
"""
WITH_SIGN = """\
A/CONF.12/3

Convention on a Court of Tides

Distr.: General.

Convention on a Court of Tides

(Minsk, 1 June 2001)
"""


@pytest.mark.parametrize(
    ("cover", "title", "kept"),
    [
        (JOURNAL, "Agreement on a Court of Tides", "toc"),
        (SERIES, "Agreement on a Court of Tides", "title"),
        (TWICE_IN_CAPITALS, "Agreement on a Court of Tides", "title"),
        (THREE_TITLES, "Agreement on a Court of Tides", "toc"),
        (FRENCH, "Accord instituant une cour des marées", "toc"),
        (WITH_SIGN, "Convention on a Court of Tides", "title"),
    ],
    ids=["journal", "series", "twice", "several", "french", "sign"],
)
def test_the_title_is_told_from_the_cover(cover: str, title: str, kept: str) -> None:
    body = BODY.replace("The Parties", "Les Parties").replace("Recalling", "Rappelant") if "Accord" in cover else BODY
    instrument = parsed(cover + body)
    assert title_of(instrument) == title
    assert instrument.own(instrument["preamble"]).endswith("Parties,")
    assert kept in instrument
    assert "." * 4 not in title_of(instrument)


def test_a_title_that_stands_once_has_no_cover() -> None:
    instrument = parsed("AGREEMENT ON A COURT OF TIDES" + BODY)
    assert "toc" not in instrument
    assert instrument.full(instrument["title"]) == "AGREEMENT ON A COURT OF TIDES"


@pytest.mark.parametrize(
    ("printed", "title"),
    [
        ("AGREEMENT on a Court of Tides", "Agreement on a Court of Tides"),
        (
            "REGULATION (EU) 2001/12 OF THE COUNCIL of 1 June 2001 on tides",
            "Regulation (EU) 2001/12 of the Council of 1 June 2001 on tides",
        ),
        ("WTO Agreement on Tides", "WTO Agreement on Tides"),
    ],
)
def test_words_in_capitals_before_others_are_written_as_titles_are(printed: str, title: str) -> None:
    assert title_of(parsed(printed + BODY)) == title
