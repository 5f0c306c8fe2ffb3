"""Pages for the tests of PDF: rows of words, each at its place and in its size."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

Words = tuple[float, float, float, str]
"""Left, height, size in points, words."""


def printed(path: Path, *pages: Sequence[Words]) -> Path:
    """A PDF of these pages."""
    from reportlab.pdfgen.canvas import Canvas

    canvas = Canvas(str(path))
    for page in pages:
        for left, height, size, words in page:
            canvas.setFont("Helvetica", size)
            canvas.drawString(left, height, words)
        canvas.showPage()
    canvas.save()
    return path


def column(left: float, top: float, size: float, *rows: str, leading: float = 14) -> list[Words]:
    """Rows one below the other."""
    return [(left, top - number * leading, size, row) for number, row in enumerate(rows)]
