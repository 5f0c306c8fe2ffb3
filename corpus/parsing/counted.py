"""Provisions behind the articles that are counted in words under a heading of their own.

Spanish and Latin American laws have such: "Disposiciones adicionales", and below it "Primera." and "Segunda.".
"""

from __future__ import annotations

from corpus.grammar.headings import ordinal_of
from corpus.model import Kind
from corpus.parsing.state import State
from corpus.readers import Line, Shape


def takes(state: State, line: Line) -> bool:
    """Places the line where it is the heading of such provisions, or the number of one; false where it is neither."""
    if line.shape is not Shape.HEADING:
        return False
    below = state.lines[state.at + 1 : state.at + 2]
    if number := ordinal_of(line.text):
        return one(state, line, number)
    if not below or below[0].shape is not Shape.HEADING or ordinal_of(below[0].text) != "1":
        return False
    node = state.tree.open(state.tree.root, Kind.OTHER, line=line.number)
    node.heading = line.text
    state.tree.head(node, line.text)
    state.holder = state.headings.group = node
    return True


def one(state: State, line: Line, number: str) -> bool:
    """Opens the provision of that number, where they are being counted."""
    group = state.headings.group
    if group.kind is not Kind.OTHER:
        return False
    node = state.tree.open(group, Kind.ITEM, number=number, line=line.number)
    node.heading = line.text
    state.tree.head(node, line.text)
    state.holder = node
    return True
