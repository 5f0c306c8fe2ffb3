"""XML inside an archive, as ODT and EPUB have it: parsed so that it can do no harm."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from corpus.errors import MissingExtra, SourceError

if TYPE_CHECKING:
    from lxml.etree import _Element as Element


def member(path: Path, name: str) -> bytes:
    """A file in the archive.

    Raises:
        SourceError: there is none of that name, or the archive is damaged.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            return archive.read(name)
    except (KeyError, zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError) as problem:
        raise SourceError(f"{path.name} is damaged: {problem}") from problem


def xml(path: Path, source: bytes, what: str) -> Element:
    """The outermost element. Entities are never resolved and nothing is fetched.

    Args:
        what: is being read, for the error of a missing library: "reading ODT".

    Raises:
        SourceError: it is no well-formed XML, or declares entities.
        MissingExtra: lxml is not installed.
    """
    try:
        from lxml import etree
    except ImportError as problem:
        raise MissingExtra(what, "formats") from problem
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(source, parser)
    except etree.XMLSyntaxError as problem:
        raise SourceError(f"{path.name} is no well-formed XML: {problem.msg}") from problem
    declared: Any = root.getroottree().docinfo.internalDTD
    if declared is not None and declared.entities():
        raise SourceError(f"{path.name} declares entities, which are not resolved: write their text out and try again")
    return root


def name_of(element: Element) -> str:
    """The element's name without its namespace; empty for what is no element."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def attribute(element: Element, name: str) -> str:
    """The value of an attribute of that name in any namespace; empty where there is none."""
    found = (str(value) for key, value in element.attrib.items() if str(key).rpartition("}")[2] == name)
    return next(found, "")
