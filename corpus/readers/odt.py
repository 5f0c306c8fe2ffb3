"""OpenDocument texts, with the numbers that the program counts itself and does not store as text."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.numerals import to_letters, to_roman
from corpus.readers.lines import Line, Shape, paragraphs, single_blanks
from corpus.readers.packed import attribute, member, name_of, xml

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

SKIPPED = frozenset({"tracked-changes", "annotation", "table-of-content", "forms", "sequence-decls"})
BLANKS = frozenset({"s", "tab", "line-break"})


def read(path: Path) -> list[Line]:
    """The paragraphs of the document, each as one line; its notes come last.

    Raises:
        SourceError: the file is damaged.
        MissingExtra: lxml is not installed.
    """
    root = xml(path, member(path, "content.xml"), "reading ODT")
    document = Document(root)
    for body in (element for element in root.iter() if name_of(element) == "body"):
        document.walk(body)
    last = len(document.lines)
    notes = [Line(last + n, text, Shape.NOTE) for n, text in enumerate(document.notes, 1)]
    return paragraphs([*document.lines, *notes])


class Document:
    """The lines so far, the notes met on the way, and how far each list has come."""

    def __init__(self, root: Element) -> None:
        self.lines: list[Line] = []
        self.notes: list[str] = []
        self._lists = {attribute(e, "name"): e for e in root.iter() if name_of(e) == "list-style"}
        self._bold = {attribute(e, "name") for e in root.iter() if name_of(e) == "style" and is_bold(e)}

    def walk(self, element: Element, style: str = "", depth: int = 0) -> None:
        """Collects what stands in an element."""
        count = 0
        for child in element:
            name = name_of(child)
            if name in ("h", "p"):
                self.add(child, "", name == "h")
            elif name == "list":
                self.walk(child, attribute(child, "style-name") or style, depth + 1)
            elif name == "list-item":
                count += 1
                self.item(child, style, depth, count)
            elif name and name not in SKIPPED:
                self.walk(child, style, depth)

    def item(self, element: Element, style: str, depth: int, count: int) -> None:
        """Collects an entry of a list, its number before its first paragraph."""
        label = self.label(style, depth, count)
        for child in element:
            name = name_of(child)
            if name in ("h", "p"):
                self.add(child, label, name == "h")
                label = ""
            elif name:
                self.walk(child, attribute(child, "style-name") or style, depth + (name == "list"))

    def label(self, style: str, depth: int, count: int) -> str:
        """The number that is shown before an entry; a dot where the list has none."""
        levels = self._lists.get(style)
        level = next((e for e in levels if attribute(e, "level") == str(depth)), None) if levels is not None else None
        if level is None or name_of(level) != "list-level-style-number":
            return "•"
        number = written(count + int(attribute(level, "start-value") or 1) - 1, attribute(level, "num-format"))
        return f"{attribute(level, 'num-prefix')}{number}{attribute(level, 'num-suffix')}" if number else ""

    def add(self, paragraph: Element, label: str, heading: bool) -> None:
        """Hands out a paragraph."""
        words = single_blanks("".join(self.pieces(paragraph)))
        if not words:
            return
        bullet = label == "•"
        heading = heading or attribute(paragraph, "style-name") in self._bold or self.is_bold(paragraph)
        shape = Shape.ITEM if bullet else Shape.HEADING if heading else Shape.TEXT
        self.lines.append(Line(len(self.lines) + 1, words if bullet else f"{label} {words}".strip(), shape))

    def is_bold(self, paragraph: Element) -> bool:
        """Whether a paragraph is nothing but words in bold."""
        spans = [e for e in paragraph if name_of(e) == "span"]
        plain = (paragraph.text or "") + "".join(e.tail or "" for e in paragraph)
        return bool(spans) and not plain.strip() and all(attribute(e, "style-name") in self._bold for e in spans)

    def pieces(self, element: Element) -> Iterator[str]:
        """The words of a paragraph; notes are taken out and kept."""
        yield element.text or ""
        for child in element:
            name = name_of(child)
            if name == "note":
                body = next((e for e in child if name_of(e) == "note-body"), child)
                self.notes.append(single_blanks(" ".join(map(str, body.itertext()))))
            elif name in BLANKS:
                yield " "
            elif name and name not in SKIPPED:
                yield from self.pieces(child)
            yield child.tail or ""


def is_bold(style: Element) -> bool:
    """Whether a style sets words in bold."""
    return any(attribute(e, "font-weight") == "bold" for e in style if name_of(e) == "text-properties")


def written(value: int, form: str) -> str:
    """The number as the list writes it."""
    forms = {"a": to_letters, "i": to_roman}
    text = forms[form.lower()](value) if form.lower() in forms else str(value) if form else ""
    return text.upper() if form.isupper() else text
