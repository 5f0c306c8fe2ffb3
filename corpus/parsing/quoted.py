"""Articles that an amending instrument puts into another one: they are its words, not articles of its own.

They follow on words such as "shall be replaced by the following:", in quotation marks or bare. A bare quotation is over
where the instrument's own count goes on, or where a paragraph of its own changes something else.
"""

from __future__ import annotations

import re

from corpus.grammar.formulas import FORMULAS
from corpus.grammar.headings import Heading, heading_of
from corpus.grammar.markers import marker_of
from corpus.model import Kind
from corpus.numerals import number_value
from corpus.parsing import lists
from corpus.parsing.state import Quotation, State
from corpus.readers import Line, Shape

OPENING = "“„«‘\"'"
CLOSED = re.compile(r"[”“»’\"'][.;,)]?$")


def takes(state: State, line: Line) -> bool:
    """Places the line where it belongs to a quotation of another instrument; false where it does not."""
    heading = heading_of(line.text.lstrip(OPENING))
    if state.quotation is None:
        if not begins(state, line, heading):
            return False
        node = state.tree.open(state.holder, Kind.PARAGRAPH, line=line.number)
        state.quotation = Quotation(node, line.text[0] in OPENING)
    elif is_over(state, state.quotation, line, heading):
        state.quotation = None
        return takes(state, line)
    add(state, state.quotation, line, heading)
    return True


def add(state: State, quotation: Quotation, line: Line, heading: Heading | None) -> None:
    """Writes the line to the quotation."""
    if heading is not None and heading.kind is Kind.ARTICLE:
        quotation.last = number_value(heading.number)
    quotation.closed = quotation.marked and bool(CLOSED.search(line.text[1:]))
    state.tree.write(quotation.node, line.text, "\n\n" if line.fresh or not quotation.node.words else " ")


def begins(state: State, line: Line, heading: Heading | None) -> bool:
    """Whether a heading follows on words that put it into another instrument."""
    within = next((n for n in (state.holder, *state.holder.ancestors()) if n.kind is Kind.ARTICLE), None)
    if heading is None or not heading.number or within is None or line.shape in (Shape.NOTE, Shape.ROW):
        return False
    before = state.tree.tip.words
    named = re.search(rf"(?<!\w){re.escape(heading.number)}(?!\w)", before)
    return bool(FORMULAS.amending.search(before)) and (named is not None or not is_next(state, heading))


def is_over(state: State, quotation: Quotation, line: Line, heading: Heading | None) -> bool:
    """Whether the line belongs to the instrument again."""
    if FORMULAS.testimonium.match(line.text):
        return True
    if quotation.marked and quotation.closed:
        return line.text[0] not in OPENING
    if quotation.marked and not heading:
        return False
    if heading is not None:
        return heading.kind is Kind.ANNEX or is_own(state, quotation, heading)
    marker = marker_of(line.text)
    nodes = lists.path(quotation.node.parent or state.holder, state.holder)
    goes_on = marker is not None and bool(lists.due(marker, nodes))
    return goes_on and bool(FORMULAS.changes.search(line.text) or FORMULAS.amending.search(line.text))


def is_own(state: State, quotation: Quotation, heading: Heading) -> bool:
    """Whether the heading is the next of the instrument's own, and not one that is being put into another."""
    return bool(quotation.last) and is_next(state, heading)


def is_next(state: State, heading: Heading) -> bool:
    """Whether the heading goes on with the instrument's own articles, counted as they are."""
    counts_alike = heading.number[0].isdigit() == state.headings.last_number[:1].isdigit()
    due = number_value(heading.number) == state.headings.last_article + 1
    return heading.kind is Kind.ARTICLE and counts_alike and due
