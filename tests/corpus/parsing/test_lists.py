"""Numbered paragraphs, points and entries: what becomes which provision."""

from __future__ import annotations

import pytest
from parsing_cases import outline, own, parsed

from corpus.shelf.inspection import told


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "Article 1\n\n1. One.\n\n2. Two:\n\n(a) x;\n\n(b) y.",
            ["art_1", "art_1__para_1", "art_1__para_2", "art_1__para_2__point_a", "art_1__para_2__point_b"],
            id="numbers and letters",
        ),
        pytest.param(
            "Article 1\n\nThe sole words.",
            ["art_1"],
            id="one unnumbered paragraph is the article",
        ),
        pytest.param(
            "Article 1\n\nFirst.\n\nSecond.",
            ["art_1", "art_1__para_nn_1", "art_1__para_nn_2"],
            id="several unnumbered paragraphs",
        ),
        pytest.param(
            "Article 1\n\nThey are:\n\n(h) x;",
            ["art_1", "art_1__para_nn_1"],
            id="a list does not begin at h",
        ),
        pytest.param(
            "Article 1\n\nIn this text:\n\n"
            + "\n\n".join(f"{c}) word;" for c in "abcdefgh")
            + "\n\ni) the ninth;\n\nj) the tenth.",
            ["art_1", *(f"art_1__point_{c}" for c in "abcdefghij")],
            id="i after h is a letter",
        ),
        pytest.param(
            "Article 1\n\nIn this text:\n\n" + "\n\n".join(f"{c}) word;" for c in "abcdefg") + "\n\n"
            "h) word:\n\ni) one;\n\nii) two;\n\ni) the ninth.",
            [
                "art_1",
                *(f"art_1__point_{c}" for c in "abcdefgh"),
                "art_1__point_h__point_i",
                "art_1__point_h__point_ii",
                "art_1__point_i",
            ],
            id="i before ii is a numeral, and a letter once that list is over",
        ),
        pytest.param(
            "Article 1\n\n1. a) First;\n\nb) second.\n\n2. Two.",
            ["art_1", "art_1__para_1", "art_1__para_1__point_a", "art_1__para_1__point_b", "art_1__para_2"],
            id="inline first point",
        ),
        pytest.param(
            "Article 1\n\n1.\n\na)First;\n\nb) second.",
            ["art_1", "art_1__para_1", "art_1__para_1__point_a", "art_1__para_1__point_b"],
            id="a number alone on its line",
        ),
        pytest.param(
            "Article 1\n\nThey may:\n\n(a) i) sleep; ii) eat; iii) read;\n\n(b) rest.",
            [
                "art_1",
                "art_1__point_a",
                *(f"art_1__point_a__point_{n}" for n in ("i", "ii", "iii")),
                "art_1__point_b",
            ],
            id="points within one line",
        ),
        pytest.param(
            "Article 1\n\n1. They may:\n\n(a) eat, or\n\n(b) sleep,\n\nas they wish.\n\n2. Two.",
            [
                "art_1",
                "art_1__para_1",
                "art_1__para_1__point_a",
                "art_1__para_1__point_b",
                "art_1__para_1__wrapup",
                "art_1__para_2",
            ],
            id="flush text closes the list",
        ),
        pytest.param(
            "Article 1\n\n1. One.\n\nMore of it.\n\n2. Two.",
            ["art_1", "art_1__para_1", "art_1__para_nn_1", "art_1__para_2"],
            id="an unnumbered paragraph between numbered ones",
        ),
        pytest.param(
            "Article 1\n\nThey may:\n\n(a) eat.\n\nThis includes drinking.\n\n(b) sleep.",
            ["art_1", "art_1__point_a", "art_1__point_a__para_nn_1", "art_1__point_b"],
            id="a point of two paragraphs",
        ),
        pytest.param(
            "Article 1\n\nThey may:\n\n(a) do, including:\n\nthis;\n\nthat;\n\n(b) rest.",
            ["art_1", "art_1__point_a", "art_1__point_a__point_nn_1", "art_1__point_a__point_nn_2", "art_1__point_b"],
            id="unmarked entries",
        ),
        pytest.param(
            "Article 1\n\nIn this text:\n\n(1) word;\n\n(2) other.",
            ["art_1", "art_1__point_1", "art_1__point_2"],
            id="numbers in brackets after a chapeau are points",
        ),
        pytest.param(
            "Article 1\n\n(1) One.\n\n(2) Two.\n\n(2bis) Between.\n\n(3) Three.",
            ["art_1", "art_1__para_1", "art_1__para_2", "art_1__para_2bis", "art_1__para_3"],
            id="numbers in brackets are paragraphs elsewhere",
        ),
        pytest.param(
            "Article 1\n\n1   They shall:\n\na   eat;\n\nb   sleep:\n\ni   long;\n\nii   well.\n\n2   Two.",
            [
                "art_1",
                "art_1__para_1",
                "art_1__para_1__point_a",
                "art_1__para_1__point_b",
                "art_1__para_1__point_b__point_i",
                "art_1__para_1__point_b__point_ii",
                "art_1__para_2",
            ],
            id="markers without brackets",
        ),
        pytest.param(
            "Article 1\n\n1. They discuss\n\n- trade\n- tariffs\n\n2. Two.",
            ["art_1", "art_1__para_1", "art_1__para_1__point_nn_1", "art_1__para_1__point_nn_2", "art_1__para_2"],
            id="dashes",
        ),
        pytest.param(
            "Article 1\n\nThey discuss:\n\n- trade\n- tariffs",
            ["art_1", "art_1__point_nn_1", "art_1__point_nn_2"],
            id="dashes straight under the article",
        ),
        pytest.param(
            "Article 1\n\na short word in small letters begins this.",
            ["art_1"],
            id="the word a is no marker",
        ),
    ],
)
def test_lists(text: str, expected: list[str]) -> None:
    assert outline(text) == expected


