"""What stands before the first article: title, table of contents, preamble."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from corpus import grammar
from corpus.model import Kind
from corpus.readers import Line, Shape
from corpus.tree import Node

if TYPE_CHECKING:
    from corpus.parser import Parser

RUN_ON = 1000
"""A preamble paragraph of more characters than this holds several recitals."""


def title(parser: Parser) -> None:
    """Takes the lines of the title, which end no sentence."""
    node: Node | None = None
    while parser.at < len(parser.lines) and is_title_line(parser, first=node is None):
        line = parser.lines[parser.at]
        node = node or parser.tree.open(parser.tree.root, Kind.TITLE, "title", line=line.number)
        parser.tree.write(node, line.text, "\n\n" if line.fresh and node.words else " " if node.words else "")
        parser.at += 1


def is_title_line(parser: Parser, first: bool) -> bool:
    """Whether the line at hand still belongs to the title."""
    line = parser.lines[parser.at]
    if grammar.CONTENTS.match(line.text) or grammar.PREAMBLE.match(line.text):
        return False
    heading = parser.headings.accept(line, parser.tree.tip)
    if heading is not None and not (first and heading.kind is Kind.ANNEX):
        return False
    return line.shape is Shape.HEADING or (grammar.is_title(line.text) and grammar.marker_of(line.text) is None)


def contents(parser: Parser) -> None:
    """Takes a table of contents: lines with a page number, or that come again as headings."""
    if parser.at >= len(parser.lines) or not grammar.CONTENTS.match(parser.lines[parser.at].text):
        return
    first = parser.lines[parser.at]
    node = parser.tree.open(parser.tree.root, Kind.CONTENTS, "toc", line=first.number)
    node.heading = first.text
    parser.tree.head(node, first.text)
    parser.at += 1
    ahead = Counter(identity(line.text) for line in parser.lines[parser.at :])
    while parser.at < len(parser.lines):
        text = parser.lines[parser.at].text
        ahead[identity(text)] -= 1
        if not grammar.PAGE_NUMBER.search(text) and not ahead[identity(text)]:
            return
        parser.tree.write(node, text)
        parser.at += 1


def identity(text: str) -> str:
    """What an entry of the table and the heading it stands for have in common."""
    heading = grammar.heading_of(text)
    return f"{heading.prefix} {heading.number}" if heading else text.casefold()


def preamble(parser: Parser) -> None:
    """Takes the preamble, up to the first heading or the end of the enacting formula."""
    begin = parser.at
    while parser.at < len(parser.lines):
        line = parser.lines[parser.at]
        named = grammar.PREAMBLE.match(line.text) if parser.at == begin else None
        if not named and begins_body(parser, line):
            break
        if parser.holder.kind is not Kind.PREAMBLE:
            parser.holder = parser.tree.open(parser.tree.root, Kind.PREAMBLE, "preamble", line=line.number)
        take(parser, line, named)
        parser.at += 1
        if grammar.ENACTING.match(parser.tree.tip.words):
            break
    parser.holder = parser.tree.root


def begins_body(parser: Parser, line: Line) -> bool:
    """Whether the preamble is over: at a heading, or at a paragraph 1 where nothing says that recitals are numbered."""
    if parser.headings.accept(line, parser.tree.tip) is not None:
        return True
    marker = grammar.marker_of(line.text)
    first = marker is not None and marker.number == "1" and marker.style == "x."
    return first and parser.holder.kind is not Kind.PREAMBLE


def take(parser: Parser, line: Line, named: re.Match[str] | None) -> None:
    """One line of the preamble; the word "Preamble" itself is its heading."""
    text, tip = line.text, parser.tree.tip
    if tip.words[-1:] in (",", ";") and (grammar.BEGINS_RECITAL.match(text) or grammar.ENACTING.match(text)):
        line = replace(line, fresh=True)
    if named:
        parser.holder.heading = named[0].strip(" .:—–-")
        parser.tree.head(parser.holder, named[0].strip())
        text = text[named.end() :]
    joint = " " if named else "\n\n"
    for part in recitals(text) if text else ():
        parser.entry(line, part, joint)
        joint = " "


def recitals(text: str) -> list[str]:
    """The recitals that a paragraph holds: one, or in a run-on preamble each from its participle on."""
    *before, last = grammar.ENACTING_TAIL.split(text, maxsplit=1)
    parts = [part for piece in before for part in recitals(piece)]
    if parts:
        return [*parts, last]
    return grammar.RECITAL.split(text) if len(text) > RUN_ON else [text]


def recital(parser: Parser, line: Line, text: str) -> Node:
    """The node for unnumbered words of the preamble: the parties, a recital, or the enacting formula.

    Where recitals are numbered, a paragraph without a number belongs to the one before.
    """
    holder = parser.holder
    if grammar.ENACTING.match(text):
        return parser.tree.open(holder, Kind.WRAPUP, "wrapup", line=line.number)
    if not holder.children and not holder.words and not grammar.BEGINS_RECITAL.match(text):
        return holder
    if grammar.WHEREAS.match(text):
        for child in holder.children:
            child.level = "cit"
        return parser.tree.open(holder, Kind.PARAGRAPH, "para", line=line.number)
    if holder.run and parser.tree.tip.kind is Kind.RECITAL:
        return parser.tree.tip
    return parser.tree.open(holder, Kind.RECITAL, "rec", line=line.number)
