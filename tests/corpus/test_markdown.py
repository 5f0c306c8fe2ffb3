from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus import markdown

TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc"]))


@pytest.mark.parametrize(
    ("text", "block", "quote"),
    [
        ("States *shall* [not]", r"States \*shall\* \[not\]", r"States \*shall\* \[not\]"),
        ("1. Each Party", r"1\. Each Party", r"1\. Each Party"),
        ("2) Each Party", r"2\) Each Party", r"2\) Each Party"),
        ("1.5 million", "1.5 million", r"1\.5 million"),
        ("- an entry", r"\- an entry", r"\- an entry"),
        ("-40 degrees", "-40 degrees", r"\-40 degrees"),
        ("cost $5 & ~10", "cost $5 & ~10", r"cost \$5 \& \~10"),
        ("(a) one", "(a) one", "(a) one"),
    ],
)
def test_words_that_would_be_markup_are_shown_as_they_stand(text: str, block: str, quote: str) -> None:
    assert markdown.block(text) == block
    assert markdown.quote(text) == quote


def test_a_line_and_a_label_have_no_breaks() -> None:
    assert markdown.line("Who\n  pays! ") == r"Who pays\!"
    assert markdown.label("a (b)\n:red[c]") == "a \\(b\\) :\u2060red\\[c\\]"


@pytest.mark.parametrize("way", [markdown.block, markdown.quote], ids=["block", "quote"])
@given(text=TEXTS)
def test_what_is_escaped_reads_back_as_it_was(way, text: str) -> None:
    assert markdown.unescaped(way(text)) == text


def test_a_backslash_before_a_letter_is_no_escape() -> None:
    assert markdown.unescaped(r"C:\files \* \\") == "C:\\files * \\"
