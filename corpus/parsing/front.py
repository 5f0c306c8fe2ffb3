"""What stands before the first article: title, table of contents, preamble."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import takewhile
from typing import TYPE_CHECKING

from corpus.grammar import patterns
from corpus.model import Kind
from corpus.parsing.tree import ENOUGH, Node
from corpus.readers import Line, Shape

if TYPE_CHECKING:
    from corpus.parsing.parser import Parser


LONGEST_TITLE = 40
"""No paragraph of a title page has more lines."""
LONGEST_ENTRY = 4
"""No entry of a table of contents has more lines."""


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
    heading = patterns.heading_of(line.text)
    names_itself = first and heading is not None and heading.kind is Kind.ANNEX
    if ends_title(parser, line) and not names_itself:
        return False
    if line.shape is Shape.HEADING or patterns.marker_of(line.text):
        return line.shape is Shape.HEADING
    below = parser.lines[parser.at + 1 : parser.at + LONGEST_TITLE]
    if begins_preamble(line):
        return False
    going_on = takewhile(lambda other: not (other.fresh or ends_title(parser, other) or begins_preamble(other)), below)
    whole = line.text if line.text.isupper() else " ".join([line.text, *(other.text for other in going_on)])
    return patterns.is_title(whole)


def begins_preamble(line: Line) -> bool:
    """Whether the line names those who conclude the instrument, and goes on; in capitals a title may do so too."""
    return bool(patterns.PARTIES.match(line.text)) and (line.text.endswith(",") or not line.text.isupper())


def ends_title(parser: Parser, line: Line) -> bool:
    """Whether the line begins what follows the title."""
    named = patterns.CONTENTS.match(line.text) or patterns.PREAMBLE.match(line.text)
    return named is not None or parser.headings.accept(line, parser.tree.tip) is not None


def contents(parser: Parser) -> None:
    """Takes a table of contents: lines with a page number, or that come again as headings."""
    if parser.at >= len(parser.lines) or not patterns.CONTENTS.match(parser.lines[parser.at].text):
        return
    first = parser.lines[parser.at]
    node = parser.tree.open(parser.tree.root, Kind.CONTENTS, "toc", line=first.number)
    node.heading = first.text
    parser.tree.head(node, first.text)
    parser.at += 1
    ahead = Counter(identity(line.text) for line in parser.lines[parser.at :])
    while count := entry_lines(parser, ahead):
        for line in parser.lines[parser.at : parser.at + count]:
            ahead[identity(line.text)] -= 1
            parser.tree.write(node, line.text, "\n\n" if line is parser.lines[parser.at] else " ")
        parser.at += count


def entry_lines(parser: Parser, ahead: Counter[str]) -> int:
    """How many lines the next entry of the table has; none where the table is over."""
    below = parser.lines[parser.at : parser.at + LONGEST_ENTRY]
    for count, line in enumerate(below, 1):
        if count > 1 and line.fresh:
            break
        if ends_in_page(line.text):
            return count
    return 1 if below and ahead[identity(below[0].text)] > 1 else 0


def ends_in_page(text: str) -> bool:
    """Whether the line ends in a page number: the number of "Article 1" is none."""
    heading = patterns.heading_of(text)
    bare = heading is not None and heading.kind is not Kind.ANNEX and not heading.title
    return not bare and bool(patterns.PAGE_NUMBER.search(text))


def identity(text: str) -> str:
    """What an entry of the table and the heading it stands for have in common."""
    heading = patterns.heading_of(text) or patterns.heading_of(text.split()[0])
    return f"{heading.prefix} {heading.number}" if heading else text.casefold()


def preamble(parser: Parser) -> None:
    """Takes the preamble, up to the first heading or the end of the enacting formula."""
    name_preamble(parser)
    while parser.at < len(parser.lines) and not begins_body(parser, parser.lines[parser.at]):
        block = paragraph(parser)
        if parser.holder.kind is not Kind.PREAMBLE:
            parser.holder = parser.tree.open(parser.tree.root, Kind.PREAMBLE, "preamble", line=block.number)
        joint = "\n\n"
        for part in recitals(block.text):
            parser.entry(block, part, joint)
            joint = " "
        if patterns.ENACTING.match(parser.tree.tip.words):
            break
    parser.holder = parser.tree.root


def name_preamble(parser: Parser) -> None:
    """Takes the word "Preamble" as a heading, and leaves what else is on its line."""
    line = parser.lines[parser.at] if parser.at < len(parser.lines) else None
    named = patterns.PREAMBLE.match(line.text) if line else None
    if line is None or named is None:
        return
    parser.holder = parser.tree.open(parser.tree.root, Kind.PREAMBLE, "preamble", line=line.number)
    parser.holder.heading = named[0].strip(" .:—–-")
    parser.tree.head(parser.holder, named[0].strip())
    if rest := line.text[named.end() :]:
        parser.lines[parser.at] = replace(line, text=rest, fresh=True)
    else:
        parser.at += 1


def begins_body(parser: Parser, line: Line) -> bool:
    """Whether the preamble is over: at a heading, or at a paragraph 1 where nothing says that recitals are numbered."""
    if parser.headings.accept(line, parser.tree.tip) is not None:
        return True
    marker = patterns.marker_of(line.text)
    first = marker is not None and marker.number == "1" and marker.style == "x."
    return first and parser.holder.kind is not Kind.PREAMBLE


def paragraph(parser: Parser) -> Line:
    """The next paragraph of the preamble, its lines made one."""
    first = parser.lines[parser.at]
    pieces, end = [first.text], first.text[-ENOUGH:]
    parser.at += 1
    while parser.at < len(parser.lines) and continues(parser, end, parser.lines[parser.at]):
        more = parser.lines[parser.at].text
        pieces.append(f"{patterns.glue(end, more)}{more}")
        end = f"{end}{pieces[-1]}"[-ENOUGH:]
        parser.at += 1
    return replace(first, text="".join(pieces), fresh=True)


def continues(parser: Parser, text: str, line: Line) -> bool:
    """Whether the line goes on with a paragraph of the preamble that so far ends in that text."""
    heading = patterns.heading_of(line.text)
    if line.fresh or (heading and parser.headings.stands_alone(heading, line, text)):
        return False
    over = text[-1] in ".;:,"
    enacted = patterns.ENACTING.match(text) or patterns.ENACTING_TAIL.search(text)
    begins = patterns.BEGINS_RECITAL.match(line.text) or patterns.ENACTING.match(line.text)
    return not (over and (enacted or begins or patterns.marker_of(line.text)))


def recitals(text: str) -> list[str]:
    """The recitals that a paragraph holds: one, or in a run-on preamble each from its participle on."""
    *before, last = patterns.ENACTING_TAIL.split(text, maxsplit=1)
    parts = [part for piece in before for part in recitals(piece)]
    if parts:
        return [*parts, last]
    return patterns.RECITAL.split(text)


def recital(parser: Parser, line: Line, text: str) -> Node:
    """The node for unnumbered words of the preamble: the parties, a recital, or the enacting formula.

    Where recitals are numbered, a paragraph without a number belongs to the one before.
    """
    holder = parser.holder
    if patterns.ENACTING.match(text):
        return parser.tree.open(holder, Kind.WRAPUP, "wrapup", line=line.number)
    if not holder.children and not holder.words and not patterns.BEGINS_RECITAL.match(text):
        return holder
    if patterns.WHEREAS.match(text):
        for child in holder.children:
            child.level = "cit"
        return parser.tree.open(holder, Kind.PARAGRAPH, "para", line=line.number)
    if holder.run and parser.tree.tip.kind is Kind.RECITAL:
        return parser.tree.tip
    return parser.tree.open(holder, Kind.RECITAL, "rec", line=line.number)
