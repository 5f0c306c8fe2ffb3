"""PDF with a text layer: lines, their fonts, and the space between them."""

from __future__ import annotations

import re
from collections import Counter
from itertools import groupby, pairwise
from math import hypot
from pathlib import Path
from statistics import median
from typing import Any

from corpus import lexicon
from corpus.errors import MissingExtra, SourceError
from corpus.grammar.headings import heading_of
from corpus.readers.footnotes import apart, joined
from corpus.readers.guard import BROKEN
from corpus.readers.lines import Line, Shape, single_blanks
from corpus.readers.printed import SAME_HEIGHT, Piece, Row, is_beside, page_rows, unbroken

PAGES = lexicon.read("pages", lexicon.EVERY)
WIDE_GAP = 1.4
"""Space between lines, in ordinary spaces, from which on a new paragraph begins."""
FULL_LINE = 0.8
"""A line that fills less than this part of an ordinary one ends its paragraph."""
HAIR = 1.0
LONG_HALF = 7
"""A word of more letters than this is no name like "Bora" that is its own double."""
MIDDLE = 0.42
"""Share of a page's width from which on a second column may begin."""
INDENT = 45.0
"""The lines of a column that most others are set in from begin so far left of those."""
FEW_LINES = 5
COLUMN = 0.2
"""A column has so many lines, and this share of those of its page."""
BELOW = 20.0
"""What stands so much lower than columns is a page number or a note."""
LETTERS_OF_PAGE = 20
"""A page with fewer letters is a picture."""
UNREADABLE = re.compile(r"\(cid:\d+\)|/[a-zA-Z]\d{1,3}(?=/)|[\ufffd\ue000-\uf8ff\x00-\x08\x0e-\x1f]")
"""What comes out of fonts that do not say which letters they show."""
UNREADABLE_SHARE = 0.1


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
        pages = PdfReader(path).pages
        pieces, widths = [pieces_of(page) for page in pages], [float(page.mediabox.width) for page in pages]
    except (PyPdfError, *BROKEN) as problem:
        raise SourceError(f"{path.name} cannot be read as PDF: {problem}") from problem
    check_text_layer(path.name, pieces)
    kept = without_furniture(pieces)
    columns = zip(kept, gutters(kept, widths), strict=True)
    rows = [page_rows(number, in_columns(page, gutter)) for number, (page, gutter) in enumerate(columns)]
    body, notes = apart([row for page in rows for row in page])
    lines = lines_of(unbroken(body))
    below = joined(unbroken(notes))
    return [*lines, *(Line(len(lines) + n, single_blanks(text), Shape.NOTE) for n, text in enumerate(below, 1))]


def check_text_layer(name: str, pages: list[list[Piece]]) -> None:
    """Refuses pages without letters, and letters without meaning.

    Raises:
        SourceError: the file is a scan, or its fonts do not say which letters they show.
    """
    texts = ["".join(piece.text for piece in pieces) for pieces in pages]
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


def pieces_of(page: Any) -> list[Piece]:
    """The runs of words of a page, in the order in which they are printed."""
    pieces: list[Piece] = []

    def take(text: str, page_matrix: Any, matrix: Any, font: Any, size: float) -> None:
        bold = "bold" in str((font or {}).get("/BaseFont", "")).lower()
        parts = text.strip("\n").split("\n") if text.strip() else [text] if text else []
        left, height, scale = on_page(page_matrix, matrix)
        for part in parts:
            piece = Piece(left, height, undoubled(part) if bold else part, bold, scale * size)
            if not printed_again(pieces, piece):
                pieces.append(piece)

    page.extract_text(visitor_text=take)
    return pieces


