"""Words typed wrong."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.understanding.typing_errors import corrected, vocabulary
from assistant.weights import weights

OFTEN = weights().typing_errors.often
KNOWN = vocabulary(
    ["extradition", "of", "nationals", "for", "offences", "traffic", "data", "rights"],
    ["companies' duties"] * OFTEN + ["sieze it"],
)


@pytest.mark.parametrize(
    ("typed", "right"),
    [
        ("extraditon of natonals", "extradition of nationals"),
        ("waht is traffc data?", "waht is traffic data?"),
        ("compnies", "companies"),
        ("human rigths", "human rights"),
        ("traffic data", "traffic data"),
        # names, short words, and what is like nothing known
        ("Traffc data", "Traffc data"),
        ("dta", "dta"),
        ("football weather", "football weather"),
        # a typing error in an anticipated question makes no word
        ("sieze", "sieze"),
    ],
)
def test_puts_right_what_is_like_a_known_word(typed, right):
    assert corrected(typed, KNOWN) == right


@given(st.text(max_size=80))
def test_leaves_all_but_words_as_it_was(text):
    again = corrected(text, KNOWN)
    assert len(again.split()) == len(text.split())
    assert corrected(again, KNOWN) == again
