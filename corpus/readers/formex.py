"""Formex (Formex 4, Publications Office of the European Union): the XML of the Official Journal."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from corpus.errors import SourceError
from corpus.readers.lines import Line, Shape, single_blanks
from corpus.readers.packed import attribute, name_of, xml

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

ROOTS = frozenset(
    {"ACT", "AGR", "ANNEX", "GENERAL", "LETTER", "PROT", "CONS.ACT", "CONS.ANNEX", "CONS.OTH.DOC", "OTH.ACT", "DECLAR"}
)
"""Outermost elements of documents."""
SKIPPED = frozenset(
    {"BIB.INSTANCE", "BIB.DATA", "BIB.DATA.CL", "TOC", "INFO.CONSLEG", "INFO.PROD", "FAM.COMP", "INCL.ELEMENT"}
)
NUMBERS = frozenset({"NO.PARAG", "NO.P", "NO.ITEM", "NO.SUBPARAG"})
HEADINGS = frozenset({"TI", "STI", "TI.ART", "STI.ART", "TI.CJT", "TI.NUM"})
BLOCKS = frozenset(
    {
        *(
            "P",
            "TXT",
            "ALINEA",
            "PARAG",
            "ITEM",
            "NP",
            "LIST",
            "DLIST",
            "ARTICLE",
            "DIVISION",
            "TITLE",
            "PREAMBLE",
            "VISA",
        ),
        *(
            "PREAMBLE.INIT",
            "PREAMBLE.FINAL",
            "GR.CONSID",
            "GR.CONSID.INIT",
            "CONSID",
            "ENACTING.TERMS",
            "FINAL",
            "ANNEX",
        ),
        *("SIGNATURE", "SIGNATORY", "PL.DATE", "CONTENTS", "GR.SEQ", "INTRO", "SUBDIV", "QUOT.S", "COMMENT", "GR.VISA"),
        *HEADINGS,
    }
)


def is_formex(root: str) -> bool:
    """Whether an outermost element of that name is one of Formex."""
    return root in ROOTS


def read(path: Path) -> list[Line]:
    """The lines of a file; its notes come last.

    Raises:
        SourceError: it is no XML, declares entities, or is not Formex.
        MissingExtra: lxml is not installed.
    """
    root = xml(path, path.read_bytes(), "reading Formex")
    if not is_formex(name_of(root)):
        raise SourceError(
            f"{path.name} is XML, but neither Akoma Ntoso nor Formex: its outermost element is <{name_of(root)}>"
        )
    document = Document()
    document.walk(root, Shape.TEXT)
    document.close(Shape.TEXT)
    last = len(document.lines)
    return [*document.lines, *(Line(last + n, text, Shape.NOTE) for n, text in enumerate(document.notes, 1))]


class Document:
    """The lines so far, the one being collected with its number, and the notes met on the way."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self.notes: list[str] = []
        self._pieces: list[str] = []
        self._label = ""

    def walk(self, element: Element, shape: Shape) -> None:
        """Collects an element; a block begins and ends a line."""
        name = name_of(element)
        if not name or name in SKIPPED:
            return
        if name in NUMBERS:
            self.close(shape)
            self._label = single_blanks("".join(map(str, element.itertext())))
        elif name == "NOTE":
            self.notes.append(single_blanks(" ".join(map(str, element.itertext()))))
        elif name in ("QUOT.START", "QUOT.END"):
            self._pieces.append(quotation_mark(element))
        elif name == "TBL":
            self.close(shape)
            self.rows(element)
        else:
            self.words(element, Shape.HEADING if name in HEADINGS else shape, name in BLOCKS)

    def words(self, element: Element, shape: Shape, block: bool) -> None:
        """Collects the words of an element and what stands in it."""
        if block:
            self.close(shape)
        self._pieces.append(element.text or "")
        for child in element:
            self.walk(child, shape)
            self._pieces.append(child.tail or "")
        if block:
            self.close(shape)

    def rows(self, table: Element) -> None:
        """Hands out a table row by row."""
        for row in (e for e in table.iter() if name_of(e) == "ROW"):
            cells = [single_blanks(" ".join(map(str, e.itertext()))) for e in row if name_of(e) == "CELL"]
            if text := " ".join(filter(None, cells)):
                self.lines.append(Line(len(self.lines) + 1, text, Shape.ROW))

    def close(self, shape: Shape) -> None:
        """Hands out the line being collected, its number before it."""
        text = single_blanks("".join(self._pieces))
        self._pieces.clear()
        if text:
            self.lines.append(Line(len(self.lines) + 1, f"{self._label} {text}".strip(), shape))
            self._label = ""


def quotation_mark(element: Element) -> str:
    """The mark that an element stands for, which it names by its code."""
    code = attribute(element, "CODE")
    return chr(int(code, 16)) if 0 < len(code) < 6 and all(c in "0123456789ABCDEFabcdef" for c in code) else '"'
