"""What stands after the last article: testimonium, signatures, reservations, status; and notes anywhere."""

from __future__ import annotations

from corpus.grammar.formulas import FORMULAS
from corpus.grammar.sentences import ENDS_SENTENCE, is_title
from corpus.model import Kind
from corpus.parsing.state import State
from corpus.parsing.tree import Node
from corpus.readers import Line, Shape

TITLED = {Kind.RESERVATIONS: FORMULAS.reservations, Kind.STATUS: FORMULAS.status}
"""The parts of the closing matter that have a heading, and how it begins."""
CLOSING = frozenset({Kind.TESTIMONIUM, Kind.SIGNATURES, *TITLED})


def takes(state: State, line: Line) -> bool:
    """Places the line where it is closing matter; false where it is not."""
    now = state.holder.kind
    if (kind := begun_by(line, now, state.tree.tip)) is not None:
        begin(state, kind, line)
    elif now is Kind.RESERVATIONS:
        reservation(state, line)
    elif now is Kind.STATUS:
        status(state, line)
    else:
        return False
    return True


def begun_by(line: Line, now: Kind, tip: Node) -> Kind | None:
    """The part of the closing matter that the line begins, or nothing."""
    if not line.fresh and not ENDS_SENTENCE.search(tip.words):
        return None
    if now not in CLOSING:
        return Kind.TESTIMONIUM if FORMULAS.testimonium.match(line.text) else None
    if now is Kind.TESTIMONIUM and FORMULAS.signatory.match(line.text):
        return Kind.SIGNATURES
    named = TITLED.items() if line.shape is Shape.HEADING or is_title(line.text) else ()
    return next((kind for kind, pattern in named if pattern.match(line.text)), None)


def begin(state: State, kind: Kind, line: Line) -> None:
    """Opens a part of the closing matter; the line is its heading, or else its first words."""
    node = state.tree.open(state.headings.root, kind, kind.value, line=line.number)
    state.holder = node
    state.headings.group = state.headings.root
    if kind not in TITLED:
        state.tree.write(node, line.text)
        return
    node.heading = line.text
    state.tree.head(node, line.text)


def reservation(state: State, line: Line) -> None:
    """A sentence is an item; a date before the items or a name after them is not."""
    holder, tree = state.holder, state.tree
    if not line.fresh and tree.tip.words:
        tree.write(tree.tip, line.text, " ")
    elif ENDS_SENTENCE.search(line.text):
        tree.write(tree.open(holder, Kind.ITEM, line=line.number), line.text)
    elif not holder.children:
        tree.write(holder, line.text)
    elif holder.children[-1].kind is Kind.WRAPUP:
        tree.write(holder.children[-1], line.text)
    else:
        tree.write(tree.open(holder, Kind.WRAPUP, line=line.number), line.text)


def status(state: State, line: Line) -> None:
    """Lists under their labels, their entries, and sentences between them."""
    holder, tree = state.holder, state.tree
    label = FORMULAS.status_list.match(line.text)
    if label:
        node = tree.open(holder, Kind.LIST, "_".join(label["topic"].lower().split()), line=line.number)
        node.heading = label["label"]
        tree.head(node, label[0].strip())
        if rest := line.text[label.end() :]:
            tree.write(node, rest, " ")
    elif (entries := open_list(holder, line)) is not None:
        tree.write(tree.open(entries, Kind.ITEM, line=line.number), line.text)
    elif not line.fresh and tree.tip.words:
        tree.write(tree.tip, line.text, " ")
    elif not holder.children:
        tree.write(holder, line.text)
    else:
        tree.write(tree.open(holder, Kind.PARAGRAPH, line=line.number), line.text)


def open_list(holder: Node, line: Line) -> Node | None:
    """The list that the line is an entry of: one with dashes, or one whose last entry ends in a semicolon."""
    last = holder.children[-1] if holder.children else None
    if last is None or last.kind is not Kind.LIST or not line.fresh:
        return None
    goes_on = last.children[-1].words.endswith(";") if last.children else not last.words
    return last if goes_on or line.shape is Shape.ITEM else None


def note(state: State, line: Line) -> None:
    """Keeps footnotes that stand together in one provision, apart from the article they interrupt."""
    tree = state.tree
    notes = tree.tip.parent if tree.tip.kind is Kind.NOTE else None
    if notes is None:
        if is_last(state):
            state.holder = state.headings.root
        elif not interrupts(state):
            state.holder = state.headings.group
        notes = tree.open(state.holder, Kind.NOTES, line=line.number)
    tree.write(tree.open(notes, Kind.NOTE, line=line.number), line.text)


def is_last(state: State) -> bool:
    """Whether nothing but notes stands from the line at hand on."""
    return all(line.shape is Shape.NOTE for line in state.lines[state.at :])


def interrupts(state: State) -> bool:
    """Whether the provision that the note stands in goes on after it."""
    if state.holder.kind in CLOSING:
        return False
    for line in state.lines[state.at + 1 :]:
        if line.shape is not Shape.NOTE and not FORMULAS.translator.match(line.text):
            return state.headings.accept(line, state.tree.tip) is None and line.shape is not Shape.HEADING
    return False
