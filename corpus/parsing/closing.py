"""What stands after the last article: testimonium, signatures, reservations, status; and notes anywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from corpus.grammar import patterns
from corpus.model import Kind
from corpus.parsing.tree import Node
from corpus.readers import Line, Shape

if TYPE_CHECKING:
    from corpus.parsing.parser import Parser

TITLED = {Kind.RESERVATIONS: patterns.RESERVATIONS, Kind.STATUS: patterns.STATUS}
"""The parts of the closing matter that have a heading, and how it begins."""
CLOSING = frozenset({Kind.TESTIMONIUM, Kind.SIGNATURES, *TITLED})


def takes(parser: Parser, line: Line) -> bool:
    """Places the line where it is closing matter; false where it is not."""
    now = parser.holder.kind
    if (kind := begun_by(line, now, parser.tree.tip)) is not None:
        begin(parser, kind, line)
    elif now is Kind.RESERVATIONS:
        reservation(parser, line)
    elif now is Kind.STATUS:
        status(parser, line)
    else:
        return False
    return True


def begun_by(line: Line, now: Kind, tip: Node) -> Kind | None:
    """The part of the closing matter that the line begins, or nothing."""
    if not line.fresh and not patterns.ENDS_SENTENCE.search(tip.words):
        return None
    if now not in CLOSING:
        return Kind.TESTIMONIUM if patterns.TESTIMONIUM.match(line.text) else None
    if now is Kind.TESTIMONIUM and patterns.SIGNATORY.match(line.text):
        return Kind.SIGNATURES
    named = TITLED.items() if line.shape is Shape.HEADING or patterns.is_title(line.text) else ()
    return next((kind for kind, pattern in named if pattern.match(line.text)), None)


def begin(parser: Parser, kind: Kind, line: Line) -> None:
    """Opens a part of the closing matter; the line is its heading, or else its first words."""
    node = parser.tree.open(parser.tree.root, kind, kind.value, line=line.number)
    parser.holder = node
    parser.headings.group = parser.tree.root
    if kind not in TITLED:
        parser.tree.write(node, line.text)
        return
    node.heading = line.text
    parser.tree.head(node, line.text)


def reservation(parser: Parser, line: Line) -> None:
    """A sentence is an item; a date before the items or a name after them is not."""
    holder, tree = parser.holder, parser.tree
    if not line.fresh and tree.tip.words:
        tree.write(tree.tip, line.text, " ")
    elif patterns.ENDS_SENTENCE.search(line.text):
        tree.write(tree.open(holder, Kind.ITEM, "item", line=line.number), line.text)
    elif not holder.children:
        tree.write(holder, line.text)
    elif holder.children[-1].kind is Kind.WRAPUP:
        tree.write(holder.children[-1], line.text)
    else:
        tree.write(tree.open(holder, Kind.WRAPUP, "wrapup", line=line.number), line.text)


def status(parser: Parser, line: Line) -> None:
    """Lists under their labels, their entries, and sentences between them."""
    holder, tree = parser.holder, parser.tree
    label = patterns.STATUS_LIST.match(line.text)
    if label:
        node = tree.open(holder, Kind.LIST, "_".join(label["topic"].lower().split()), line=line.number)
        node.heading = label["label"]
        tree.head(node, label[0].strip())
        if rest := line.text[label.end() :]:
            tree.write(node, rest, " ")
    elif (entries := open_list(holder, line)) is not None:
        tree.write(tree.open(entries, Kind.ITEM, "item", line=line.number), line.text)
    elif not line.fresh and tree.tip.words:
        tree.write(tree.tip, line.text, " ")
    elif not holder.children:
        tree.write(holder, line.text)
    else:
        tree.write(tree.open(holder, Kind.PARAGRAPH, "para", line=line.number), line.text)


def open_list(holder: Node, line: Line) -> Node | None:
    """The list that the line is an entry of: one with dashes, or one whose last entry ends in a semicolon."""
    last = holder.children[-1] if holder.children else None
    if last is None or last.kind is not Kind.LIST or not line.fresh:
        return None
    goes_on = last.children[-1].words.endswith(";") if last.children else not last.words
    return last if goes_on or line.shape is Shape.ITEM else None


def note(parser: Parser, line: Line) -> None:
    """Keeps footnotes that stand together in one provision, apart from the article they interrupt."""
    tree = parser.tree
    notes = tree.tip.parent if tree.tip.kind is Kind.NOTE else None
    if notes is None:
        if not interrupts(parser):
            parser.holder = parser.headings.group
        notes = tree.open(parser.holder, Kind.NOTES, "notes", line=line.number)
    tree.write(tree.open(notes, Kind.NOTE, "note", line=line.number), line.text)


def interrupts(parser: Parser) -> bool:
    """Whether the provision that the note stands in goes on after it."""
    if parser.holder.kind in CLOSING:
        return False
    for line in parser.lines[parser.at + 1 :]:
        if line.shape is not Shape.NOTE and not patterns.TRANSLATOR.match(line.text):
            return parser.headings.accept(line, parser.tree.tip) is None and line.shape is not Shape.HEADING
    return False
