"""Words and numbered entries: each goes where its number is due, goes on with the sentence before, or begins anew."""

from __future__ import annotations

from corpus.grammar.headings import heading_of
from corpus.grammar.markers import Marker, marker_of
from corpus.grammar.sentences import CHAPEAU, CHINESE, SENTENCES, ends_unfinished, glue
from corpus.model import Finding, FindingKind, Kind
from corpus.numerals import to_roman
from corpus.parsing import lists
from corpus.parsing.recitals import recital
from corpus.parsing.state import State
from corpus.parsing.tree import Node
from corpus.readers import Line, Shape


def entry(state: State, line: Line, text: str, joint: str = "\n\n") -> None:
    """Places words that may begin with a marker, and what further markers in the middle of them open."""
    within = False
    while text:
        marker = marker_of(text)
        if marker is not None and open_entry(state, marker, line, text, joint):
            joint = " " if text[marker.end - 1].isspace() else ""
            text, within = text[marker.end :], False
        elif within:
            state.tree.write(state.tree.tip, text, joint)
            return
        else:
            cut = further_point(state, text)
            add(state, line, text[:cut].rstrip(), joint)
            if marker is not None and marker.style != "x" and line.fresh:
                stray = Finding(FindingKind.NOT_DUE, line.number, number=text[: marker.end].strip())
                state.tree.remark(state.tree.tip, stray)
            text, joint, within = text[cut:], " ", True


def row(state: State, line: Line) -> None:
    """Places a row of a table: below the one before, with the words that introduce the table, or by itself."""
    tip, holder = state.tree.tip, state.holder
    goes_on = state.at > 0 and state.lines[state.at - 1].shape is Shape.ROW
    introduced = tip is not holder and bool(CHAPEAU.search(tip.words))
    own = tip.kind in (Kind.PARAGRAPH, Kind.POINT, Kind.ITEM, Kind.WRAPUP) and tip.words
    if not (own and (goes_on or introduced)):
        tip = state.tree.open(holder, Kind.PARAGRAPH, line=line.number)
    state.tree.write(tip, line.text)


def open_entry(state: State, marker: Marker, line: Line, text: str, joint: str) -> bool:
    """Opens the paragraph or point that the marker numbers; false where the marker is only words."""
    tip = state.tree.tip
    slot = lists.slot_of(marker, line, tip, state.holder, state.upcoming(text, marker.end))
    if slot is None:
        return False
    kind, level = lists.level_in(slot.owner, state.holder, slot, marker, tip)
    lists.enter(slot, marker)
    node = state.tree.open(slot.owner, kind, level, numbered(slot, marker, text), line.number)
    if slot.missing:
        gap = Finding(FindingKind.MISSING, line.number, number=marker.number, beside=str(slot.missing))
        state.tree.remark(node, gap)
    state.tree.head(node, text[: marker.end].rstrip(), joint)
    return True


def numbered(slot: lists.Slot, marker: Marker, text: str) -> str:
    """The number of an entry: in Chinese a figure under a point stands for the Roman numeral of other languages."""
    if slot.owner.kind is Kind.POINT and marker.number.isdigit() and CHINESE.search(text):
        return to_roman(slot.numeral.value)
    return marker.number


def numbered_heading(state: State, line: Line) -> bool:
    """Opens the paragraph of an annex whose number stands as a heading, with the heading below it as its own."""
    marker = marker_of(line.text)
    bare = line.text.replace(".", "").rstrip(")").isdigit()
    if marker is None or not bare or state.holder.kind not in (Kind.ANNEX, Kind.OTHER):
        return False
    if not open_entry(state, marker, line, line.text, "\n\n"):
        return False
    below = state.lines[state.at + 1 : state.at + 2]
    if below and below[0].shape is Shape.HEADING and not (heading_of(below[0].text) or marker_of(below[0].text)):
        state.tree.tip.heading = below[0].text
        state.tree.head(state.tree.tip, below[0].text)
        state.at += 1
    return True


