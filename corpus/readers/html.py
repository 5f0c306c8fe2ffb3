"""HTML and XHTML: official journals, treaty collections, saved web pages."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.errors import MissingExtra
from corpus.grammar.headings import heading_of
from corpus.numerals import to_letters, to_roman
from corpus.readers.encoding import decoded
from corpus.readers.lines import BULLETS, Line, Shape, paragraphs, single_blanks
from corpus.readers.tables import is_data

if TYPE_CHECKING:
    from lxml.html import HtmlElement

SKIPPED = {"script", "style", "head", "nav", "noscript", "template", "svg", "button", "select"}
BLOCKS = {
    *("p", "div", "li", "ul", "ol", "dl", "dt", "dd", "tr", "td", "th", "table", "caption", "blockquote", "pre"),
    *("section", "article", "main", "header", "footer", "aside", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "body"),
    *("center", "form", "fieldset", "figure", "figcaption", "address", "details", "summary", "thead", "tbody", "tfoot"),
    *("menu", "dir", "hgroup", "legend", "frameset", "title"),
}
HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6", "th", "caption"}
BOLD = {"b", "strong"}
HEADING_CLASS = re.compile(r"(?:^|[\s-])(?:s?ti|s?title|heading|titre)(?:$|[\s-])")
NOTE_CLASS = re.compile(r"(?:^|[\s-])(?:foot)?notes?(?:$|[\s-])")
DECLARED = re.compile(rb"(?:charset|encoding)\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
AS_BROWSERS_DO = dict.fromkeys(("ascii", "us-ascii", "iso-8859-1", "latin1"), "cp1252")
"""Encodings that pages declare which mean the larger one (WHATWG, Encoding Standard)."""
ENDS = re.compile(r"</(?:html|body)\s*>", re.IGNORECASE)
"""Where a page says that it is over; several that were joined say so in the middle, and a parser stops there."""
SKIPPED_CLASS = re.compile(r"(?:^|\s)(?:modref|arrow)(?:$|\s)")
"""Signs of amendments in consolidated acts."""
CSS_LIST = re.compile(r"list-style(?:-type)?\s*:\s*([a-z-]+)")
LIST_STYLES = {
    "lower-alpha": "a",
    "lower-latin": "a",
    "upper-alpha": "A",
    "upper-latin": "A",
    "lower-roman": "i",
    "upper-roman": "I",
    "decimal": "1",
}
FIGURES = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
SET_APART = re.compile(r"display\s*:\s*(?:block|list-item|table|flex|grid)|float\s*:\s*(?:left|right)")
LIST_NUMBER = re.compile(r"\s*[0-9]{1,4}\s*")
LONGEST_HEADING = 1000
"""Characters in bold, blanks among them, that are looked at for a heading."""
SHORT = 40
"""So many characters tell the mark of a note, or a raised figure."""
NOTE_MARK = re.compile(r"[\s(\[]*[\d*†‡]{1,3}[\s)\]]*$")


def read(path: Path) -> list[Line]:
    """The lines of an HTML file.

    Raises:
        SourceError: nobody can tell its encoding.
        MissingExtra: lxml is not installed.
    """
    return paragraphs(lines_in(source_of(path)[0]))


def lines_in(source: str) -> list[Line]:
    """The lines of a page.

    Raises:
        MissingExtra: lxml is not installed.
    """
    try:
        from lxml import html
    except ImportError as problem:
        raise MissingExtra("reading HTML", "formats") from problem
    source = ENDS.sub("", source)
    if not source.strip():
        return []
    page = Page()
    page.walk(html.document_fromstring(source.encode(), parser=html.HTMLParser(encoding="utf-8", huge_tree=True)))
    page.close_line()
    return page.lines


def source_of(path: Path) -> tuple[str, str]:
    """The text of a page with its markup, and what its encoding was taken for where that was guessed; else empty.

    What a page declares is believed where its bytes are that, and UTF-8 before it: many declare what they are not.

    Raises:
        SourceError: nobody can tell its encoding.
    """
    source = path.read_bytes()
    declared = DECLARED.search(source[:4096])
    name = declared[1].decode("ascii").lower() if declared else ""
    if name and not is_utf8(source):
        with suppress(LookupError, UnicodeDecodeError):
            return source.decode(AS_BROWSERS_DO.get(name, name)), ""
    return decoded(path)


def is_utf8(source: bytes) -> bool:
    """Whether the bytes are UTF-8."""
    try:
        source.decode()
    except UnicodeDecodeError:
        return False
    return True


@dataclass(slots=True)
class Opened:
    """An element that is open: whether it is a block and its words are bold, and what held around it."""

    block: bool
    bold: bool
    outer: Shape
    entries: int = 0
    """How many entries it has so far, where it is a list."""


class Page:
    """The lines of a page so far, and the one being collected."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self._pieces: list[str] = []
        self._length = 0
        self._number = 1
        self._shape = Shape.TEXT
        self._fresh = True
        self._ends_bold = False
        self._bullet = False
        self._open: list[Opened | None] = []
        """From the outermost in; None is one that was placed whole or left out."""

    def walk(self, document: HtmlElement) -> None:
        """Collects an element and everything in it, however deep it goes; a block begins and ends a line."""
        from lxml.etree import iterwalk

        walker = iterwalk(document, events=("start", "end", "comment", "pi"))
        for event, element in walker:
            if event == "start" and self.placed(element):
                walker.skip_subtree()
                self._open.append(None)
            elif event == "start":
                self.begin(element)
            else:
                if event == "end":
                    self.end()
                self.add(element.tail, self.bold)

    @property
    def bold(self) -> bool:
        """Whether words are bold that stand here."""
        holder = self._open[-1] if self._open else None
        return holder is not None and holder.bold

    def placed(self, element: HtmlElement) -> bool:
        """Places an element whole, or leaves it out; false where what it holds is looked at by itself."""
        tag = element.tag
        if tag in SKIPPED or is_furniture(element):
            return True
        if is_note_mark(element):
            self.leave_out(element)
            return True
        if tag == "sup" and (figures := short_text(element)).isdecimal() and len(figures) < 3:
            self.add(figures.translate(FIGURES), self.bold)
            return True
        if tag == "table" and (rows := data_rows(element)):
            self.rows(element, rows)
            return True
        return False

    def begin(self, element: HtmlElement) -> None:
        """Opens an element: its own words, before any element in it, are collected."""
        number = self.entry_number(element)
        block = element.tag in BLOCKS or bool(SET_APART.search(element.get("style", "")))
        bold = self.bold or element.tag in BOLD or element.get("class") == "bold"
        self._open.append(Opened(block, bold, self._shape, whole(element.get("start")) - 1))
        if block:
            self.close_line()
            self._shape = shape_of(element, number) or self._shape
            self._number = element.sourceline or self._number
        elif element.tag == "br":
            self.close_line()
            self._fresh = False
        self.add(number, bold=False)
        self.add(element.text, bold)

    def end(self) -> None:
        """Closes the element that was opened last."""
        opened = self._open.pop()
        if opened is not None and opened.block:
            self.close_line()
            self._shape = opened.outer

    def entry_number(self, element: HtmlElement) -> str:
        """The number that a browser shows before an entry of a numbered list."""
        parent = element.getparent()
        holder = self._open[-1] if self._open else None
        if element.tag != "li" or parent is None or parent.tag != "ol" or holder is None:
            return ""
        holder.entries = whole(element.get("value"), holder.entries + 1)
        return numbered(holder.entries, parent)

    def rows(self, table: HtmlElement, rows: list[list[str]]) -> None:
        """Hands out a table of data row by row."""
        self.close_line()
        number = table.sourceline or self._number
        texts = (" ".join(filter(None, row)) for row in rows)
        self.lines.extend(Line(number, text, Shape.ROW) for text in texts if text)

    def leave_out(self, mark: HtmlElement) -> None:
        """Leaves the mark of a note out, and the blank before it where a full stop or the like comes next."""
        if self._pieces and (mark.tail or "")[:1] in tuple(".,;:)"):
            self._pieces[-1] = self._pieces[-1].rstrip()

    def add(self, text: str | None, bold: bool) -> None:
        """Adds words to the line being collected."""
        if not text:
            return
        self._pieces.append(text)
        self._length += len(text)
        if text.strip():
            if self._ends_bold and not bold:
                self.end_heading()
            self._ends_bold = bold

    def end_heading(self) -> None:
        """Ends the line where a heading in bold is over and words in plain letters go on behind it."""
        if self._length - len(self._pieces[-1]) > LONGEST_HEADING:
            return
        heading = heading_of(single_blanks("".join(self._pieces[:-1])))
        if heading is not None and heading.number and not self._bullet:
            rest = self._pieces.pop()
            self.close_line()
            self._pieces.append(rest)
            self._length = len(rest)
            self._fresh = False

    def close_line(self) -> None:
        """Hands out the line being collected; a dash alone in its cell makes the next line an entry of a list."""
        text = single_blanks("".join(self._pieces))
        self._pieces.clear()
        self._length = 0
        if text in BULLETS:
            self._bullet = True
        elif text:
            self.lines.append(Line(self._number, text, self.line_shape(), self._fresh))
            self._bullet = False
        if text:
            self._fresh, self._ends_bold = True, False

    def line_shape(self) -> Shape:
        """What the line is; bold at its end makes plain text a heading."""
        if self._bullet:
            return Shape.ITEM
        if self._shape is Shape.TEXT and self._ends_bold:
            return Shape.HEADING
        return self._shape


