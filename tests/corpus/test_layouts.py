"""Layouts of treaty collections, each in a few lines: what becomes which provision."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

import pytest

from corpus.grammar import heading_of, is_inserted, number_value
from corpus.library import load_instrument
from corpus.model import About, Instrument
from corpus.parser import parse
from corpus.readers.markdown import lines

ABOUT = About(id="x", title="A Treaty", short_title="A Treaty")


def parsed(text: str) -> Instrument:
    return parse(lines(dedent(text)), ABOUT)


# --- Headings ---


@pytest.mark.parametrize(
    ("line", "prefix", "number", "title"),
    [
        ("Article IVbis", "art", "IVbis", ""),
        ("Article 9sexies", "art", "9sexies", ""),
        ("Article II.1", "art", "II.1", ""),
        ("Article IIa", "art", "IIa", ""),
        ("Article 12-A Fees", "art", "12-A", "Fees"),
        ("Article 12 A. Fees", "art", "12 A", "Fees"),
        ("Article 5. – Scope", "art", "5", "Scope"),
        ("ARTICLE 5.Scope", "art", "5", "Scope"),
        ("Artículo 1o. Objeto", "art", "1", "Objeto"),
        ("Art. 1º.- Objeto", "art", "1", "Objeto"),
        ("Artikel 5", "art", "5", ""),
        ("Articolo 3", "art", "3", ""),
        ("Стаття 5. Мета", "art", "5", "Мета"),
        ("Section 1.01.", "sec", "1.01", ""),
        ("CAPITULO PRIMERO", "chp", "1", ""),
        ("CAPÍTULO SÉPTIMO", "chp", "7", ""),
        ("PART ONE", "part", "1", ""),
        ("PREMIÈRE PARTIE", "part", "1", ""),
        ("Глава первая", "chp", "1", ""),
        ("Seccion 2", "sec", "2", ""),
    ],
)
def test_headings(line: str, prefix: str, number: str, title: str) -> None:
    heading = heading_of(line)
    assert heading is not None
    assert (heading.prefix, heading.number, heading.title) == (prefix, number, title)


@pytest.mark.parametrize("line", ["One article shall suffice", "First Articles", "Parte", "Article 5/2 applies"])
def test_words_that_are_no_heading(line: str) -> None:
    assert heading_of(line) is None


@pytest.mark.parametrize(
    ("number", "value", "inserted"),
    [("14", 14, False), ("14 bis", 14, True), ("IVbis", 4, True), ("II.3", 2, True), ("12-A", 12, True)],
)
def test_numbers_of_headings(number: str, value: int, inserted: bool) -> None:
    assert (number_value(number), is_inserted(number)) == (value, inserted)


# --- PDF ---


def test_a_pdf_may_move_its_lines_over_the_page(tmp_path: Path) -> None:
    """Layout programs set every paragraph from its own origin and move that."""
    from reportlab.lib.styles import getSampleStyleSheet
    from reportlab.platypus import Paragraph, SimpleDocTemplate

    style = getSampleStyleSheet()["Normal"]
    words = ["TREATY ON TIDES", "The Parties,", "Have agreed as follows:", "Article 1", "Tides rise."]
    path = tmp_path / "treaty.pdf"
    SimpleDocTemplate(str(path)).build([Paragraph(line, style) for line in words])
    instrument = load_instrument(path, ABOUT)
    assert instrument.own(instrument["art_1"]) == "Tides rise."
