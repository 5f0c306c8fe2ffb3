"""What a printed page consists of: runs of words in one font, which stand together in rows."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

SAME_HEIGHT = 2.0
SMALL = 0.8
"""Letters smaller than this part of those beside them are raised or lowered."""
OFF_LINE = 0.6
"""Raised letters stand at most so much of a letter's size off their line."""
RAISED = re.compile(r"[\d*†‡/a-z]{1,4}$")
BROKEN = re.compile(r"(?:\s(?=\w\s*\xad))?(?P<last>\w?)\s*\xad\s*$")
"""How a row ends whose last word goes on in the next; its last letter may stand off."""
AFTER_RAISED = re.compile(r"(?<=[⁰¹²³⁴-⁹])\s+(?=\))")
FIGURES = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


@dataclass(slots=True)
class Row:
    """One printed line: its page, its height on it, and whether it ends in bold."""

    page: int
    height: float
    text: str
    bold: bool
    left: float = 0.0
    size: float = 0.0
    """Of its letters, in points; 0 where the file does not say."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words in one font, and where on its page it begins."""

    left: float
    height: float
    text: str
    bold: bool
    size: float = 0.0


def page_rows(number: int, pieces: list[Piece]) -> list[Row]:
    """The printed lines of a page; pieces at the same height are one line, and so are figures raised over it."""
    rows: list[Row] = []
    for piece in pieces:
        if not piece.text.strip():
            if rows:
                rows[-1].text += " "
        elif rows and abs(rows[-1].height - piece.height) < SAME_HEIGHT:
            rows[-1].text += piece.text
            rows[-1].bold = piece.bold
            rows[-1].size = max(rows[-1].size, piece.size)
        elif rows and is_beside(piece.text, piece.height, piece.size, rows[-1].height, rows[-1].size):
            rows[-1].text = rows[-1].text.rstrip() + raised(piece.text, piece.height > rows[-1].height)
        elif rows and is_beside(rows[-1].text, rows[-1].height, rows[-1].size, piece.height, piece.size):
            text = raised(rows[-1].text, rows[-1].height > piece.height)
            rows[-1] = Row(number, piece.height, f"{text}{piece.text}", piece.bold, rows[-1].left, piece.size)
        else:
            rows.append(Row(number, piece.height, piece.text, piece.bold, piece.left, piece.size))
    for row in rows:
        row.text = AFTER_RAISED.sub("", row.text)
    return [row for row in rows if row.text.strip()]


def unbroken(rows: list[Row]) -> list[Row]:
    """The rows with words whole again that a soft hyphen broke at their end."""
    for before, after in pairwise(rows):
        if match := BROKEN.search(before.text):
            word, _, after.text = after.text.strip().partition(" ")
            before.text = f"{before.text[: match.start()]}{match['last']}{word}"
    return [row for row in rows if row.text.strip()]


def is_beside(text: str, height: float, size: float, line: float, larger: float) -> bool:
    """Whether small letters are raised or lowered beside larger ones that stand at the height of a line."""
    return bool(RAISED.match(text.strip())) and size < SMALL * larger and abs(height - line) < OFF_LINE * larger


def raised(text: str, above: bool) -> str:
    """Figures as they are printed above a line; all else as it stands."""
    return text.translate(FIGURES) if above else text
