"""Instruments that stand behind another in one file, with articles counted from one: protocols, statutes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from corpus.grammar import patterns
from corpus.grammar.heading_words import ANNEX_WORDS, plain
from corpus.lexicon import EVERY, read
from corpus.model import Kind
from corpus.numerals import number_value
from corpus.parsing.closing import CLOSING
from corpus.readers import Line, Shape

if TYPE_CHECKING:
    from corpus.parsing.parser import Parser

_TREATIES = read("treaties", EVERY)
LOOKAHEAD = 120
"""So many lines ahead the first article of an appended instrument is looked for."""


def begins(parser: Parser, line: Line) -> bool:
    """Whether the line is the title of a further instrument: article 1 comes again below it."""
    if parser.headings.last_article < 2 or not line.fresh or line.shape in (Shape.ITEM, Shape.NOTE):
        return False
    named = parser.holder.kind in CLOSING and bool(_TREATIES.appended.search(line.text))
    titled = named or line.shape is Shape.HEADING
    if not titled or not patterns.is_title(line.text) or patterns.heading_of(line.text):
        return False
    return restarts(parser)


def restarts(parser: Parser) -> bool:
    """Whether the next article below is the first of its instrument."""
    for line in parser.lines[parser.at + 1 : parser.at + 1 + LOOKAHEAD]:
        heading = patterns.heading_of(line.text)
        if heading and heading.kind is Kind.ARTICLE and (line.shape is Shape.HEADING or line.fresh):
            return number_value(heading.number) == 1
        if heading and heading.kind is Kind.ANNEX:
            return False
    return False


def begin(parser: Parser, line: Line) -> None:
    """Opens the further instrument as a provision that holds its articles; the line is its title."""
    form = _TREATIES.appended.search(line.text)
    word = plain(form["form"]) if form else "annex"
    node = parser.tree.open(parser.tree.root, Kind.ANNEX, ANNEX_WORDS.get(word, word), line=line.number)
    node.heading = line.text
    parser.tree.head(node, line.text)
    parser.holder = parser.headings.group = node
    parser.headings.last_article = 0
