"""Recitals: the paragraphs of a preamble, and what its unnumbered words are."""

from __future__ import annotations

from corpus.grammar.formulas import FORMULAS
from corpus.model import Kind
from corpus.parsing.state import State
from corpus.parsing.tree import Node
from corpus.readers import Line


def recitals(text: str) -> list[str]:
    """The recitals that a paragraph holds: one, or in a run-on preamble each from its participle on."""
    *before, last = FORMULAS.enacting_tail.split(text, maxsplit=1)
    parts = [part for piece in before for part in recitals(piece)]
    if parts:
        return [*parts, last]
    return FORMULAS.recital.split(text)


def recital(state: State, line: Line, text: str) -> Node:
    """The node for unnumbered words of the preamble: the parties, a recital, or the enacting formula.

    Where recitals are numbered, a paragraph without a number belongs to the one before.
    """
    holder = state.holder
    if FORMULAS.enacting.match(text):
        return state.tree.open(holder, Kind.WRAPUP, line=line.number)
    if not holder.children and not holder.words and not FORMULAS.begins_recital.match(text):
        return holder
    if FORMULAS.whereas.match(text):
        for child in holder.children:
            child.level = "cit"
        return state.tree.open(holder, Kind.PARAGRAPH, line=line.number)
    if holder.run and state.tree.tip.kind is Kind.RECITAL:
        return state.tree.tip
    return state.tree.open(holder, Kind.RECITAL, line=line.number)