def further_point(state: State, text: str) -> int:
    """Where a further point of an open list begins within the words; at their end where none does."""
    for match in SENTENCES.inline.finditer(text):
        marker = marker_of(text, match.end())
        if marker is None:
            continue
        after = match.end() + marker.end
        begins = match[0].startswith(":") and lists.begins_list(marker, state.upcoming(text, after))
        if begins or lists.due(marker, lists.path(state.tree.tip, state.holder)):
            return match.end()
    return len(text)


def add(state: State, line: Line, text: str, joint: str) -> None:
    """Adds words to the entry just numbered, to the sentence that goes on, or to a new paragraph."""
    tip = state.tree.tip
    if tip.number and not tip.words and tip is not state.holder:
        state.tree.write(tip, text, joint)
    elif goes_on(state, line, text):
        state.tree.write(tip, text, glue(tip.words, text))
    else:
        state.tree.write(unnumbered(state, line, text), text, joint)


def goes_on(state: State, line: Line, text: str) -> bool:
    """Whether the words continue the sentence before, as at the end of a line or page."""
    before = state.tree.tip.words
    if not before or state.tree.tip is state.holder:
        return False
    if not line.fresh:
        return True
    if line.shape is Shape.ITEM:
        return False
    if ends_unfinished(before):
        return True
    if not text[0].islower() or before[-1] in ".;:!?":
        return False
    # Clauses in small letters end with a comma: recitals, and points before the sentence goes on.
    clause = state.tree.tip.kind is Kind.RECITAL or (state.tree.tip.kind is Kind.POINT and before[0].islower())
    return not (clause and before.endswith(","))


def unnumbered(state: State, line: Line, text: str) -> Node:
    """The new node for a paragraph without a number."""
    tip, holder = state.tree.tip, state.holder
    if holder.kind is Kind.PREAMBLE:
        return recital(state, line, text)
    if line.shape is Shape.ITEM:
        return bullet(state, line)
    if tip.kind in (Kind.PARAGRAPH, Kind.POINT) and tip.number and CHAPEAU.search(tip.words):
        return state.tree.open(tip, Kind.POINT, line=line.number)
    if tip.kind is Kind.POINT and not tip.number and tip.parent and SENTENCES.list_goes_on.search(tip.words):
        return state.tree.open(tip.parent, Kind.POINT, line=line.number)
    return after_points(state, line, text) or state.tree.open(holder, Kind.PARAGRAPH, line=line.number)


def bullet(state: State, line: Line) -> Node:
    """The new node for an entry with a dash: below the paragraph or point before it, or beside the entry before."""
    tip, holder = state.tree.tip, state.holder
    if tip.kind in (Kind.PARAGRAPH, Kind.POINT) and (tip.number or tip.kind is Kind.PARAGRAPH):
        return state.tree.open(tip, Kind.POINT, line=line.number)
    if tip.kind is Kind.POINT and tip.parent:
        return state.tree.open(tip.parent, Kind.POINT, line=line.number)
    return state.tree.open(holder, Kind.ITEM, line=line.number)


def after_points(state: State, line: Line, text: str) -> Node | None:
    """The node for words after points: one that lost its letter, a paragraph of the point, the flush."""
    tip = state.tree.tip
    owners = [node for node in lists.path(tip, state.holder) if node.run and node.children[-1].kind is Kind.POINT]
    if not owners or tip.kind is not Kind.POINT:
        return None
    inner, upcoming = owners[0], state.upcoming()
    if upcoming and lost_letter(state, inner, upcoming):
        node = state.tree.open(inner, Kind.POINT, line=line.number)
        state.tree.remark(node, Finding(FindingKind.LETTERLESS, line.number, number=upcoming.number))
        return node
    if upcoming and lists.due(upcoming, owners):
        return state.tree.open(tip, Kind.PARAGRAPH, line=line.number)
    return state.tree.open(inner if text[0].islower() else owners[-1], Kind.WRAPUP, line=line.number)


def lost_letter(state: State, owner: Node, upcoming: Marker) -> bool:
    """Whether the list goes on after exactly one entry, which these words then are."""
    if owner.run is None or not SENTENCES.list_goes_on.search(state.tree.tip.words):
        return False
    if not any(owner.run.skips(numeral, upcoming.style) == 1 for numeral in upcoming.readings):
        return False
    owner.run.last += 1
    return True
