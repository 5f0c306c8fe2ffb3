"""A topic grid: the same questions to each of several instruments, in each cell its quotes or that it is silent."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Collection, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from assistant.answer import Answer, Citation, Reason, Status
from assistant.conversations.printed import printable, which_text
from corpus.errors import MissingExtra, UsageError
from corpus.shelf.collection import Corpus

SILENT = "silent"
"""What stands in the cell of an instrument that does not answer."""
MOST = 500
"""Cells of a grid."""
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
"""With what a table program takes a cell for a formula."""
LONGEST = 32_767
"""Characters that a cell of Excel holds."""
WIDE = 60
"""Characters to a column of a table."""
_NOTHING_SAID = (None, Reason.NOT_IN_TEXT)

Ask = Callable[[str, str], Answer]
"""Answers a question from one instrument, by its identifier."""


@dataclass(frozen=True, slots=True)
class Cell:
    """What one instrument says to one question."""

    instrument: str
    question: str
    status: Status
    citations: tuple[Citation, ...] = ()
    """Where it answers."""
    message: str = ""
    """Why it could not be asked, where that is another reason than that it is silent."""

    @property
    def text(self) -> str:
        """The quotes, each with its pinpoint before it; or that the instrument is silent, or why it was not asked."""
        if self.status is Status.ANSWERED:
            return "\n\n".join(f"{one.label}: “{one.whole}”" for one in self.citations)
        return self.message or SILENT


@dataclass(frozen=True, slots=True)
class Grid:
    """Questions by instruments."""

    questions: tuple[str, ...]
    instruments: tuple[str, ...]
    titles: tuple[str, ...]
    """What the instruments are called, with which text it is: "CIS Agreement (in force since 14 March 2002)"."""
    cells: tuple[tuple[Cell, ...], ...]
    """A row for each question, with a cell for each instrument."""

    def to_dict(self) -> dict[str, Any]:
        """The grid made of plain JSON types."""
        return asdict(self)


def fill(
    ask: Ask,
    corpus: Corpus,
    questions: Sequence[str],
    instruments: Collection[str],
    progress: Callable[[], None],
) -> Grid:
    """Ask each instrument each question; those that stand twice are asked once.

    Args:
        instruments: identifiers or names; empty means all that are loaded.
        progress: called after each question.

    Raises:
        UsageError: there is no question, or there are too many cells.
        UnknownInstrument: no loaded instrument answers to one of the names.
    """
    asked = tuple(dict.fromkeys(line for question in questions if (line := " ".join(question.split()))))
    ids = tuple(dict.fromkeys(corpus.find(name).id for name in instruments)) or tuple(corpus)
    if not asked:
        raise UsageError("there is no question; give at least one")
    if len(asked) * len(ids) > MOST:
        raise UsageError(f"{len(asked)} questions to {len(ids)} instruments are over {MOST} cells; ask fewer at once")
    cells = []
    for question in asked:
        cells.append(tuple(_cell(ask(question, id), id) for id in ids))
        progress()
    return Grid(asked, ids, tuple(_title(corpus, id) for id in ids), tuple(cells))


def _title(corpus: Corpus, id: str) -> str:
    about = corpus[id].about
    which = which_text(about)
    return f"{about.short_title} ({which})" if which else about.short_title


def _cell(answer: Answer, instrument: str) -> Cell:
    if answer.answered:
        return Cell(instrument, answer.question, answer.status, answer.citations)
    message = "" if answer.reason in _NOTHING_SAID else answer.message or ""
    return Cell(instrument, answer.question, answer.status, message=message)


def rows(grid: Grid) -> list[list[str]]:
    """The grid as a table of texts, its head first."""
    head = ["Question", *grid.titles]
    return [
        head,
        *([question, *(cell.text for cell in row)] for question, row in zip(grid.questions, grid.cells, strict=True)),
    ]


def to_csv(grid: Grid) -> bytes:
    """The grid as CSV (RFC 4180) in UTF-8 with the mark by which Excel knows it. No cell can be taken for a formula."""
    written = io.StringIO(newline="")
    csv.writer(written).writerows([_harmless(cell) for cell in row] for row in rows(grid))
    return written.getvalue().encode("utf-8-sig")


def _harmless(cell: str) -> str:
    """Text that a table program shows as it stands."""
    text = printable(cell)
    return f"'{text}" if text.startswith(FORMULA) else text


def to_excel(grid: Grid) -> bytes:
    """The grid as an Excel file; every cell is text and none a formula.

    Raises:
        MissingExtra: XlsxWriter is not installed.
    """
    try:
        from xlsxwriter import Workbook
    except ImportError as problem:
        raise MissingExtra("Writing an Excel file", "formats") from problem
    written = io.BytesIO()
    with Workbook(written, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Grid")
        wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        bold = book.add_format({"text_wrap": True, "valign": "top", "bold": True})
        sheet.set_column(0, len(grid.instruments), WIDE)
        sheet.freeze_panes(1, 1)
        for y, row in enumerate(rows(grid)):
            for x, cell in enumerate(row):
                sheet.write_string(y, x, printable(cell)[:LONGEST], wrapped if x and y else bold)
    return written.getvalue()


WRITERS: dict[str, Callable[[Grid], bytes]] = {".csv": to_csv, ".xlsx": to_excel}
"""By the ending of a file's name, what writes it."""


def written(grid: Grid, name: str) -> bytes:
    """The content of a file of that name: CSV or Excel by its ending.

    Raises:
        UsageError: the ending is none of these.
        MissingExtra: the format needs an optional package.
    """
    writer = next((writer for ending, writer in WRITERS.items() if name.casefold().endswith(ending)), None)
    if not writer:
        raise UsageError(f"{name!r} does not end in {' or '.join(WRITERS)}")
    return writer(grid)
