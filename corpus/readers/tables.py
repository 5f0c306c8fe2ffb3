"""Tables: which of them hold data, in rows, and which only set numbers and words side by side."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from corpus.grammar.headings import heading_of
from corpus.grammar.markers import marker_of
from corpus.readers.lines import BULLETS

LONGEST_CELL = 600
"""Characters; a longer cell is running text in a column."""
SHORT_CELL = 80
"""A table that names articles in cells no longer than this is a list of them, and not their text in columns."""
FEW_ROWS = 3
"""Fewer lines set in columns make no table of a plain text."""
COLUMNS = re.compile(r"\t+\s*| {3,}")
"""What parts the columns of a plain text."""
BLANKS = frozenset(" \t\u00a0")
TABLE_RULE = BLANKS | frozenset(":|-")
"""What the line below the heads of a Markdown table is made of."""

Cells = Sequence[str]


def is_data(rows: Sequence[Cells]) -> bool:
    """Whether a table holds data: rows of several short cells, none of them numbering the words beside it."""
    filled = [[cell for cell in row if cell] for row in rows]
    wide = [row for row in filled if len(row) > 1]
    if len(wide) < 2 or len(wide) * 2 <= len([row for row in filled if row]):
        return False
    first = [cell for row in wide for cell in row[:2]]
    longest = max(map(len, first))
    headed = any((heading := heading_of(cell)) and heading.number for cell in first)
    return longest <= (SHORT_CELL if headed else LONGEST_CELL) and not any(map(numbers, first))


def numbers(cell: str) -> bool:
    """Whether a cell is the number or the dash of what stands beside it."""
    marker = marker_of(cell)
    return cell in BULLETS or (marker is not None and marker.style not in ("x", "x.x") and marker.end == len(cell))


def data_lines(raws: Sequence[str]) -> frozenset[int]:
    """The places of the lines of a text that are rows of tables: with bars, or with numbers set in columns."""
    return frozenset(place for places in (*barred(raws), *columned(raws)) for place in places)


def cells_of(line: str) -> list[str]:
    """The cells of a row, between bars or wide blanks."""
    parts = line.strip().strip("|").split("|") if "|" in line else COLUMNS.split(line.strip())
    return [part.strip() for part in parts]


def barred(raws: Sequence[str]) -> Iterator[list[int]]:
    """The places of the rows of every Markdown table of data."""
    for found, places in runs(["|" in raw for raw in raws]):
        rule = found and any(map(is_rule, (raws[place] for place in places)))
        rows = [place for place in places if not is_rule(raws[place])]
        if rule and is_data([cells_of(raws[place]) for place in rows]):
            yield rows


def is_rule(raw: str) -> bool:
    """Whether a line stands below the heads of a table."""
    return set(raw.strip()) <= TABLE_RULE and raw.rfind("|") > raw.find("-") >= 0


def columned(raws: Sequence[str]) -> Iterator[list[int]]:
    """The places of lines that are set in as many columns as their neighbours, with a number in every row."""
    widths = [len(cells_of(raw)) if "|" not in raw and COLUMNS.search(raw.strip()) else 0 for raw in raws]
    for width, places in runs(widths):
        rows = [cells_of(raws[place]) for place in places]
        counted = all(any(cell[:1].isdigit() for cell in row) for row in rows)
        if width > 1 and len(rows) >= FEW_ROWS and counted and is_data(rows):
            yield places


def runs(marks: Sequence[int]) -> Iterator[tuple[int, list[int]]]:
    """Neighbouring places of the same mark."""
    for mark, group in groupby(range(len(marks)), key=lambda place: marks[place]):
        yield mark, list(group)
