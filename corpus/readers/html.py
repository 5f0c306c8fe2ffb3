"""HTML and XHTML: official journals, treaty collections, saved web pages."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.errors import MissingExtra
from corpus.grammar.headings import heading_of
from corpus.numerals import to_letters, to_roman
from corpus.readers.encoding import decode
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
DECLARED = re.compile(rb"charset\s*=|encoding\s*=", re.IGNORECASE)
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
NOTE_MARK = re.compile(r"[\s(\[]*[\d*†‡]{1,3}[\s)\]]*$")


def read(path: Path) -> list[Line]:
    """The lines of an HTML file.

    Raises:
        MissingExtra: lxml is not installed.
    """
    source = path.read_bytes()
    if not DECLARED.search(source[:4096]):
        source = decode(path).encode()
    return paragraphs(lines_in(source)) if source.strip() else []


def lines_in(source: bytes) -> list[Line]:
    """The lines of a page that is not empty.

    Raises:
        MissingExtra: lxml is not installed.
    """
    try:
        from lxml import html
    except ImportError as problem:
        raise MissingExtra("reading HTML", "formats") from problem
    document = html.document_fromstring(source, parser=html.HTMLParser(encoding=encoding_of(source)))
    page = Page()
    page.walk(document)
    page.close_line()
    return page.lines


def encoding_of(source: bytes) -> str | None:
    """UTF-8 where the bytes are that; otherwise what the page itself declares."""
    try:
        source.decode("utf-8")
    except UnicodeDecodeError:
        return None
    return "utf-8"


class Page:
    """The lines of a page so far, and the one being collected."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self._pieces: list[str] = []
        self._number = 1
        self._shape = Shape.TEXT
        self._fresh = True
        self._ends_bold = False
        self._bullet = False

    def walk(self, element: HtmlElement) -> None:
        """Collects an element and everything in it; a block begins and ends a line."""
        tag = element.tag
        if not isinstance(tag, str) or tag in SKIPPED or is_furniture(element):
            return
        if is_note_mark(element):
            self.leave_out(element)
            return
        if tag == "sup" and (figures := single_blanks(element.text_content())).isdecimal() and len(figures) < 3:
            self.add(figures.translate(FIGURES), is_bold(element))
            return
        if tag == "table" and (rows := data_rows(element)):
            self.rows(element, rows)
            return
        outer = self._shape
        block = tag in BLOCKS or bool(SET_APART.search(element.get("style", "")))
        if block:
            self.close_line()
            self._shape = shape_of(element) or outer
            self._number = element.sourceline or self._number
        elif tag == "br":
            self.close_line()
            self._fresh = False
        self.add(entry_number(element), bold=False)
        self.add(element.text, is_bold(element))
        for child in element:
            self.walk(child)
            self.add(child.tail, is_bold(element))
        if block:
            self.close_line()
            self._shape = outer

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
        if text.strip():
            if self._ends_bold and not bold:
                self.end_heading()
            self._ends_bold = bold

    def end_heading(self) -> None:
        """Ends the line where a heading in bold is over and words in plain letters go on behind it."""
        heading = heading_of(single_blanks("".join(self._pieces[:-1])))
        if heading is not None and heading.number and not self._bullet:
            rest = self._pieces.pop()
            self.close_line()
            self._pieces.append(rest)
            self._fresh = False

    def close_line(self) -> None:
        """Hands out the line being collected; a dash alone in its cell makes the next line an entry of a list."""
        text = single_blanks("".join(self._pieces))
        self._pieces.clear()
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


def shape_of(element: HtmlElement) -> Shape | None:
    """What tag and class say of a block, nothing where they do not."""
    name = element.get("class", "")
    if element.tag in HEADINGS or HEADING_CLASS.search(name):
        return Shape.HEADING
    if NOTE_CLASS.search(name):
        return Shape.NOTE
    if element.tag == "li" and not entry_number(element):
        return Shape.ITEM
    return None


def is_bold(element: HtmlElement) -> bool:
    """Whether the element's own words are bold."""
    return any(e.tag in BOLD or e.get("class") == "bold" for e in (element, *element.iterancestors()))


def is_note_mark(element: HtmlElement) -> bool:
    """Whether the element is only the number of a footnote, linked to it or back."""
    target = element.get("href", "") if element.tag == "a" else ""
    return "#" in target and bool(NOTE_MARK.match(element.text_content()))


def entry_number(element: HtmlElement) -> str:
    """The number that a browser shows before an entry of a numbered list."""
    parent = element.getparent()
    if element.tag != "li" or parent is None or parent.tag != "ol":
        return ""
    place = whole(parent.get("start")) + [e for e in parent if e.tag == "li"].index(element)
    place = whole(element.get("value"), place)
    style = LIST_STYLES.get(next(iter(CSS_LIST.findall(parent.get("style", ""))), ""), parent.get("type", "1"))
    if style in ("a", "A"):
        return f"({to_letters(place) if style == 'a' else to_letters(place).upper()}) "
    if style in ("i", "I"):
        return f"({to_roman(place) if style == 'i' else to_roman(place).upper()}) "
    return f"{place}. "


def whole(number: str | None, otherwise: int = 1) -> int:
    """The number that an attribute gives, or else the other one."""
    return int(number) if number and number.strip().isdecimal() else otherwise
