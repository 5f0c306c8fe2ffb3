"""PDF with a text layer: lines, their fonts, and the space between them."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from statistics import median
from typing import Any

from corpus.errors import MissingExtra, SourceError
from corpus.readers.lines import Line, Shape, single_blanks

PAGE_NUMBER = re.compile(r"[-–—\s]*(?:page\s+)?\d{1,4}(?:\s*(?:/|of|de|sur)\s*\d{1,4})?[-–—\s]*$", re.IGNORECASE)
WIDE_GAP = 1.4
"""Space between lines, in ordinary spaces, from which on a new paragraph begins."""
FULL_LINE = 0.8
"""A line that fills less than this part of an ordinary one ends its paragraph."""
SAME_HEIGHT = 2.0
MIDDLE = 0.42
"""Share of a page's width from which on a second column may begin."""
FEW_LINES = 5
COLUMN = 0.2
"""A column has so many lines, and this share of those of its page."""
BELOW = 20.0
"""What stands so much lower than a column is a page number or a note."""
LETTERS_OF_PAGE = 20
"""A page with fewer letters is a picture."""
UNREADABLE = re.compile(r"\(cid:\d+\)|/[a-zA-Z]\d{1,3}(?=/)|[\ufffd\ue000-\uf8ff\x00-\x08\x0e-\x1f]")
"""What comes out of fonts that do not say which letters they show."""
UNREADABLE_SHARE = 0.1
BROKEN = (
    ValueError,
    KeyError,
    IndexError,
    TypeError,
    AttributeError,
    OverflowError,
    RecursionError,
    NotImplementedError,
)
"""What damaged files raise inside the library besides its own errors."""


