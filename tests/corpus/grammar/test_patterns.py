"""Headings, markers and numbers: what a line is by itself."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.grammar.headings import heading_of
from corpus.grammar.markers import marker_of
from corpus.numerals import is_inserted, number_value, roman_value, to_roman


@pytest.mark.parametrize(
    ("line", "prefix", "number", "title"),
    [
        ("Article 5", "art", "5", ""),
        ("ARTICLE 5 - Scope", "art", "5", "Scope"),
        ("Article 1 — Basic terms", "art", "1", "Basic terms"),
        ("Article 14 bis. Inserted", "art", "14 bis", "Inserted"),
        ("Article 14a Inserted", "art", "14a", "Inserted"),
        ("Article XIV", "art", "XIV", ""),
        ("Art. 5: Scope", "art", "5", "Scope"),
        ("Article premier", "art", "1", ""),
        ("Article 1er – Objet", "art", "1", "Objet"),
        ("Artículo 1.º Objeto", "art", "1", "Objeto"),
        ("Статья 7. Цели", "art", "7", "Цели"),
        ("المادة 7 المبادئ والنهج العامة", "art", "7", "المبادئ والنهج العامة"),
        ("الجزء 2", "part", "2", ""),
        ("CHAPTER II", "chp", "II", ""),
        ("Chapitre IV : Dispositions", "chp", "IV", "Dispositions"),
        ("Глава 3", "chp", "3", ""),
        ("PARTIE XII", "part", "XII", ""),
        ("TITLE 2", "title", "2", ""),
        ("Sección 1", "sec", "1", ""),
        ("Раздел II", "sec", "II", ""),
        ("ANNEX", "annex", "", ""),
        ("Annexe I", "annex", "I", ""),
        ("Schedule 2 – Fees", "schedule", "2", "Fees"),
        ("PROTOCOL ON PRIVILEGES", "protocol", "", "PROTOCOL ON PRIVILEGES"),
        ("Article IVbis", "art", "IVbis", ""),
        ("Article 9sexies", "art", "9sexies", ""),
        ("Article II.1", "art", "II.1", ""),
        ("Artículo 1-01: Objetivos", "art", "1-01", "Objetivos"),
        ("ARTICLE FOURTEEN", "art", "14", ""),
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


@pytest.mark.parametrize(
    "line",
    [
        "Articles 5 and 6 apply.",
        "Annexes",
        "Annex to this Convention",
        "Article",
        "article 5",
        "Parties shall cooperate",
        "Part of the territory",
        "Section",
        "Article 5(2) applies",
        "Protocol to amend the Convention",
        "One article shall suffice",
        "First Articles",
        "Parte",
        "Article 5/2 applies",
    ],
)
def test_words_that_are_no_heading(line: str) -> None:
    assert heading_of(line) is None


@pytest.mark.parametrize(
    ("line", "number", "style"),
    [
        ("a) x", "a", "x)"),
        ("(a) x", "a", "(x)"),
        ("a)x", "a", "x)"),
        ("1. x", "1", "x."),
        ("5.Parties", "5", "x."),
        ("(1) x", "1", "(x)"),
        ("1", "1", "x"),
        ("1.", "1", "x."),
        ("12 The Parties", "12", "x"),
        ("iv) x", "iv", "x)"),
        ("(aa) x", "aa", "(x)"),
        ("б) слово", "б", "x)"),
        ("2bis. x", "2bis", "x."),
    ],
)
def test_markers(line: str, number: str, style: str) -> None:
    marker = marker_of(line)
    assert marker is not None
    assert (marker.number, marker.style) == (number, style)


@pytest.mark.parametrize(
    "line", ["", "The Parties", "1958. A year", "3.5 metres", "(see above) x", "A Party may", "and", "di", "mix"]
)
def test_words_that_are_no_marker(line: str) -> None:
    assert marker_of(line) is None


@given(st.integers(min_value=1, max_value=300))
def test_roman_numerals_go_both_ways(value: int) -> None:
    assert roman_value(to_roman(value)) == value
    assert number_value(to_roman(value).upper()) == value


@pytest.mark.parametrize("numeral", ["iiii", "vv", "ic", "abc", "xm"])
def test_letters_that_are_no_numeral(numeral: str) -> None:
    assert roman_value(numeral) == 0


@pytest.mark.parametrize(
    ("number", "value", "inserted"),
    [("14", 14, False), ("14 bis", 14, True), ("IVbis", 4, True), ("II.3", 2, True), ("12-A", 12, True)],
)
def test_numbers_of_headings(number: str, value: int, inserted: bool) -> None:
    assert (number_value(number), is_inserted(number)) == (value, inserted)
