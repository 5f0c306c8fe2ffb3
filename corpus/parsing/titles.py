"""Which lines under a bare heading are its title."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from corpus.grammar.headings import heading_of
from corpus.grammar.markers import Marker, marker_of
from corpus.grammar.sentences import CHAPEAU, SENTENCES, ends_unfinished, is_title
from corpus.model import Kind
from corpus.readers import Line, Shape

LONGEST = 12
"""No title has more lines."""
SHORT = 0.75
"""A title above its text in one paragraph is shorter than this part of the text's lines."""

IsHeading = Callable[[Line], bool]


def title_of(kind: Kind, below: Sequence[Line], is_heading: IsHeading) -> Sequence[Line]:
    """The lines that make up the title of a heading of that kind, none where the text begins at once.

    Args:
        kind: what the heading opens.
        below: the lines under it.
        is_heading: whether a line is a heading of its own.
    """
    block = first_block(below, is_heading)
    if not block or block[0].shape is Shape.HEADING:
        return block
    whole = " ".join(line.text for line in block)
    if not is_title(whole) or ends_unfinished(whole) or CHAPEAU.search(whole):
        return above_text(block)
    after = below[len(block) : len(block) + 1]
    # Short words that an article consists of are its text.
    has_text = bool(after) and (kind is not Kind.ARTICLE or not is_heading(after[0]) or divides(after[0]))
    return block if has_text else ()


def divides(line: Line) -> bool:
    """Whether the heading may be that of a section of an article."""
    heading = heading_of(line.text)
    return heading is not None and heading.kind is Kind.SECTION


def rest_of(begun: str, below: Sequence[Line], is_heading: IsHeading) -> Sequence[Line]:
    """The lines in which a title goes on that has begun on the heading's own line."""
    if not below or below[0].fresh or below[0].shape is not Shape.TEXT:
        return ()
    block = first_block(below, is_heading)
    whole = " ".join([begun, *(line.text for line in block)])
    return block if block and is_title(whole) else ()


def first_block(below: Sequence[Line], is_heading: IsHeading) -> Sequence[Line]:
    """The first line and those that go on from it, up to a list, a heading or another shape."""
    for count, line in enumerate(below[:LONGEST]):
        marker = marker_of(line.text)
        begins_list = marker is not None and begins(marker, line)
        other = line.shape in (Shape.ITEM, Shape.NOTE, Shape.ROW) or line.shape is not below[0].shape
        if begins_list or other or is_heading(line) or (count and line.fresh):
            return below[:count]
    return below[:LONGEST]


def begins(marker: Marker, line: Line) -> bool:
    """Whether the marker begins a list; "a" without a bracket in the middle of a paragraph is a word."""
    word = marker.style == "x" and not marker.number.isdigit() and not line.fresh
    return not word and any(numeral.value == 1 for numeral in marker.readings)


def above_text(block: Sequence[Line]) -> Sequence[Line]:
    """The short lines at the head of a paragraph, where its text begins with a capital on the next line."""
    count = next((n for n, line in enumerate(block) if n and line.text[0].isupper()), 0)
    title, text = block[:count], block[count:]
    if not title or not is_title(title[-1].text) or ends_unfinished(title[-1].text):
        return ()
    if SENTENCES.verb.search(" ".join(line.text for line in title)):
        return ()
    width = max(len(line.text) for line in text)
    return title if len(title[-1].text) < SHORT * width else ()
