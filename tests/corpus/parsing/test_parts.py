"""Files that hold several instruments are parted into them, each with its own title and annexes."""

from __future__ import annotations

import pytest
from parsing_cases import ABOUT
from test_several_in_one import DUTCH, ENGLISH, FRENCH, PROTOCOL

from corpus.parsing.parser import parse, parse_paragraphs
from corpus.parsing.parts import parts
from corpus.readers.markdown import lines
from corpus.shelf.describing import title_of

RESOLUTION = """\
RESOLUTION ADOPTED BY THE ASSEMBLY

The Assembly,

Recalling the tides,

1. Adopts the Agreement annexed to this resolution;

2. Invites all States to sign it.

ANNEX

Agreement on Tides

The Parties,

Have agreed as follows:

Article 1

Each Party shall publish its tides, and the Annex is part of this Agreement.

Article 2

Ports are open to the ships of all Parties to this Agreement.

ANNEX

Section 1. Ports

1. A port has a harbour master.

Section 2. Costs

1. Costs lie where they fall.
"""
ACT = """\
An Act to give effect to certain treaties on tides

1 This Act may be cited as the Tides Act.

2 The treaties set out in the Schedules have the force of law.

SCHEDULE I
(Section 2)

Convention on Tides

Article 1

Each Party shall publish its tides as it measures them.

Article 2

Ports are open to the ships of all Parties.

SCHEDULE II
(Section 2)
Fees for ships

1 A ship pays ten.

SCHEDULE III
(Section 2)

Protocol to the Convention on Tides

Article 1

Fees are paid before a ship enters a port.

Article 2

This Protocol is part of the Convention.
"""
RULES = "ANNEX\n\nRules of the harbour\n\n### Article 1\n\nA ship waits.\n\n### Article 2\n\nA boat waits.\n"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (RESOLUTION, [("Resolution Adopted by the Assembly", 0, -1), ("Agreement on Tides", 2, -1)]),
        (
            ACT,
            [
                ("An Act to give effect to certain treaties on tides", 0, -1),
                ("Convention on Tides", 2, -1),
                ("Protocol to the Convention on Tides", 2, -1),
            ],
        ),
        (
            ENGLISH + "#### Verdrag inzake getijden\n\n" + DUTCH,
            [("Treaty on Tides", 2, -1), ("Verdrag inzake getijden", 2, 0)],
        ),
        (
            ENGLISH + "#### Verdrag inzake getijden\n\n" + DUTCH + FRENCH,
            [("Treaty on Tides", 2, -1), ("Verdrag inzake getijden", 2, 0), ("Traité sur les marées", 2, 0)],
        ),
        (ENGLISH + PROTOCOL, [("Treaty on Tides", 2, -1), ("Protocol on Ports", 2, -1)]),
        (
            ENGLISH + PROTOCOL + "#### Verdrag inzake getijden\n\n" + DUTCH + "#### Protocol inzake havens\n\n" + DUTCH,
            [
                ("Treaty on Tides", 2, -1),
                ("Protocol on Ports", 2, -1),
                ("Verdrag inzake getijden", 2, 0),
                ("Protocol inzake havens", 2, 1),
            ],
        ),
        (ENGLISH, [("Treaty on Tides", 2, -1)]),
        (ENGLISH + RULES, [("Treaty on Tides", 2, -1)]),
    ],
    ids=["resolution", "act", "dutch", "three languages", "protocol", "two twice", "one", "rules in an annex"],
)
def test_each_instrument_has_its_title_its_articles_and_its_versions(
    text: str, found: list[tuple[str, int, int]]
) -> None:
    read = lines(text)
    pieces = parts(read)
    instruments = [parse(piece.lines, ABOUT) for piece in pieces]
    assert [
        (title_of(instrument), len(instrument.articles), piece.version)
        for instrument, piece in zip(instruments, pieces, strict=True)
    ] == found
    assert sorted(line.number for piece in pieces for line in piece.lines) == [line.number for line in read]


def test_an_annex_of_what_is_annexed_stays_with_it() -> None:
    resolution, agreement = parts(lines(RESOLUTION))
    assert "annex__sec_2__para_1" in parse(agreement.lines, ABOUT)
    assert "annex" not in parse_paragraphs(resolution.lines, ABOUT)


def test_a_schedule_that_is_no_treaty_stays_with_its_act() -> None:
    act, convention, _ = parts(lines(ACT))
    assert "A ship pays ten." in parse_paragraphs(act.lines, ABOUT).text
    assert "A ship pays ten." not in parse(convention.lines, ABOUT).text