@dataclass(slots=True)
class Row:
    """One printed line: its page, its height on it, and whether it ends in bold."""

    page: int
    height: float
    text: str
    bold: bool


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words in one font, and where on its page it begins."""

    left: float
    height: float
    text: str
    bold: bool


def read(path: Path) -> list[Line]:
    """The lines of a PDF, without page numbers and running heads; of columns, the left one first.

    Raises:
        SourceError: the file is damaged or locked, or its pages are pictures or have no readable letters.
        MissingExtra: pypdf is not installed.
    """
    try:
        from pypdf import PdfReader
        from pypdf.errors import PyPdfError
    except ImportError as problem:
        raise MissingExtra("reading PDF", "formats") from problem
    try:
        pages = [page_rows(number, page) for number, page in enumerate(PdfReader(path).pages)]
    except (PyPdfError, *BROKEN) as problem:
        raise SourceError(f"{path.name} cannot be read as PDF: {problem}") from problem
    check_text_layer(path.name, pages)
    return lines_of(without_furniture(pages))


def check_text_layer(name: str, pages: list[list[Row]]) -> None:
    """Refuses pages without letters, and letters without meaning.

    Raises:
        SourceError: the file is a scan, or its fonts do not say which letters they show.
    """
    texts = ["".join(row.text for row in rows) for rows in pages]
    empty = [number for number, text in enumerate(texts, 1) if sum(map(str.isalpha, text)) < LETTERS_OF_PAGE]
    if len(empty) > len(pages) / 2:
        raise SourceError(
            f"{name} holds no text on {len(empty)} of {len(pages)} pages: "
            "a scanned document needs text recognition first"
        )
    whole = "".join(texts)
    unreadable = sum(len(found[0]) for found in UNREADABLE.finditer(whole))
    if unreadable > UNREADABLE_SHARE * len(whole):
        raise SourceError(
            f"{name} has a text layer that cannot be read (its fonts do not say which letters they show): "
            "save it as text, or run text recognition on it"
        )


def page_rows(number: int, page: Any) -> list[Row]:
    """The printed lines of a page; pieces at the same height are one line."""
    rows: list[Row] = []
    for piece in in_columns(pieces_of(page), float(page.mediabox.width)):
        if not piece.text.strip():
            if rows:
                rows[-1].text += " "
        elif rows and abs(rows[-1].height - piece.height) < SAME_HEIGHT:
            rows[-1].text += piece.text
            rows[-1].bold = piece.bold
        else:
            rows.append(Row(number, piece.height, piece.text, piece.bold))
    return [row for row in rows if row.text.strip()]


def pieces_of(page: Any) -> list[Piece]:
    """The runs of words of a page, in the order in which they are printed."""
    pieces: list[Piece] = []

    def take(text: str, page_matrix: Any, matrix: Any, font: Any, _: float) -> None:
        bold = "bold" in str((font or {}).get("/BaseFont", "")).lower()
        parts = text.strip("\n").split("\n") if text.strip() else [text] if text else []
        left, height = on_page(page_matrix, matrix)
        pieces.extend(Piece(left, height, part, bold) for part in parts)

    page.extract_text(visitor_text=take)
    return pieces


def on_page(page_matrix: Any, matrix: Any) -> tuple[float, float]:
    """Where words stand on the page: their place in the drawing, which itself is moved and scaled over the page."""
    a, b, c, d, e, f = map(float, page_matrix)
    x, y = float(matrix[4]), float(matrix[5])
    return a * x + c * y + e, b * x + d * y + f


def in_columns(pieces: list[Piece], width: float) -> list[Piece]:
    """The pieces column by column, what stands below the columns last; as they come where there is one column."""
    gutter = second_column(pieces, width)
    if gutter is None:
        return pieces
    right = [piece for piece in pieces if piece.left >= gutter]
    lowest = min(piece.height for piece in right if piece.text.strip())
    rest = [piece for piece in pieces if piece.left < gutter]
    left = [piece for piece in rest if piece.height >= lowest - BELOW]
    return [*left, *right, *(piece for piece in rest if piece.height < lowest - BELOW)]


def second_column(pieces: list[Piece], width: float) -> float | None:
    """Where a second column begins: many lines start in one place right of the middle, and as many left of it."""
    starts = [round(piece.left) for piece in pieces if piece.text.strip()]
    right = Counter(left for left in starts if left > MIDDLE * width).most_common(1)
    left = Counter(left for left in starts if left <= MIDDLE * width).most_common(1)
    enough = max(FEW_LINES, COLUMN * len(starts))
    if not right or not left or right[0][1] < enough or left[0][1] < enough:
        return None
    return right[0][0] - SAME_HEIGHT


def without_furniture(pages: list[list[Row]]) -> list[Row]:
    """All rows but page numbers and what comes again at the edge of many pages."""
    edges = Counter(shape_of(row) for rows in pages for row in {id(r): r for r in (*rows[:2], *rows[-2:])}.values())
    often = max(3, len(pages) // 3)
    kept = []
    for rows in pages:
        ends = {id(row) for row in (*rows[:2], *rows[-2:])}
        for row in rows:
            furniture = PAGE_NUMBER.match(row.text) or edges[shape_of(row)] >= often
            if not (id(row) in ends and furniture):
                kept.append(row)
    return kept


def shape_of(row: Row) -> str:
    """The words of a row with every number alike, so that running heads compare equal."""
    return re.sub(r"\d+", "#", single_blanks(row.text))


def lines_of(rows: list[Row]) -> list[Line]:
    """The rows as lines; space above, or a short line at the end of the page before, begins a paragraph."""
    if not rows:
        return []
    gaps = Counter(round(a.height - b.height) for a, b in pairwise(rows) if a.height > b.height)
    ordinary = gaps.most_common(1)[0][0] if gaps else 0
    width = median(len(row.text) for row in rows)
    lines = []
    before: Row | None = None
    for number, row in enumerate(rows, 1):
        fresh = before is None or begins_paragraph(before, row, ordinary, width)
        shape = Shape.HEADING if row.bold else Shape.TEXT
        lines.append(Line(number, single_blanks(row.text), shape, fresh))
        before = row
    return lines


def begins_paragraph(before: Row, row: Row, ordinary: float, width: float) -> bool:
    """Whether the row begins a paragraph, judged from where it stands."""
    if row.page == before.page and row.height < before.height:
        return before.height - row.height > WIDE_GAP * ordinary
    return len(before.text) < FULL_LINE * width and before.text.rstrip()[-1:] in ".;:,"
