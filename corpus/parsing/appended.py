"""Instruments that stand behind another in one file, with articles counted from one: protocols, statutes."""

from __future__ import annotations

from corpus.grammar.headings import annex_level, heading_of
from corpus.grammar.sentences import is_title
from corpus.lexicon import EVERY, read
from corpus.model import Kind
from corpus.numerals import number_value
from corpus.parsing.closing import CLOSING
from corpus.parsing.state import State
from corpus.readers import Line, Shape

_TREATIES = read("treaties", EVERY)
LOOKAHEAD = 120
"""So many lines ahead the first article of an appended instrument is looked for."""


def begins(state: State, line: Line) -> bool:
    """Whether the line is the title of a further instrument: article 1 comes again below it."""
    if state.headings.last_article < 2 or not line.fresh or line.shape in (Shape.ITEM, Shape.NOTE):
        return False
    named = state.holder.kind in CLOSING and bool(_TREATIES.appended.search(line.text))
    titled = named or line.shape is Shape.HEADING
    if not titled or not is_title(line.text) or heading_of(line.text):
        return False
    return restarts(state)


def restarts(state: State) -> bool:
    """Whether the next article below is the first of its instrument."""
    for line in state.lines[state.at + 1 : state.at + 1 + LOOKAHEAD]:
        heading = heading_of(line.text)
        if heading and heading.kind is Kind.ARTICLE and (line.shape is Shape.HEADING or line.fresh):
            return number_value(heading.number) == 1
        if heading and heading.kind is Kind.ANNEX:
            return False
    return False


def begin(state: State, line: Line) -> None:
    """Opens the further instrument as a provision that holds its articles; the line is its title."""
    form = _TREATIES.appended.search(line.text)
    level = annex_level(form["form"]) if form else "annex"
    node = state.tree.open(state.tree.root, Kind.ANNEX, level, line=line.number)
    node.heading = line.text
    state.tree.head(node, line.text)
    state.holder = state.headings.group = node
    state.headings.last_article = 0
