"""Instruments that stand behind another in one file, with articles counted from one: protocols, statutes, versions.

A version is the same instrument in another language; it holds articles, closing words and protocols of its own.
"""

from __future__ import annotations

from corpus.grammar.headings import Heading, annex_level, heading_of
from corpus.grammar.sentences import is_title
from corpus.languages import language_of
from corpus.lexicon import EVERY, read
from corpus.model import Kind
from corpus.numerals import is_inserted, number_value
from corpus.parsing.closing import CLOSING
from corpus.parsing.state import State
from corpus.parsing.tree import Node
from corpus.readers import Line, Shape

_TREATIES = read("treaties", EVERY)
LOOKAHEAD = 120
"""So many lines ahead the first article of an appended instrument is looked for."""
SAMPLE = 60
"""So many lines tell the language of what follows."""
VERSION = "version"
"""The level of the same instrument in another language; its number is the language's code."""


def begins(state: State, line: Line) -> bool:
    """Whether a further instrument begins with the line, its title or its first article: article 1 comes again."""
    if state.headings.highest < 2 or not line.fresh or line.shape in (Shape.ITEM, Shape.NOTE, Shape.ROW):
        return False
    heading = heading_of(line.text)
    if heading:
        return counts_anew(state, heading, line)
    named = is_closed(state) and bool(_TREATIES.appended.search(line.text))
    titled = (named or line.shape is Shape.HEADING) and is_title(line.text.rstrip("."))
    if not titled or not restarts(state):
        return False
    # Titles of groups stand between that of an instrument and its first article, but in the same language.
    return state.headings.last_article > 1 or language_ahead(state) != language_now(state)


def counts_anew(state: State, heading: Heading, line: Line) -> bool:
    """Whether a first article comes without a title above it, in another language or behind closing words."""
    first = heading.kind is Kind.ARTICLE and number_value(heading.number) == 1 and not is_inserted(heading.number)
    if not first or state.tree.tip is state.headings.group or state.headings.last_article < 2:
        return False
    return is_closed(state) or (line.shape is Shape.HEADING and language_ahead(state) != language_now(state))


def is_closed(state: State) -> bool:
    """Whether closing words stand before, be it with notes and a preamble behind them."""
    if state.holder.kind in CLOSING:
        return True
    before = (n.kind for n in reversed(state.headings.root.children) if n.kind not in (Kind.NOTES, Kind.PARAGRAPH))
    return state.holder is state.headings.root and next(before, None) in CLOSING


def restarts(state: State) -> bool:
    """Whether the next article below is the first of its instrument."""
    for line in state.lines[state.at + 1 : state.at + 1 + LOOKAHEAD]:
        heading = heading_of(line.text)
        if heading and heading.kind is Kind.ARTICLE and (line.shape is Shape.HEADING or line.fresh):
            return number_value(heading.number) == 1 and not is_inserted(heading.number)
        if heading and heading.kind is Kind.ANNEX:
            return False
    return False


def begin(state: State, line: Line) -> None:
    """Opens the further instrument as a provision that holds its articles; the line is its title, or its article 1."""
    untitled = heading_of(line.text) is not None
    node = version(state, line) or appended(state, line)
    state.holder = state.headings.group = node
    state.headings.last_article = 0
    if untitled:
        state.at -= 1  # the article itself comes next
        return
    node.heading = line.text
    state.tree.head(node, line.text)


def appended(state: State, line: Line) -> Node:
    """The node of a further instrument in the language of the one before it, or in that of the first."""
    if language_ahead(state) == language_first(state):
        state.headings.root = state.tree.root
    form = _TREATIES.appended.search(line.text)
    level = annex_level(form["form"]) if form and heading_of(line.text) is None else "annex"
    return state.tree.open(state.headings.root, Kind.ANNEX, level, line=line.number)


def version(state: State, line: Line) -> Node | None:
    """The node of a version, where the language changes to one that has none yet."""
    language = language_ahead(state)
    if language in (language_now(state), language_first(state)):
        return None
    node = state.tree.open(state.tree.root, Kind.ANNEX, VERSION, language, line.number)
    state.headings.root = node
    return node


def language_now(state: State) -> str:
    """The language of the version at hand."""
    root = state.headings.root
    return root.number if root.level == VERSION else language_first(state)


def language_first(state: State) -> str:
    """The language of the instrument that the file begins with."""
    if not state.language:
        state.language = language_of(" ".join(line.text for line in state.lines[: state.at][-4 * SAMPLE :]))
    return state.language


def language_ahead(state: State) -> str:
    """The language of what follows, up to where articles are counted from one once more."""
    words, firsts = [], 0
    for line in state.lines[state.at : state.at + SAMPLE]:
        heading = heading_of(line.text)
        firsts += heading is not None and heading.kind is Kind.ARTICLE and number_value(heading.number) == 1
        if firsts > 1:
            break
        words.append(line.text)
    return language_of(" ".join(words))