def test_references_at_the_beginning_of_a_line_are_words() -> None:
    text = """\
        Article 1

        1. Each Party shall act under paragraph 2
        (a) of this article and, where article
        2. applies, under paragraph
        3. of the annex.
        2. Each Party shall:
        (a) do one thing over
        two lines;
        (b) do another."""
    assert own(text) == {
        "art_1": "",
        "art_1__para_1": "Each Party shall act under paragraph 2 (a) of this article and, where article "
        "2. applies, under paragraph 3. of the annex.",
        "art_1__para_2": "Each Party shall:",
        "art_1__para_2__point_a": "do one thing over two lines;",
        "art_1__para_2__point_b": "do another.",
    }


def test_gaps_and_doubles_are_kept_and_reported() -> None:
    instrument = parsed("""\
        Article 1

        They may:

        (a) eat;

        (c) sleep.

        ## Article 3

        1. One.

        ## Article 3

        1. Again.

        7. Far off.""")
    assert [p.eid for p in instrument.articles] == ["art_1", "art_3", "art_3_2"]
    assert "art_3_2__para_nn_1" in instrument
    assert [(f.line, f.eid, told(f).partition(": ")[2]) for f in instrument.findings] == [
        (7, "art_1__point_c", "1 missing before (c)"),
        (9, "art_3", "article 3 follows article 1"),
        (13, "art_3_2", "article 3 occurs more than once"),
        (17, "art_3_2__para_nn_1", "7. is not due here: kept as words"),
    ]


@pytest.mark.parametrize(
    "line", ["7 February 2020", "12 Maart 1953", "1er janvier 2001", "3. April 2004 in Bonn", "5 de mayo de 1999"]
)
def test_a_date_numbers_no_paragraph(line: str) -> None:
    text = f"RESOLUTION\n\nThe Board meets here.\n\n{line}\n\nThe Board decides.\n"
    assert not any(p.number in {"7", "12", "1", "3", "5"} for p in parsed(text) if p.kind.value == "paragraph")


def test_numbers_as_headings_count_the_paragraphs_of_an_annex() -> None:
    text = """\
        Article 1

        Tides rise.

        ### Annex

        ### 1

        #### Ports

        Ports are open.

        1.1. They close at night.

        ### 2

        Ships sail.
        """
    found = own(text)
    assert found["annex__para_1"] == "Ports are open."
    assert found["annex__para_1__point_1.1"] == "They close at night."
    assert found["annex__para_2"] == "Ships sail."


def test_a_dash_without_a_blank_marks_an_entry() -> None:
    found = own("Article 1\n\nEach Party tells of:\n\n-ports;\n\n-a tide.\n")
    assert list(found.values())[-2:] == ["ports;", "a tide."]
