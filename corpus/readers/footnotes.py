"""Footnotes of printed pages, which stand in the middle of a text only because a page ends there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from corpus.grammar.sentences import ENDS_SENTENCE, glue
from corpus.readers.printed import FIGURES, Row

SMALLER = 0.95
"""Notes are set in letters smaller than this part of those of the text above them."""
MARK = re.compile(r"\(?\s*(?P<mark>[⁰¹²³⁴-⁹]+|\d{1,3}(?!\d)|[*†‡]{1,3})\s*(?:\)|/)?\s*(?=[^\s.)])")
"""How a note begins: with its mark, be the figure raised or not."""
RULE = re.compile(r"\s*_{5,}\s*$")
"""A line across the page that is drawn with letters."""
PLAIN = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")


def apart(rows: Sequence[Row]) -> tuple[list[Row], list[Row]]:
    """The rows of the text, without the marks of its notes, and those of the notes."""
    body, notes = list[Row](), list[Row]()
    for _, page in groupby(rows, key=lambda row: row.page):
        open_note = bool(notes) and not ENDS_SENTENCE.search(notes[-1].text.rstrip())
        kept, below = page_apart(list(page), open_note)
        marks = [match["mark"].translate(PLAIN) for row in below if (match := MARK.match(row.text))]
        for row in kept:
            row.text = without_marks(row.text, marks)
        body.extend(row for row in kept if row.text.strip())
        notes.extend(below)
    return body, notes


def joined(rows: Sequence[Row]) -> list[str]:
    """The notes, each on one line: one begins with a mark like that of the first on its page."""
    notes: list[str] = []
    first: dict[int, str] = {}
    for row in rows:
        text, match = " ".join(row.text.split()), MARK.match(row.text)
        form = re.sub(r"[\d\s]+|[⁰¹²³⁴-⁹]+", "", match[0]) if match else ""
        if not notes or (match and form == first.setdefault(row.page, form)):
            notes.append(text)
        else:
            notes[-1] += f"{glue(notes[-1], text)}{text}"
    return notes


def page_apart(page: Sequence[Row], open_note: bool) -> tuple[list[Row], list[Row]]:
    """The rows of the text of a page, and of its notes, at the foot of each column.

    Args:
        page: its rows, as they are read.
        open_note: whether a note of the page before may go on.
    """
    kept: list[Row] = []
    below: list[Row] = []
    for column in columns(page):
        begin = first_note(column, page, open_note)
        kept.extend(row for row in column[:begin] if not (RULE.match(row.text) and begin < len(column)))
        below.extend(row for row in column[begin:] if not RULE.match(row.text))
    return kept, below


def columns(rows: Sequence[Row]) -> Iterator[list[Row]]:
    """The rows of each column of a page, from its head to its foot."""
    column: list[Row] = []
    for row in rows:
        if column and row.height > column[-1].height:
            yield column
            column = []
        column.append(row)
    yield column


def first_note(column: Sequence[Row], page: Sequence[Row], open_note: bool) -> int:
    """The place of the first row of the notes at the foot of a column; its length where it has none.

    They stand below a rule, or are set in smaller letters than the text and begin with a mark that the text bears.
    """
    last = len(column)
    for place in range(last - 1):
        if RULE.match(column[place].text) and MARK.match(column[place + 1].text):
            return place
    begin = next((n + 1 for n in reversed(range(last)) if SMALLER * column[n].size > column[-1].size), 0)
    if begin and open_note and begin < last and column[begin].text.strip()[0].islower():
        return begin
    text = [row for row in page if row not in column[begin:]]
    marked = (n for n in range(begin, last) if (match := MARK.match(column[n].text)) and is_borne(match["mark"], text))
    return next(marked, last)


def is_borne(mark: str, rows: Sequence[Row]) -> bool:
    """Whether the text bears the mark of a note."""
    plain = mark.translate(PLAIN)
    bracketed = re.compile(rf"(?<=\w)\s?\({re.escape(plain)}\)")
    return any(mark_in_text(plain).search(row.text) or bracketed.search(row.text) for row in rows)


def mark_in_text(mark: str) -> re.Pattern[str]:
    """What the mark looks like behind a word: raised, in brackets of its own, before a stroke, or a star."""
    if not mark.isdigit():
        return re.compile(rf"(?<=\S)\s?(?<![*†‡]){re.escape(mark)}(?![*†‡])")
    figures = mark.translate(FIGURES)
    near = "[⁰¹²³⁴-⁹]"
    return re.compile(rf"\s*\(\s*{figures}\s*\)|(?<!{near}){figures}(?!{near})|\s*\(\s+{mark}\s+\)|\s{mark}\s?/(?!\S)")


def without_marks(text: str, marks: Sequence[str]) -> str:
    """The words of a row without the marks of these notes."""
    for mark in marks:
        text = mark_in_text(mark).sub("", text)
    return text
