"""Where a marker belongs: a list goes on only where the next letter or numeral is due."""

from __future__ import annotations

from dataclasses import dataclass

from corpus.grammar.markers import Marker, Numeral, System
from corpus.grammar.sentences import CHAPEAU, SENTENCES, leads_to_reference
from corpus.model import Kind
from corpus.parsing.tree import Node, Run
from corpus.readers import Line

TOLERATED_GAP = 3
"""So many entries may be missing from a list in print before a marker is taken for plain text."""


DEEPEST = 10
"""No treaty has lists in lists so far down: what looks like one is no list."""


@dataclass(frozen=True, slots=True)
class Slot:
    """Where a marker belongs: the node that holds its list, how the marker reads, what is missing before it."""

    owner: Node
    numeral: Numeral
    missing: int = 0


def path(tip: Node, holder: Node) -> list[Node]:
    """The open nodes from the one last written to up to the article (or annex, or preamble) that holds it."""
    line = [tip, *tip.ancestors()]
    return line[: line.index(holder) + 1] if holder in line else [holder]


def slot_of(marker: Marker, line: Line, tip: Node, holder: Node, upcoming: Marker | None) -> Slot | None:
    """Where the marker belongs, or nothing where it is only words.

    Args:
        tip: the node last written to.
        holder: the article, annex or other provision that holds the lists.
        upcoming: the next line's marker, which decides between ``i`` the letter and ``i`` the numeral.
    """
    if not may_follow(marker, tip, line):
        return None
    nodes = path(tip, holder)
    if len(nodes) > DEEPEST:
        return None
    slots = [*due(marker, nodes), *beginning(marker, line, tip, holder)]
    if not slots:
        return gapped(marker, line, nodes)
    confirmed = (slot for slot in slots if upcoming and follows(upcoming, slot.numeral, marker.style))
    return next(confirmed, slots[0] if certain(marker, slots[0]) else None)


def certain(marker: Marker, slot: Slot) -> bool:
    """Whether the marker needs no next one to bear it out: "a" without a bracket may be a word."""
    return marker.style != "x" or marker.number.isdigit() or slot.numeral.value > 1


def may_follow(marker: Marker, tip: Node, line: Line) -> bool:
    """Whether the words before leave room for a marker: "paragraph 1" before "(a)" makes it a reference."""
    if not tip.words:
        return True
    if leads_to_reference(tip.words):
        return False
    numbered = marker.number[0].isdigit() and marker.style[0] != "(" and marker.style not in ("x", "x)")
    return line.fresh or numbered or bool(SENTENCES.ends_entry.search(tip.words))


def due(marker: Marker, nodes: list[Node]) -> list[Slot]:
    """The open lists that await this marker, the innermost first."""
    return [
        Slot(node, numeral)
        for node in nodes
        if node.run is not None
        for numeral in marker.readings
        if node.run.awaits(numeral, marker.style) or (marker.inserted and node.run.repeats(numeral, marker.style))
    ]


def beginning(marker: Marker, line: Line, tip: Node, holder: Node) -> list[Slot]:
    """The list that the marker may begin."""
    found = []
    divided = next((node for node in path(tip, holder) if marker.above and node.number == marker.above), None)
    for numeral in marker.readings:
        owner = divided or (tip if may_begin_below(numeral, tip) else holder)
        fits = owner.run is None and (owner is not holder or takes_list(numeral, tip, holder))
        first = numeral.value == 1 or (counts_on(numeral, owner) and marker.style != "x")
        if first and fits and (line.fresh or marker.style != "x"):
            found.append(Slot(owner, numeral))
    return found


def counts_on(numeral: Numeral, owner: Node) -> bool:
    """Whether paragraphs may be numbered on from before: they are where headings of no known kind part them."""
    return owner.kind is Kind.OTHER and numeral.system is System.NUMBER


def may_begin_below(numeral: Numeral, tip: Node) -> bool:
    """Points begin below any paragraph or point; numbers only below one that introduces them."""
    if tip.kind not in (Kind.PARAGRAPH, Kind.POINT, Kind.RECITAL, Kind.WRAPUP, Kind.ITEM):
        return False
    return numeral.system is not System.NUMBER or (bool(tip.number) and introduces(tip))


def introduces(node: Node) -> bool:
    """Whether a list is to follow the words of the node."""
    return not node.words or bool(CHAPEAU.search(node.words))


def takes_list(numeral: Numeral, tip: Node, holder: Node) -> bool:
    """An article takes numbers at any time, letters only before it has any other words."""
    return numeral.system is System.NUMBER or tip is holder


def gapped(marker: Marker, line: Line, nodes: list[Node]) -> Slot | None:
    """The innermost list that the marker goes on although entries are missing or its brackets have changed.

    Only at the beginning of a paragraph, and not for a marker without brackets, which may be a word.
    """
    if not line.fresh or marker.style == "x":
        return None
    runs = [(node, node.run, numeral) for node in nodes if node.run for numeral in marker.readings]
    for node, run, numeral in runs:
        missing = run.skips(numeral, run.style)
        if missing == 0 or (0 < missing <= TOLERATED_GAP and run.style == marker.style):
            return Slot(node, numeral, missing)
    return None


def follows(upcoming: Marker, numeral: Numeral, style: str) -> bool:
    """Whether the upcoming marker is the one after the numeral in the same list."""
    after = Numeral(numeral.system, numeral.value + 1)
    return upcoming.style == style and after in upcoming.readings


def begins_list(marker: Marker, upcoming: Marker | None) -> bool:
    """Whether the marker is the first of its kind and the next one goes on from it."""
    first = (numeral for numeral in marker.readings if numeral.value == 1)
    return upcoming is not None and any(follows(upcoming, numeral, marker.style) for numeral in first)


def enter(slot: Slot, marker: Marker) -> None:
    """Notes in the owner how far its list has come."""
    slot.owner.run = Run(slot.numeral.system, marker.style, slot.numeral.value)


def level_in(owner: Node, holder: Node, slot: Slot, marker: Marker, tip: Node) -> tuple[Kind, str]:
    """What an entry of the list is: paragraph, point, recital; ``(1)`` after a chapeau is a point."""
    if owner.kind is Kind.PREAMBLE:
        return Kind.RECITAL, "rec"
    if owner is not holder or slot.numeral.system is not System.NUMBER:
        return Kind.POINT, "point"
    numbered = [child for child in owner.children if child.number]
    if numbered:
        return numbered[-1].kind, numbered[-1].level
    if marker.style == "(x)" and tip is not holder and CHAPEAU.search(tip.words):
        return Kind.POINT, "point"
    return Kind.PARAGRAPH, "para"
