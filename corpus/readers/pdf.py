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


@dataclass(slots=True)
class Row:
    """One printed line: its page, its height on it, and whether it ends in bold."""

    page: int
    height: float
    text: str
    bold: bool


def read(path: Path) -> list[Line]:
    """The lines of a PDF, without page numbers and running heads.

    Raises:
        SourceError: the file is damaged or locked.
        MissingExtra: pypdf is not installed.
    """
    try:
        from pypdf import PdfReader
        from pypdf.errors import PyPdfError
    except ImportError as problem:
        raise MissingExtra("reading PDF", "formats") from problem
    try:
        pages = [page_rows(number, page) for number, page in enumerate(PdfReader(path).pages)]
    except PyPdfError as problem:
        raise SourceError(f"{path.name} cannot be read as PDF: {problem}") from problem
    return lines_of(without_furniture(pages))


def page_rows(number: int, page: Any) -> list[Row]:
    """The printed lines of a page; pieces at the same height are one line."""
    rows: list[Row] = []

    def take(text: str, _: Any, matrix: Any, font: Any, __: float) -> None:
        if not text.strip():
            if rows and text:
                rows[-1].text += " "
            return
        bold = "bold" in str((font or {}).get("/BaseFont", "")).lower()
        height = float(matrix[5])
        for piece in text.strip("\n").split("\n"):
            if rows and abs(rows[-1].height - height) < SAME_HEIGHT:
                rows[-1].text += piece
                rows[-1].bold = bold if piece.strip() else rows[-1].bold
            else:
                rows.append(Row(number, height, piece, bold))

    page.extract_text(visitor_text=take)
    return [row for row in rows if row.text.strip()]


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
