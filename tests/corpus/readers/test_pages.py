"""Lines and pages: what is put together again, and what is no text."""

from __future__ import annotations

import pytest
from parsing_cases import ABOUT, outline, parsed

from corpus.parsing.parser import parse
from corpus.readers.lines import paragraphs
from corpus.readers.markdown import lines


def test_a_text_whose_paragraphs_are_single_lines() -> None:
    long = "Each Party shall publish the times of high and low water at each of its ports, " * 3
    text = (
        f"TREATY ON TIDES\nThe Parties to this Treaty,\nRecalling the sea,\nArticle 1. Tides\n{long}and tell others.\n"
    )
    instrument = parse(paragraphs(lines(text + f"Article 2. Ports\n1. {long}too.\n2. Ports stay open.\n")), ABOUT)
    assert list(instrument.provisions) == [
        "title",
        "preamble",
        "preamble__rec_1",
        "art_1",
        "art_2",
        "art_2__para_1",
        "art_2__para_2",
    ]
    assert instrument["art_1"].heading == "Tides"


def test_a_heading_alone_on_its_line_ends_a_preamble_without_formula() -> None:
    text = "TREATY\n\nThe Parties,\nRecalling the sea,\nArticle 1\nTides rise.\n"
    assert outline(text) == ["title", "preamble", "preamble__rec_1", "art_1"]


@pytest.mark.parametrize("line", ["Article 2.", "Protocol."])
def test_a_reference_at_the_end_of_a_wrapped_paragraph_is_no_heading(line: str) -> None:
    text = f"TREATY\n\nArticle 1\n\nTides rise as set out in\n{line}\n\nArticle 2\n\nTides fall.\n"
    assert outline(text) == ["title", "art_1", "art_2"]


PAGES = """\
TREATY ON TIDES

Article 1

Each Party shall publish the times of high and low water at every
port that it keeps open for the

{foot1}

{head1}

Parties to this Treaty, and shall do so in time.

Article 2

Each Party shall keep its ports open while the water stands high

{foot2}

{head2}

Article 3

1. Ships sail.

{foot3}

{head3}

2. Ships come back.
"""


@pytest.mark.parametrize(
    ("foot", "head"),
    [
        ("- {} -", ""),
        ("", "A/CONF.999/L.1\nEnglish\nPage {}"),
        ("", "Page {} of 9"),
        ("Treaty Series\n[page {}]", ""),
    ],
)
def test_page_numbers_and_running_heads_are_no_text(foot: str, head: str) -> None:
    places = {f"{name}{n}": text.format(n + 3) for n in (1, 2, 3) for name, text in (("foot", foot), ("head", head))}
    instrument = parsed(PAGES.format(**places))
    assert list(instrument.provisions) == ["title", "art_1", "art_2", "art_3", "art_3__para_1", "art_3__para_2"]
    assert instrument.own(instrument["art_1"]).endswith("for the Parties to this Treaty, and shall do so in time.")
    assert "Series" not in instrument.text
    assert "4" not in instrument.text


def test_numbers_that_count_no_pages_stay() -> None:
    instrument = parsed(
        "TREATY\n\nArticle 1\n\n1\n\nTides rise.\n\n2\n\nTides fall.\n\nArticle 2\n\n1\n\nPorts open.\n"
    )
    assert "art_1__para_2" in instrument
    assert "art_2__para_1" in instrument


def test_joined_letters_are_letters() -> None:
    instrument = parsed("TREATY\n\nArticle 1\n\nThe \ufb01ne o\ufb03ce \ufb02oats.\n")
    assert instrument.own(instrument["art_1"]) == "The fine office floats."


def test_a_heading_on_two_lines_is_no_page_number() -> None:
    text = "Treaty on Tides\n\n" + "".join(f"Article\n{n}\n\n" + "Tides rise.\n\n" * 20 for n in range(1, 6))
    assert [article.number for article in parsed(text).articles] == ["1", "2", "3", "4", "5"]


def test_numbers_over_paragraphs_are_no_pages() -> None:
    """They count on through the whole text, but neither are the parts of one length nor do they break sentences."""
    parts = [["Ports are open to all ships, by day and by night, in every month of the year."] * n for n in (9, 30, 14)]
    text = "".join(f"{number}\n\n" + "\n\n".join(part) + "\n\n" for number, part in enumerate(parts, 1))
    assert [line.text for line in lines(text) if line.text.isdigit()] == ["1", "2", "3"]
