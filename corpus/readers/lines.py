"""What every reader hands out: a line of words, and what the layout says about it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

SOFT_HYPHEN = "\xad"
_BROKEN = re.compile(r"\s*\xad(?P<blank>\s+)(?P<rest>\S+)")
"""A word that goes on in the next line."""
BULLETS = frozenset("-–—•·*‣▪◦")
_LIGATURES = dict(zip(range(0xFB00, 0xFB07), ("ff", "fi", "fl", "ffi", "ffl", "st", "st"), strict=True))
_INVISIBLE = {n: None for n in (*range(32), 0x7F, 0xAD, 0x200B, 0xFEFF, 0xFFFE, 0xFFFF) if not chr(n).isspace()}
_PLAIN = _LIGATURES | _INVISIBLE


def single_blanks(text: str) -> str:
    """The text on one line: every run of white space one blank, soft hyphens and what else shows nothing gone.

    Letters that a font joins into one sign are the letters again.
    """
    return " ".join(unhyphenated(text).translate(_PLAIN).split())


def unhyphenated(text: str) -> str:
    """The text with the words whole again that a soft hyphen broke at the end of a line."""
    return _BROKEN.sub(r"\g<rest>\g<blank>", text) if SOFT_HYPHEN in text else text


class Shape(StrEnum):
    """How the source sets a line apart; most lines are plain text."""

    TEXT = "text"
    HEADING = "heading"
    """A heading of the format itself, or a line whose end is in bold."""
    ITEM = "item"
    """An entry of a list with a dash or a dot."""
    NOTE = "note"
    """The first line of a footnote."""
    ROW = "row"
    """A row of a table, its cells parted by blanks: what stands in it numbers nothing."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of words: never empty, its blanks single, its markup gone."""

    number: int
    """Line of the source, from 1; for a format without lines, a running number."""
    text: str
    shape: Shape = Shape.TEXT
    fresh: bool = True
    """Whether it begins a paragraph for certain; a line that does not may go on from the one before."""


UNWRAPPED = 160
"""A line of more characters was not broken to fit a page."""
MANY = 0.1


def paragraphs(lines: Sequence[Line]) -> list[Line]:
    """The lines, where each is a paragraph of its own: in a text whose lines are too long to have been broken."""
    long = sum(len(line.text) > UNWRAPPED for line in lines)
    if long <= MANY * len(lines):
        return list(lines)
    return [line if line.text[0].islower() else replace(line, fresh=True) for line in lines]
