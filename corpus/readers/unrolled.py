"""Texts whose line breaks were lost: a whole treaty, or many of its articles, on one line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from corpus.grammar.formulas import FORMULAS
from corpus.grammar.headings import heading_of
from corpus.grammar.markers import marker_of
from corpus.grammar.sentences import ends_unfinished, is_title, leads_to_reference
from corpus.model import GROUPS, Kind
from corpus.numerals import number_value
from corpus.readers import small
from corpus.readers.lines import Line, Shape

LONG = 1000
"""Characters; a line of more may hold several articles."""
LOOK = 200
"""So many characters tell a heading."""
ENOUGH = 20_000
FEW = 0.04
"""Share of words with a capital below which a text has lost them."""
TITLE = 400
"""So many characters a title may have before those who conclude the treaty are named."""
WORDS = re.compile(r"(?<=[^\s])\s+(?=[^\W\d_a-zà-ÿа-я])")
"""Where a word with a capital begins."""
ENDED = re.compile(r"[.;:!?”\"»’)\]]\s*$")


def unrolled(lines: Iterable[Line]) -> Iterator[Line]:
    """The lines, those that hold several articles parted before each that is due."""
    last = 0
    for place, line in enumerate(lines):
        if line.shape is not Shape.TEXT or len(line.text) < LONG:
            last = counted(line.text, last)
            yield line
            continue
        for piece, at in pieces(line.text, last, first=place == 0):
            last = counted(piece, last)
            shape = Shape.NOTE if small.ORIGIN.fullmatch(piece) else line.shape
            yield replace(line, text=piece, shape=shape, fresh=line.fresh or at > 0)


def counted(text: str, last: int) -> int:
    """The number of the last article, once the line has been read."""
    heading = heading_of(text[:LOOK])
    return number_value(heading.number) if heading and heading.kind is Kind.ARTICLE else last


def pieces(text: str, last: int, first: bool) -> Iterator[tuple[str, int]]:
    """The parts of a line, each with its place in it."""
    if is_small(text):
        yield from small.pieces(text, last)
        return
    begin = 0
    for match in WORDS.finditer(text):
        before, ahead = text[max(begin, match.start() - LOOK) : match.start()], text[match.end() : match.end() + LOOK]
        opens_preamble = first and not begin and match.start() < TITLE and FORMULAS.parties.match(ahead)
        number = article(before, ahead, last)
        if number or opens_preamble or begins_part(before, ahead):
            yield text[begin : match.start()], begin
            begin, last = match.end(), number or last
    yield text[begin:], begin


def is_small(text: str) -> bool:
    """Whether a text has lost its capitals, but for the words that begin its articles."""
    words = text[:ENOUGH].split()
    return sum(word[0].isupper() for word in words) < FEW * len(words)


def article(before: str, ahead: str, last: int) -> int:
    """The number of the article that is due and begins there; 0 where none does."""
    heading = heading_of(ahead) if ahead[:1].isupper() else None
    if heading is None or heading.kind is not Kind.ARTICLE or number_value(heading.number) != last + 1:
        return 0
    if ends_unfinished(before) or leads_to_reference(before):
        return 0
    if below_part(before) or (heading.ruled and not last):
        return last + 1
    titled = heading.ruled or heading.title[:1].isupper() or marker_of(heading.title) is not None
    return last + 1 if titled and (ENDED.search(before) or before.split()[-1].isupper()) else 0


def below_part(before: str) -> bool:
    """Whether what stands before is the heading of a chapter, with its title."""
    places = [0, *(match.end() for match in WORDS.finditer(before))]
    headings = (heading_of(before[place:]) for place in places if before)
    return any(heading is not None and heading.kind in GROUPS and is_title(before) for heading in headings)


def begins_part(before: str, ahead: str) -> bool:
    """Whether a chapter, an annex or the closing words begin there, behind a complete sentence."""
    if not ENDED.search(before):
        return False
    if FORMULAS.testimonium.match(ahead):
        return True
    heading = heading_of(ahead)
    if heading is None or not ahead.split()[0].isupper():
        return False
    return heading.kind in GROUPS or heading.kind is Kind.ANNEX
