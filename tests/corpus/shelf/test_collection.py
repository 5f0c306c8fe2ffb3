"""The loaded instruments, and what each is called."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.citations.names import fold, names_of
from corpus.errors import UnknownInstrument
from corpus.model import About, Instrument
from corpus.shelf.collection import Corpus

TITLES = (
    "Convention on Cybercrime",
    "Vienna Convention on the Law of Treaties",
    "Statute of the Court",
    "Treaty of Waitangi",
    "Vienna Convention on Diplomatic Relations",
)
MANY = Corpus(
    Instrument(About(f"treaty-{n}", title, " ".join(title.split()[-2:]), (f"accord no. {n}",)), "", {})
    for n, title in enumerate(TITLES)
)
WORDS = sorted(
    {word for title in TITLES for word in title.split()} | {"accord", "no.", "3", "which", "(the", "court?)"}
)


@given(st.lists(st.sampled_from(WORDS), max_size=14))
def test_no_instrument_that_a_text_names_is_passed_over(words):
    text = " ".join(words)
    named = [
        id
        for id, instrument in MANY.items()
        if any(re.search(rf"\b{re.escape(name)}\b", fold(text)) for name in names_of(instrument.about))
    ]
    called = MANY.called(text)
    assert set(named) <= set(called)
    assert list(called) == [id for id in MANY if id in called]


@pytest.mark.parametrize(
    ("text", "called"),
    [
        ("What does the Statute of the Court say?", ("treaty-2",)),
        ("accord no. 3, and accord no. 1", ("treaty-1", "treaty-3")),
        ("vienna convention", ()),
        ("", ()),
    ],
)
def test_what_a_text_may_name_is_looked_up(text, called):
    assert MANY.called(text) == called


def test_a_name_that_nobody_bears_says_which_there_are():
    assert MANY.find("the TREATY of Waitangi").id == "treaty-3"
    with pytest.raises(UnknownInstrument, match="treaty-4"):
        MANY.find("Treaty of Nowhere")
