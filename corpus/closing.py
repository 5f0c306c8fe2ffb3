"""What stands after the last article: testimonium, signatures, reservations, status; and notes anywhere."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from corpus import grammar
from corpus.model import Kind
from corpus.readers import Line, Shape

if TYPE_CHECKING:
    from corpus.parser import Parser

CLOSING = frozenset({Kind.TESTIMONIUM, Kind.SIGNATURES, Kind.RESERVATIONS, Kind.STATUS})


def takes(parser: Parser, line: Line) -> bool:
    """Places the line where it is closing matter; false where it is not."""
    kind = parser.holder.kind
    if line.fresh and grammar.TESTIMONIUM.match(line.text) and kind not in CLOSING:
        begin(parser, Kind.TESTIMONIUM, line, titled=False)
    elif kind not in CLOSING:
        return False
    elif line.fresh and begins_matter(line, grammar.RESERVATIONS):
        begin(parser, Kind.RESERVATIONS, line, titled=True)
    elif line.fresh and begins_matter(line, grammar.STATUS):
        begin(parser, Kind.STATUS, line, titled=True)
    elif kind is Kind.TESTIMONIUM and line.fresh and grammar.SIGNATORY.match(line.text):
        begin(parser, Kind.SIGNATURES, line, titled=False)
    elif kind is Kind.RESERVATIONS:
        reservation(parser, line)
    elif kind is Kind.STATUS:
        status(parser, line)
    else:
        return False
    return True


def begins_matter(line: Line, pattern: re.Pattern[str]) -> bool:
    """Whether the line is the heading of a part of the closing matter."""
    return line.shape is Shape.HEADING and bool(pattern.match(line.text))


def begin(parser: Parser, kind: Kind, line: Line, titled: bool) -> None:
    """Opens a part of the closing matter; the line is its heading, or else its first words."""
    node = parser.tree.open(parser.tree.root, kind, kind.value, line=line.number)
    parser.holder = node
    parser.headings.group = parser.tree.root
    if titled:
        node.heading = line.text
        parser.tree.head(node, line.text)
    else:
        parser.tree.write(node, line.text)


def reservation(parser: Parser, line: Line) -> None:
    """A sentence is an item; a date before the items or a name after them is not."""
    holder, tree = parser.holder, parser.tree
    if not line.fresh and tree.tip.words:
        tree.write(tree.tip, line.text, " ")
    elif grammar.ENDS_SENTENCE.search(line.text):
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
    label = grammar.STATUS_LIST.match(line.text)
    if label:
        node = tree.open(holder, Kind.LIST, "_".join(label["topic"].lower().split()), line=line.number)
        node.heading = label["label"]
        tree.head(node, label[0].strip())
        if rest := line.text[label.end() :]:
            tree.write(node, rest, " ")
    elif line.shape is Shape.ITEM and holder.children and holder.children[-1].kind is Kind.LIST:
        tree.write(tree.open(holder.children[-1], Kind.ITEM, "item", line=line.number), line.text)
    elif not line.fresh and tree.tip.words:
        tree.write(tree.tip, line.text, " ")
    elif not holder.children:
        tree.write(holder, line.text)
    else:
        tree.write(tree.open(holder, Kind.PARAGRAPH, "para", line=line.number), line.text)


def note(parser: Parser, line: Line) -> None:
    """Keeps footnotes that stand together in one provision, apart from the article they interrupt."""
    tree = parser.tree
    notes = tree.tip.parent if tree.tip.kind is Kind.NOTE else None
    if notes is None:
        holder = parser.holder if interrupts(parser) else parser.headings.group
        notes = tree.open(holder, Kind.NOTES, "notes", line=line.number)
    tree.write(tree.open(notes, Kind.NOTE, "note", line=line.number), line.text)


def interrupts(parser: Parser) -> bool:
    """Whether the provision that the note stands in goes on after it."""
    if parser.holder.kind in CLOSING:
        return False
    for line in parser.lines[parser.at + 1 :]:
        if line.shape is not Shape.NOTE and not grammar.TRANSLATOR.match(line.text):
            return parser.headings.accept(line, parser.tree.tip) is None and line.shape is not Shape.HEADING
    return False
