"""Word documents, with the numbers that Word counts itself and does not store as text."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from corpus.errors import MissingExtra, SourceError
from corpus.numerals import to_cyrillic, to_letters, to_roman
from corpus.readers.guard import BROKEN
from corpus.readers.lines import Line, Shape, single_blanks

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
"""Holds once more, for old programs, what stands beside it."""
BULLET = "•"
LONGEST = 50
"""Characters of a pattern that numbers are written by."""
HEADING_STYLES = ("Heading", "Title", "Subtitle")


def read(path: Path) -> list[Line]:
    """The paragraphs of a Word document, those in tables included, each as one line; its notes come last.

    Raises:
        SourceError: the file is no Word document.
        MissingExtra: python-docx is not installed.
    """
    try:
        from docx import Document
        from docx.opc.exceptions import PackageNotFoundError
        from lxml.etree import LxmlError
    except ImportError as problem:
        raise MissingExtra("reading Word documents", "formats") from problem
    try:
        document = Document(str(path))
        return [*lines_of(document), *notes_of(document)]
    except (PackageNotFoundError, LxmlError, *BROKEN) as problem:
        raise SourceError(f"{path.name} cannot be read as a Word document: {problem}") from problem


def lines_of(document: Any) -> list[Line]:
    """The paragraphs, with the numbers that Word shows before them."""
    numbering = Numbering(document)
    lines = []
    for number, paragraph in enumerate(paragraphs(document), 1):
        label, words = numbering.label(paragraph), single_blanks("".join(pieces(paragraph._element)))
        if words:
            text = words if label == BULLET else f"{label} {words}".strip()
            lines.append(Line(number, text, shape_of(paragraph, label)))
    return lines


def paragraphs(document: Any) -> Iterator[Any]:
    """Every paragraph in reading order: those of tables row by row, of content controls, of tracked insertions."""
    from docx.text.paragraph import Paragraph

    for element in document.element.body.iter(f"{W}p"):
        if next(element.iterancestors(f"{W}p", FALLBACK), None) is None:
            yield Paragraph(element, document._body)


def pieces(element: Any) -> Iterator[str]:
    """The words of a paragraph, tracked insertions among them, and blanks for its tabs and line breaks."""
    for part in element.iter(f"{W}t", f"{W}tab", f"{W}br", f"{W}cr", f"{W}noBreakHyphen"):
        if next(part.iterancestors(FALLBACK, f"{W}pPr"), None) is None:
            yield part.text or "" if part.tag == f"{W}t" else "-" if part.tag.endswith("Hyphen") else " "


def notes_of(document: Any) -> Iterator[Line]:
    """The footnotes and endnotes, in the order in which they are stored."""
    from docx.oxml import parse_xml

    for relation in document.part.rels.values():
        if not relation.is_external and relation.reltype.endswith(("/footnotes", "/endnotes")):
            for number, note in enumerate(parse_xml(relation.target_part.blob), 1):
                text = single_blanks(" ".join("".join(pieces(paragraph)) for paragraph in note.iter(f"{W}p")))
                if text:
                    yield Line(number, text, Shape.NOTE)


def shape_of(paragraph: Any, label: str) -> Shape:
    """What style and font say of a paragraph."""
    runs = [run for run in paragraph.runs if run.text.strip()]
    if paragraph.style.name.startswith(HEADING_STYLES) or (runs and runs[-1].bold):
        return Shape.HEADING
    return Shape.ITEM if label == BULLET else Shape.TEXT


class Level(NamedTuple):
    """How one level of a numbered list is written: its counter, first number and pattern, such as ``(%2)``."""

    counter: str
    first: int
    pattern: str


class Numbering:
    """The numbered lists of a document and how far each has come."""

    def __init__(self, document: Any) -> None:
        self._levels = levels_of(document)
        self._counts: defaultdict[str, Counter[int]] = defaultdict(Counter)

    def label(self, paragraph: Any) -> str:
        """The number, or the dot, that Word shows before the paragraph; empty where it shows none."""
        place = numbered_place(paragraph)
        levels = self._levels.get(place[0]) if place else None
        if place is None or levels is None or place[1] not in levels:
            return ""
        counts, depth = self._counts[place[0]], place[1]
        counts[depth] += 1
        for deeper in [other for other in counts if other > depth]:
            del counts[deeper]
        level = levels[depth]
        if level.counter == "bullet":
            return BULLET
        label = level.pattern
        for upper, upper_level in levels.items():
            value = max(counts[upper], 1) + upper_level.first - 1
            label = label.replace(f"%{upper + 1}", written(value, upper_level.counter))
        return label


def numbered_place(paragraph: Any) -> tuple[str, int] | None:
    """The list that the paragraph or its style belongs to, and its depth in it."""
    for element in (paragraph._element, paragraph.style.element):
        entry = element.find(f"{W}pPr/{W}numPr")
        name = value_of(entry, "numId") if entry is not None else ""
        if name:
            return name, whole(value_of(entry, "ilvl"), 0)
    return None


def levels_of(document: Any) -> dict[str, dict[int, Level]]:
    """The levels of every numbered list by its identifier."""
    if not any(relation.reltype.endswith("/numbering") for relation in document.part.rels.values()):
        return {}
    root = document.part.numbering_part.element
    kinds = {
        kind.get(f"{W}abstractNumId"): {
            whole(level.get(f"{W}ilvl"), 0): level_of(level) for level in kind.iter(f"{W}lvl")
        }
        for kind in root.iter(f"{W}abstractNum")
    }
    return {entry.get(f"{W}numId"): kinds.get(value_of(entry, "abstractNumId"), {}) for entry in root.iter(f"{W}num")}


def level_of(element: Any) -> Level:
    """One level as the document defines it."""
    return Level(value_of(element, "numFmt"), whole(value_of(element, "start")), value_of(element, "lvlText")[:LONGEST])


def value_of(element: Any, tag: str) -> str:
    """The value of a setting, empty where it is not given."""
    child = element.find(f"{W}{tag}")
    return child.get(f"{W}val", "") if child is not None else ""


def whole(number: str | None, otherwise: int = 1) -> int:
    """The number that a setting gives, or else the other one; no list goes on from one of five digits."""
    return int(number) if number and number.isascii() and number.isdecimal() and len(number) < 5 else otherwise


def written(value: int, counter: str) -> str:
    """The number as the list writes it."""
    if counter == "none":
        return ""
    if counter.startswith("russian"):
        text = to_cyrillic(value)
    elif counter.endswith("Letter"):
        text = to_letters(value)
    elif counter.endswith("Roman"):
        text = to_roman(value)
    else:
        text = str(value)
    return text.upper() if counter.startswith("upper") or counter == "russianUpper" else text