def undoubled(text: str) -> str:
    """The words, where every one of them is printed twice in its place to look bold."""
    words = text.split()
    halves = [word[: len(word) // 2] for word in words]
    twice = bool(words) and all(half and half + half == word for half, word in zip(halves, words, strict=True))
    certain = (
        max(map(len, halves), default=0) > 1 if len(words) > 1 else text.isupper() and len(text.strip()) > LONG_HALF
    )
    return " ".join(halves) if twice and certain else text


def printed_again(pieces: list[Piece], piece: Piece) -> bool:
    """Whether a piece is printed over the one before it, a hair beside it, to look bold."""
    before = next((other for other in reversed(pieces[-2:]) if other.text.strip()), None)
    if before is None or not piece.text.strip() or before.text != piece.text:
        return False
    return abs(before.left - piece.left) < HAIR and abs(before.height - piece.height) < HAIR


def on_page(page_matrix: Any, matrix: Any) -> tuple[float, float, float]:
    """Where words stand on the page, and how far their letters are scaled.

    The drawing that they have their place in is itself moved and scaled over the page.
    """
    a, b, c, d, e, f = map(float, page_matrix)
    _, _, right, up, x, y = map(float, matrix)
    return a * x + c * y + e, b * x + d * y + f, hypot(a * right + c * up, b * right + d * up)


def in_columns(pieces: list[Piece], gutter: float | None) -> list[Piece]:
    """The pieces column by column, what stands apart below them last; as they come where there is one column."""
    right = [piece for piece in pieces if gutter is not None and piece.left >= gutter]
    heights = [piece.height for piece in right if piece.text.strip()]
    if gutter is None or not heights:
        return pieces
    rest = [piece for piece in pieces if piece.left < gutter]
    body = [piece for piece in rest if piece.height >= min(heights) - BELOW]
    foot = [piece for piece in rest if piece.height < min(heights) - BELOW]
    apart = body and foot and min(p.height for p in body) - max(p.height for p in foot) > BELOW
    # Else the left column is the longer one.
    return [*body, *right, *foot] if apart else [*rest, *right]


def gutters(pages: list[list[Piece]], widths: list[float]) -> list[float | None]:
    """Where the second column of each page begins; a page with little on it has it where the others do."""
    found = [second_column(page, width) for page, width in zip(pages, widths, strict=True)]
    known = [gutter for gutter in found if gutter is not None]
    usual = median(known) if len(known) * 2 > len(pages) else None
    return [usual if gutter is None else gutter for gutter in found]


def second_column(pieces: list[Piece], width: float) -> float | None:
    """Where a second column begins: many lines start in one place right of the middle, and as many left of it."""
    starts = [round(piece.left) for piece in pieces if piece.text.strip()]
    right = Counter(left for left in starts if left > MIDDLE * width).most_common(1)
    left = Counter(left for left in starts if left <= MIDDLE * width).most_common(1)
    enough = max(FEW_LINES, COLUMN * len(starts))
    if not right or not left or right[0][1] < enough or left[0][1] < enough:
        return None
    common = float(right[0][0])
    if not side_by_side(pieces, common):
        return None
    set_out = (begin for begin in line_starts(pieces) if max(MIDDLE * width, common - INDENT) < begin < common)
    return min(set_out, default=common) - SAME_HEIGHT


def side_by_side(pieces: list[Piece], begin: float) -> bool:
    """Whether what begins there is a column, not headings in the middle: printed in one go, or beside other words."""
    on_right = [(piece.left > begin - INDENT, round(piece.height)) for piece in pieces if piece.text.strip()]
    runs = (len(list(run)) for right, run in groupby(right for right, _ in on_right) if right)
    beside = {height for right, height in on_right if right} & {height for right, height in on_right if not right}
    return max(runs) >= 2 * FEW_LINES or len(beside) >= FEW_LINES


def line_starts(pieces: list[Piece]) -> list[float]:
    """Where the lines begin: pieces that do not go on from the one printed before."""
    printed = [piece for piece in pieces if piece.text.strip()]
    return [after.left for before, after in pairwise(printed) if abs(before.height - after.height) >= SAME_HEIGHT]


def without_furniture(pages: list[list[Piece]]) -> list[list[Piece]]:
    """All pieces but page numbers and what comes again at the edge of many pages."""
    edges = [edges_of(pieces) for pieces in pages]
    counts = Counter(shape for bands in edges for shape in {shape_of(text) for text in bands.values()})
    often = max(min(3, len(pages)), 2, len(pages) // 3)
    kept = []
    for pieces, bands in zip(pages, edges, strict=True):
        gone = [h for h, text in bands.items() if PAGES.edge.match(text) or counts[shape_of(text)] >= often]
        kept.append([piece for piece in pieces if all(abs(piece.height - h) >= SAME_HEIGHT for h in gone)])
    return kept


def edges_of(pieces: list[Piece]) -> dict[float, str]:
    """The words at the two uppermost and the two lowest heights of a page, over its whole width."""
    bands: dict[float, str] = {}
    printed = [piece for piece in pieces if piece.text.strip()]
    for place, piece in enumerate(printed):
        near = printed[max(0, place - 2) : place + 3]
        if not any(is_beside(piece.text, piece.height, piece.size, other.height, other.size) for other in near):
            height = next((h for h in bands if abs(h - piece.height) < SAME_HEIGHT), piece.height)
            bands[height] = single_blanks(f"{bands.get(height, '')} {piece.text}")
    heights = sorted(bands)
    return {height: bands[height] for height in {*heights[:2], *heights[-2:]}}


def shape_of(text: str) -> str:
    """Words with every number alike, so that running heads compare equal; a heading is known by its number."""
    return text if heading_of(text) else re.sub(r"\d+", "#", text)


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
    """Whether the row begins a paragraph, judged from where it stands; after a short row in the middle one does."""
    if row.page == before.page and row.height < before.height:
        short = len(before.text) < FULL_LINE * width
        return before.height - row.height > WIDE_GAP * ordinary or (short and before.left - row.left > INDENT)
    return len(before.text) < FULL_LINE * width and before.text.rstrip()[-1:] in ".;:,"
