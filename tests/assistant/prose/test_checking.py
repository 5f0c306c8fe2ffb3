"""A sentence held against the provisions that it cites."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from prose_cases import ASKED, FALSE, GIVEN, MENDED, TRUE

from assistant.answer import Checked, Fault
from assistant.answering.prose.checking import checked
from assistant.answering.prose.sentences import ended, split


def held(text):
    """The one sentence that a text is."""
    (drafted,) = ended(text)
    return checked(drafted, GIVEN, ASKED)


@pytest.mark.parametrize("text", TRUE)
def test_what_the_provision_carries_stands_as_it_was_written(text):
    sentence = held(text)
    assert (sentence.status, sentence.fault, sentence.text) == (Checked.VERIFIED, None, text)


@pytest.mark.parametrize(("text", "fault"), FALSE)
def test_what_it_does_not_carry_is_struck_and_it_is_known_why(text, fault):
    sentence = held(text)
    assert (sentence.status, sentence.fault) == (Checked.STRUCK, fault)


@pytest.mark.parametrize(("text", "mended"), MENDED)
def test_a_quotation_that_is_nearly_exact_is_replaced_by_the_exact_words(text, mended):
    sentence = held(text)
    assert (sentence.status, sentence.text) == (Checked.REPAIRED, mended)
    assert sentence.fault is Fault.QUOTATION


WORDS = st.sampled_from(
    [
        "shall",
        "may",
        "not",
        "unless",
        "if",
        "only",
        "90",
        "days",
        "30",
        "ninety",
        "at",
        "least",
        "most",
        "the",
        "requested",
        "requesting",
        "Party",
        "preserve",
        "refused",
        "request",
        "costs",
        "[1]",
        "[2]",
        "[99]",
        ".",
        "“",
        "”",
        '"',
        "article",
        "59",
        "8",
        ",",
        "and",
        "or\n",
    ]
)


@settings(max_examples=150)
@given(st.one_of(st.lists(WORDS, max_size=40).map(" ".join), st.text(max_size=200)))
def test_any_text_is_cut_and_held_without_an_error_and_nothing_of_it_is_lost(text):
    whole, rest = split(text)
    assert [one.text for one in ended(text)][: len(whole)] == [one.text for one in whole]
    assert rest in text
    for one in ended(text):
        sentence = checked(one, GIVEN, text)
        assert sentence.status is Checked.STRUCK or set(sentence.markers) <= {e.marker for e in GIVEN}
