from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.numerals import (
    LARGEST_ROMAN,
    is_inserted,
    latin,
    letter_value,
    number_value,
    roman_value,
    to_cyrillic,
    to_letters,
    to_roman,
)


@given(st.integers(min_value=1, max_value=LARGEST_ROMAN))
def test_roman_numerals_go_both_ways_in_capitals_and_small_letters(value: int) -> None:
    assert roman_value(to_roman(value)) == value
    assert roman_value(to_roman(value).upper()) == value


@pytest.mark.parametrize("letters", ["", "iiii", "iix", "ic", "d", "M", "abc", "i" * 100_000])
def test_what_is_no_roman_numeral_has_no_value(letters: str) -> None:
    assert roman_value(letters) == 0


@given(st.integers(min_value=1, max_value=78))
def test_letters_go_both_ways(value: int) -> None:
    assert letter_value(to_letters(value)) == value


@given(st.integers(min_value=1, max_value=28))
def test_russian_letters_go_both_ways(value: int) -> None:
    assert letter_value(to_cyrillic(value)) == value


@pytest.mark.parametrize(("letters", "read"), [("а", "a"), ("б", "b"), ("т", "r"), ("у", "у"), ("a", "a")])
def test_russian_letters_are_read_by_their_place(letters: str, read: str) -> None:
    assert latin(letters) == read


@pytest.mark.parametrize(
    ("number", "value", "inserted"),
    [
        ("14", 14, False),
        ("XIV", 14, False),
        ("14 bis", 14, True),
        ("IIa", 2, True),
        ("14.2", 14, True),
        ("B", 2, False),
        ("first", 0, False),
    ],
)
def test_the_place_of_a_number_in_its_sequence(number: str, value: int, inserted: bool) -> None:
    assert (number_value(number), is_inserted(number)) == (value, inserted)
