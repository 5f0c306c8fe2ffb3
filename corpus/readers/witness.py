"""A second reading of a file's words, by other means than the first: what only it has, was lost on the way.

It knows no lines, headings or lists: markup is cut at its brackets, a Word document is searched for its runs of text,
a PDF is read by PDFium.
"""

from __future__ import annotations

import re
import unicodedata
import zipfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import unescape
from itertools import pairwise
from pathlib import Path
from xml.sax.saxutils import unescape as unescape_xml

from corpus.errors import MissingExtra, SourceError
from corpus.readers.encoding import decode
from corpus.readers.guard import BROKEN
from corpus.readers.html import source_of

WORD = re.compile(r"[^\W\d_]{2,}")
JOINED = dict.fromkeys(map(ord, "\u00ad\u200b\ufeff\ufffe\x02"))
"""What stands within a word and is not seen; PDFium puts the last two for a hyphen at the end of a line."""
RUN = 4
"""Words one after the other that only the witness has, from which on they are no accident of how words are joined."""
OFTEN = 3
"""What is lost so many times in the same words is a running head."""
LETTERS_OF_PAGE = 20
"""A page with fewer letters says nothing."""
SHOWN = 60
UNSEEN = frozenset(
    {"script", "style", "noscript", "template", "svg", "head", "select", "button", "nav", "footer", "meta"}
)
"""Elements of a page that hold no words of its text, and what a file of Akoma Ntoso says about itself."""
LINK = re.compile(r"\]\([^()\s]*\)|<[^<>]{1,500}>|https?://\S+")
"""What Markdown holds besides words."""
NAME = re.compile(r"/?[\w-]*")
"""Of an element, behind the bracket that opens its tag."""
RUNS = re.compile(r"<w:t(?:\s[^<>]*)?>([^<]*)</w:t>|<(/w:p|w:tab|w:br)\b|<(/?)mc:Fallback\b")
"""The runs of text of a Word document, what parts them, and where it says the same once more."""
PARTS = re.compile(r"word/(?:document\d*|footnotes|endnotes)\.xml")


@dataclass(frozen=True, slots=True)
class Testimony:
    """The words of a file in their order, and the pages of it that are pictures, from 1."""

    words: Sequence[str]
    pictures: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Unread:
    """How many words a text lacks that its file has, and the first of them."""

    count: int
    sample: str


def testimony_of(path: Path) -> Testimony:
    """What a second reading of a file finds; nothing in a format that is read in one way alone.

    Raises:
        SourceError: it can be read by one of the two alone.
        MissingExtra: reading its format needs an optional package.
    """
    ending = path.suffix.lower()
    if ending == ".pdf":
        return _pages(path)
    if ending == ".docx":
        return Testimony(words_in(_packed(path)))
    if ending in (".html", ".htm", ".xhtml"):
        return Testimony(words_in(unescape(" ".join(_between_tags(source_of(path)[0])))))
    if ending in (".xml", ".akn"):
        return Testimony(words_in(unescape_xml(" ".join(_between_tags(decode(path))))))
    if ending in (".txt", ".md", ".markdown"):
        return Testimony(words_in(LINK.sub(" ", decode(path))))
    return Testimony(())


def words_in(text: str) -> list[str]:
    """The words of a text in the form in which they are compared."""
    return WORD.findall(unicodedata.normalize("NFKC", text.translate(JOINED)).casefold())


def unread(text: str, words: Sequence[str]) -> Unread:
    """What the witness has and the text has not: runs of words no two of which stand side by side there.

    Words that the text has as often, in another order, are not missed, nor is what comes again and again.
    """
    read = words_in(text)
    beside = set(pairwise(read))
    lacking = Counter(words) - Counter(read)
    runs = [run for run in _uncovered(words, beside) if sum(word in lacking for word in run) * 2 >= len(run)]
    often = Counter(map(tuple, runs))
    lost = [run for run in runs if often[tuple(run)] < OFTEN]
    return Unread(sum(map(len, lost)), " ".join(lost[0])[:SHOWN] if lost else "")


def _uncovered(words: Sequence[str], beside: set[tuple[str, str]]) -> Iterator[list[str]]:
    """The runs of at least `RUN` words none of which stands beside its neighbour."""
    run: list[str] = []
    known = [pair in beside for pair in pairwise(words)]
    for place, word in enumerate(words):
        if any(known[max(0, place - 1) : place + 1]):
            if len(run) >= RUN:
                yield run
            run = []
        else:
            run.append(word)
    if len(run) >= RUN:
        yield run


def _between_tags(source: str) -> Iterator[str]:
    """The words between tags, in small letters; what nobody sees is left out where it ends at all."""
    source = source.lower()
    first, *pieces = source.split("<")
    last = {name: source.rfind(f"</{name}") for name in UNSEEN} | {"!--": source.rfind("-->")}
    at, until = len(first), ""
    yield first
    for piece in pieces:
        tag, _, words = piece.partition(">")
        name = "!--" if tag.startswith("!--") else NAME.match(tag)[0]  # type: ignore[index]  # at worst it is empty
        if not until and last.get(name, -1) > at and not tag.endswith("/"):
            until = "-->" if name == "!--" else f"/{name}"
        if not until:
            yield words
        elif until == name or (until == "-->" and until in piece):
            yield words if until == name else piece.rpartition("-->")[2]
            until = ""
        at += len(piece) + 1


def _packed(path: Path) -> str:
    """The runs of text in a Word document, a blank between paragraphs."""
    try:
        with zipfile.ZipFile(path) as archive:
            parts = [
                archive.read(name).decode("utf-8", "replace") for name in archive.namelist() if PARTS.fullmatch(name)
            ]
    except (OSError, *BROKEN) as problem:
        raise SourceError(f"{path.name} is damaged: {problem}") from problem
    return " ".join("".join(_runs(part)) for part in parts)


def _runs(part: str) -> Iterator[str]:
    again = False
    for found in RUNS.finditer(part):
        if found[3] is not None:
            again = not found[3]
        elif not again:
            yield unescape_xml(found[1]) if found[1] is not None else " "


def _pages(path: Path) -> Testimony:
    """The words of a PDF page by page, by PDFium."""
    try:
        import pypdfium2
        from pypdfium2.raw import FPDF_PAGEOBJ_IMAGE
    except ImportError as problem:
        raise MissingExtra("reading PDF", "formats") from problem
    words: list[str] = []
    pictures = []
    try:
        with pypdfium2.PdfDocument(path) as document:
            for number, page in enumerate(document, 1):
                text = page.get_textpage().get_text_bounded()
                words += words_in(text)
                few = sum(map(str.isalpha, text)) < LETTERS_OF_PAGE
                if few and any(page.get_objects(filter=[FPDF_PAGEOBJ_IMAGE])):
                    pictures.append(number)
    except (pypdfium2.PdfiumError, OSError, *BROKEN) as problem:
        raise SourceError(f"{path.name} cannot be read as PDF: {problem}") from problem
    return Testimony(words, tuple(pictures))