def is_furniture(element: HtmlElement) -> bool:
    """Whether the element belongs to the page and not to the text: signs of amendments, navigation, the page's foot."""
    if SKIPPED_CLASS.search(element.get("class", "")) or element.get("role", "") in ("navigation", "contentinfo"):
        return True
    return element.tag == "footer" and not any(e.tag in ("article", "section") for e in element.iterancestors())


def data_rows(table: HtmlElement) -> list[list[str]]:
    """The rows of a table of data, as cells; empty where the table only sets words side by side."""
    if any(table.find(f".//{tag}") is not None for tag in ("table", "li")):
        return []
    rows = [[single_blanks(" ".join(cell.itertext())) for cell in row.iter("td", "th")] for row in table.iter("tr")]
    return rows if is_data(rows) else []


def shape_of(element: HtmlElement, number: str) -> Shape | None:
    """What tag and class say of a block, nothing where they do not."""
    name = element.get("class", "")
    if element.tag in HEADINGS or HEADING_CLASS.search(name):
        return Shape.HEADING
    if NOTE_CLASS.search(name):
        return Shape.NOTE
    if element.tag == "li" and not number:
        return Shape.ITEM
    return None


def is_note_mark(element: HtmlElement) -> bool:
    """Whether the element is only the number of a footnote, linked to it or back."""
    target = element.get("href", "") if element.tag == "a" else ""
    return "#" in target and bool(NOTE_MARK.match(short_text(element)))


def short_text(element: HtmlElement) -> str:
    """The words of an element that has few, blanks single; of others how they begin."""
    found = ""
    for piece in element.itertext():
        found += piece[:SHORT]
        if len(found) >= SHORT:
            break
    return single_blanks(found)


def numbered(place: int, parent: HtmlElement) -> str:
    """The number of an entry as its list writes it."""
    style = LIST_STYLES.get(next(iter(CSS_LIST.findall(parent.get("style", ""))), ""), parent.get("type", "1"))
    if style in ("a", "A"):
        return f"({to_letters(place) if style == 'a' else to_letters(place).upper()}) "
    if style in ("i", "I"):
        return f"({to_roman(place) if style == 'i' else to_roman(place).upper()}) "
    return f"{place}. "


def whole(number: str | None, otherwise: int = 1) -> int:
    """The number that an attribute gives, or else the other one; no list goes on from one of five digits."""
    return int(number) if number and LIST_NUMBER.fullmatch(number) else otherwise
