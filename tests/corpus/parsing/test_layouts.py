"""Layouts of treaty collections, each in a few lines: what becomes which provision."""

from __future__ import annotations

import pytest
from parsing_cases import outline, parsed


def test_sections_within_articles() -> None:
    found = outline("""\
        AGREEMENT ON A FUND

        ARTICLE I
        Purposes

        The purposes of the Fund are these.

        ARTICLE II
        Membership

        SECTION 1. Original members

        The original members are the signatories.

        SECTION 2. Other members

        (a) Others may join.

        (b) They pay.

        ARTICLE III
        Quotas

        SECTION 1. Quotas

        Each member has a quota.
        """)
    assert found == [
        "title",
        "art_I",
        "art_II",
        "art_II__sec_1",
        "art_II__sec_1__para_nn_1",
        "art_II__sec_2",
        "art_II__sec_2__point_a",
        "art_II__sec_2__point_b",
        "art_III",
        "art_III__sec_1",
        "art_III__sec_1__para_nn_1",
    ]


def test_sections_that_hold_articles_stay_above_them() -> None:
    text = "TREATY\n\nSection 1\nShips\n\nArticle 1\n\nShips sail.\n\nSection 2\nPorts\n\nArticle 2\n\nPorts open.\n"
    assert outline(text) == ["title", "sec_1", "art_1", "sec_2", "art_2"]


def test_a_protocol_behind_the_treaty_has_articles_of_its_own() -> None:
    found = outline("""\
        TREATY ON TIDES

        Article 1

        Tides rise.

        Article 2

        Tides fall.

        Done at Minsk, on 1 June 2001.

        OPTIONAL PROTOCOL TO THE TREATY ON TIDES

        The Parties to this Protocol agree as follows:

        Article 1

        Ports open.

        Article 2

        Ports close.
        """)
    assert found == [
        "title",
        "art_1",
        "art_2",
        "testimonium",
        "protocol",
        "protocol__art_1",
        "protocol__art_2",
    ]


def test_articles_that_count_anew_in_every_part() -> None:
    text = "TREATY\n\nPART I\n\nArticle 1\n\nA is so.\n\nArticle 2\n\nB is so.\n\nPART II\n\nArticle 1\n\nC is so.\n"
    assert outline(text) == ["title", "part_I", "art_1", "art_2", "part_II", "part_II__art_1"]


def test_numbers_that_go_up_by_hundreds_with_the_chapters() -> None:
    text = "TREATY\n\nCHAPTER 1\n\nArticle 101\n\nA is so.\n\nCHAPTER 2\n\nArticle 201\n\nB.\n\nArticle 202\n\nC.\n"
    assert outline(text) == ["title", "chp_1", "art_101", "chp_2", "art_201", "art_202"]


def test_in_witness_thereof() -> None:
    assert outline("TREATY\n\nArticle 1\n\nTides rise.\n\nIN WITNESS THEREOF they sign.\n") == [
        "title",
        "art_1",
        "testimonium",
    ]


# --- Markers ---


@pytest.mark.parametrize(
    ("points", "found"),
    [
        ("a.first;\n\nb.second.", ["point_a", "point_b"]),
        ("a.First;\n\nb.Second.", ["point_a", "point_b"]),
        ("i.e. this;\n\ne.g. that.", ["wrapup", "wrapup_2"]),
    ],
)
def test_markers_that_touch_their_words(points: str, found: list[str]) -> None:
    instrument = parsed(f"TREATY\n\nArticle 1\n\nThese count:\n\n{points}\n")
    below = [eid.removeprefix("art_1__") for eid in instrument.provisions if eid.startswith("art_1__")]
    assert below == found or found[0] == "wrapup"


def test_a_chapeau_is_no_title() -> None:
    instrument = parsed(
        "TREATY\n\nArticle 1\n\nFor the purposes of this Treaty -\n\na. tides rise; and\n\nb. tides fall.\n"
    )
    assert instrument["art_1"].heading == ""


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("1° Tides rise.\n2° Tides fall.", ["para_1", "para_2"]),
        ("1 . Tides rise.\n2. Tides fall.", ["para_1", "para_2"]),
        ("§ 1. Tides rise.\n\n§ 2. Tides fall.", ["para_1", "para_2"]),
        ("1.1 Tides rise.\n\n1.2 Tides fall by 3.5 metres.", ["para_1.1", "para_1.2"]),
        ("1.1. Tides:\n\n1.1.1 high; and\n\n1.1.2 low.\n\n1.2. Ports.", None),
        ("1. Tides\n\n1.1 Tides rise.\n\n2. Ports", ["para_1", "para_1__point_1.1", "para_2"]),
        ("1. Each Party publishes. 2. No Party hides.", ["para_1", "para_2"]),
    ],
)
def test_numbers_of_paragraphs(text: str, found: list[str] | None) -> None:
    instrument = parsed(f"TREATY\n\nArticle 1\n\n{text}\n")
    below = [eid.removeprefix("art_1__") for eid in instrument.provisions if eid.startswith("art_1__")]
    assert below == (found or ["para_1.1", "para_1.1__point_1.1.1", "para_1.1__point_1.1.2", "para_1.2"])
    assert instrument.findings == ()


@pytest.mark.parametrize(
    ("line", "heading", "words"),
    [
        ("Article 1. Duty to extradite 1. Each Party extradites. 2. It does so.", "Duty to extradite", ""),
        ("Article 1. Each Party shall extradite.", "", "Each Party shall extradite."),
        ("Article 1. Extradition.", "Extradition.", ""),
    ],
)
def test_words_behind_a_heading(line: str, heading: str, words: str) -> None:
    instrument = parsed(f"TREATY\n\n{line}\n\nArticle 2. Costs\n\nThe Party pays.\n")
    assert (instrument["art_1"].heading, instrument.own(instrument["art_1"])) == (heading, words)


def test_a_french_title_on_the_line_of_its_first_sentence() -> None:
    instrument = parsed("TRAITÉ\n\nArticle 1\n\nPublication des marées Dès la marée, chaque Partie la publie.\n")
    assert instrument["art_1"].heading == "Publication des marées"


def test_an_annex_with_its_title_ends_a_table_of_contents() -> None:
    front = "CONVENTION\n\nTABLE OF CONTENTS\n\nPREAMBLE\nPART I GENERAL\nArticle 1 Scope\nANNEX Fees\n\nPREAMBLE\n\n"
    text = (
        f"{front}The Parties,\n\nAgree:\n\nPART I\nGENERAL\n\nArticle 1\nScope\n\nIt applies.\n\nANNEX\nFees\n\nOne.\n"
    )
    assert outline(text) == ["title", "toc", "preamble", "preamble__rec_1", "part_I", "art_1", "annex"]
