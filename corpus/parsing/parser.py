"""Lines become the tree of an instrument.

One pass over the lines. Each is asked in turn: are you a heading, a note, closing matter, a numbered
entry that is due, and else words that go on or begin an unnumbered paragraph. What the line is written
to is always the end of the tree, so that the text keeps its order and its every word.
"""

from __future__ import annotations

from collections.abc import Sequence

from corpus.grammar.formulas import FORMULAS
from corpus.grammar.headings import heading_of
from corpus.model import About, Finding, FindingKind, Instrument, Kind
from corpus.parsing import appended, closing, counted, front, quoted
from corpus.parsing.entries import entry, numbered_heading, row
from corpus.parsing.nesting import refers
from corpus.parsing.opening import open_heading, open_other
from corpus.parsing.state import State
from corpus.parsing.tree import Tree, provisions
from corpus.readers import Line, Shape

FLAT = frozenset({Kind.TITLE, Kind.CONTENTS, Kind.TESTIMONIUM, Kind.SIGNATURES})
"""Kinds that only hold words."""


def parse(lines: Sequence[Line], about: About) -> Instrument:
    """The instrument that the lines make up; what could not be placed stands in its findings."""
    state = State(lines)
    front.cover(state)
    front.title(state)
    front.contents(state)
    front.preamble(state)
    place_rest(state)
    return instrument(about, state.tree)


def parse_paragraphs(lines: Sequence[Line], about: About) -> Instrument:
    """A text without articles: as paragraphs with the numbers that it gives them, or else numbered as they come.

    Resolutions, guidelines and notes are such texts; their paragraphs are what is cited. Recitals that are introduced
    as such stay recitals.
    """
    state = State(lines)
    front.cover(state)
    front.title(state)
    front.contents(state)
    if any(FORMULAS.whereas.match(line.text) for line in lines):
        front.preamble(state)
    place_rest(state)
    number(state.tree)
    return instrument(about, state.tree, Finding(FindingKind.NO_ARTICLES))


def place_rest(state: State) -> None:
    """Goes over all lines from the one at hand on."""
    while state.at < len(state.lines):
        step(state, state.lines[state.at])
        state.at += 1


def step(state: State, line: Line) -> None:
    """Places one line."""
    if quoted.takes(state, line):
        return
    if appended.begins(state, line):
        appended.begin(state, line)
    elif heading := state.headings.accept(line, state.tree.tip):
        open_heading(state, heading, line)
    elif counted.takes(state, line):
        return
    elif line.shape is Shape.NOTE or (line.fresh and FORMULAS.translator.match(line.text)):
        closing.note(state, line)
    elif closing.takes(state, line):
        return
    elif state.holder.kind in FLAT:
        state.tree.write(state.holder, line.text, "\n\n" if line.fresh else " ")
    elif line.shape is Shape.ROW:
        row(state, line)
    elif line.shape is Shape.HEADING and not is_reference(line):
        other_heading(state, line)
    else:
        entry(state, line, line.text)


def other_heading(state: State, line: Line) -> None:
    """Places a heading of no known kind: the number of a paragraph, or words."""
    if not numbered_heading(state, line):
        open_other(state, line)


def is_reference(line: Line) -> bool:
    """Whether a line that is set like a heading is a sentence about an article."""
    heading = heading_of(line.text)
    return heading is not None and refers(heading)


def number(tree: Tree) -> None:
    """Counts the paragraphs, in every place where the text itself does not."""
    for holder in tree.root.walk():
        paragraphs = [node for node in holder.children if node.kind is Kind.PARAGRAPH]
        if not any(node.number for node in paragraphs):
            for count, node in enumerate(paragraphs, 1):
                node.number = str(count)


def instrument(about: About, tree: Tree, *first: Finding) -> Instrument:
    """The instrument of a tree that is complete, with what there is to know of its source."""
    found, findings = provisions(about.id, tree)
    return Instrument(about, tree.text, found, (*first, *findings))
