"""EPUB: web pages in an archive, in the order of its spine."""

from __future__ import annotations

from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from dataclasses import replace
from pathlib import Path
from posixpath import dirname, join, normpath
from urllib.parse import unquote

from corpus.errors import SourceError
from corpus.readers.html import lines_in
from corpus.readers.lines import Line, paragraphs
from corpus.readers.packed import attribute, member, name_of, xml

CONTAINER = "META-INF/container.xml"


def read(path: Path) -> list[Line]:
    """The lines of all pages, the navigation left out.

    Raises:
        SourceError: the file is damaged.
        MissingExtra: lxml is not installed.
    """
    lines: list[Line] = []
    for page in pages(path):
        found = lines_in(_text(path, member(path, page)))
        lines.extend(replace(line, number=len(lines) + n) for n, line in enumerate(found, 1))
    return paragraphs(lines)


def _text(path: Path, source: bytes) -> str:
    """A page in one of the two encodings that EPUB allows (EPUB 3.3, 3.3)."""
    try:
        return source.decode("utf-16" if source[:2] in (BOM_UTF16_LE, BOM_UTF16_BE) else "utf-8-sig")
    except UnicodeDecodeError as problem:
        raise SourceError(f"{path.name} is damaged: a page of it is in neither UTF-8 nor UTF-16") from problem


def pages(path: Path) -> list[str]:
    """The places of the pages in the archive, in reading order."""
    container = xml(path, member(path, CONTAINER), "reading EPUB")
    package = next((attribute(e, "full-path") for e in container.iter() if name_of(e) == "rootfile"), "")
    if not package:
        raise SourceError(f"{path.name} is damaged: it does not say what is in it")
    root = xml(path, member(path, package), "reading EPUB")
    items = {attribute(e, "id"): e for e in root.iter() if name_of(e) == "item"}
    spine = [items.get(attribute(e, "idref")) for e in root.iter() if name_of(e) == "itemref"]
    texts = [e for e in spine if e is not None and "nav" not in attribute(e, "properties").split()]
    return [normpath(join(dirname(package), unquote(attribute(e, "href")))) for e in texts]
