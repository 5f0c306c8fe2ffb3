"""What holds of every text, whatever it is."""

from __future__ import annotations

from collections.abc import Callable
from textwrap import fill

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from parsing_cases import ABOUT, parsed
from steps_cases import GROWTH, steps

from corpus.model import Kind
from corpus.parsing.parser import parse
from corpus.readers import Line
from corpus.readers.markdown import lines
from corpus.shelf.collection import Corpus


@pytest.mark.parametrize("width", [40, 72, 100])
def test_where_lines_break_does_not_matter(width: int) -> None:
    instrument = Corpus.bundled()["un-convention"]
    blocks = [fill(b, width, break_long_words=False, break_on_hyphens=False) for b in instrument.text.split("\n\n")]
    wrapped = parse(lines("\n\n".join(blocks)), ABOUT)
    assert [(p.eid, p.heading, wrapped.own(p)) for p in wrapped] == [
        (p.eid, p.heading, instrument.own(p)) for p in instrument
    ]


SNIPPETS = [
    *("Article 1", "Article 2", "Article 14 bis", "#### Article 2", "Article XIV", "Article 5 **T**"),
    *("CHAPTER I", "Section 2", "PART II", "ANNEX", "Annex I", "PROTOCOL ON X", "Preamble", "Contents", "Chapter I 3"),
    *("The States Parties,", "Recalling that,", "Have agreed as follows:", "Whereas:", "word-", "continuing words"),
    *("1. One", "2. Two", "3. Three:", "1.", "(1) x;", "(2) y", "1 Bare", "2 Bare", "A. Foo", "B. Bar"),
    *("a) foo;", "b) bar;", "c) baz.", "(a) foo:", "(b)", "a bare", "b bare", "text; (b) inline; (c) inline"),
    *("(i) sub; ii) more", "(ii) sub", "i) rom", "ii) rom", "v) x", "Capital words.", "lists of:", "- item;"),
    *("### Heading", "**Bold**", "\\* note", "Done at X", "IN WITNESS WHEREOF, a.", "For the State", '"Quote".'),
    *("**Reservations of X**", "**Status of X**", "Signature: A, B.", "Entry into force:", "---", "", "", ""),
]
TREATIES = st.lists(
    st.sampled_from(SNIPPETS) | st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=12),
    max_size=40,
)


@settings(max_examples=200)
@given(TREATIES)
def test_no_text_is_lost_doubled_or_reordered(source: list[str]) -> None:
    found = lines("\n".join(source))
    instrument = parse(found, ABOUT)
    pieces = []
    for provision in instrument:
        end = instrument[provision.children[0]].start if provision.children else provision.end
        assert provision.start <= provision.body <= provision.end
        assert provision.start <= end
        pieces.append(instrument.text[provision.start : end])
    assert words(pieces) == words([instrument.text]) == words([line.text for line in found])


@settings(max_examples=100)
@given(TREATIES)
def test_the_tree_holds_together(source: list[str]) -> None:
    instrument = parse(lines("\n".join(source)), ABOUT)
    for provision in instrument:
        if provision.parent:
            parent = instrument[provision.parent]
            assert provision.eid in parent.children
            assert parent.start <= provision.start < provision.end <= parent.end


def words(pieces: list[str]) -> str:
    return "".join("".join(pieces).split())


ENTRIES = st.lists(
    st.sampled_from(["Each Party shall act.", "It may refuse.", "Costs lie where they fall."]), min_size=1
)


@settings(max_examples=50)
@given(st.lists(ENTRIES, min_size=1, max_size=6))
def test_numbered_paragraphs_are_all_found(articles: list[list[str]]) -> None:
    blocks = []
    for number, paragraphs in enumerate(articles, 1):
        blocks += [f"Article {number}", *(f"{n}. {text}" for n, text in enumerate(paragraphs, 1))]
    instrument = parse([Line(n, text) for n, text in enumerate(blocks, 1)], ABOUT)
    expected = [f"art_{a}__para_{p}" for a, ps in enumerate(articles, 1) for p in range(1, len(ps) + 1)]
    assert [p.eid for p in instrument if p.kind is Kind.PARAGRAPH] == expected
    assert instrument.findings == ()


ODD: dict[str, Callable[[int], str]] = {
    "numbers": lambda size: "1. " * size,
    "articles": lambda size: "Article 1\n" * size,
    "points": lambda size: "(a) x;\n" * size,
    "points in a line": lambda size: "; (a) b" * size,
    "signs": lambda size: "<b" * size,
    "preambles": lambda size: "The Parties,\n" * size,
    "capitals": lambda size: "TITLE OF IT\n" * size,
    "bare numbers": lambda size: "\n".join(map(str, range(size))),
    "chapeaux": lambda size: "\n".join(f"({chr(97 + n % 26)}) x:" for n in range(size)),
    "protocols": lambda size: "Article 1\n\nx.\n\nDone at X.\n\n" + "Protocol to it\n\n" * size,
    "contents": lambda size: "Contents\n" + "\n".join(f"Article {n} .... {n}" for n in range(size)),
    "pages": lambda size: "\n".join(f"- {n} -\nHead\ntext goes on here" for n in range(size)),
}
"""Texts that no treaty is, of any size."""


@pytest.mark.parametrize("odd", ODD.values(), ids=ODD)
def test_odd_input_is_read_in_linear_time_and_whole(odd: Callable[[int], str]) -> None:
    assert steps(parsed, odd(4000)) <= GROWTH * steps(parsed, odd(2000))
    instrument = parsed(odd(10_000))
    assert all(instrument.text[p.start : p.end].strip() for p in instrument)
