"""How provisions are called in Akoma Ntoso 3.0 (OASIS, AKN Core 1.0): shared by the export and the reader."""

from __future__ import annotations

import re

from corpus.grammar.headings import heading_of
from corpus.grammar.markers import marker_of
from corpus.model import Kind

NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
GENERATOR = "treaty-assistant"
"""Who wrote a file, in its identification: identifiers in such a file are taken as they stand."""

ELEMENTS = {
    Kind.BOOK: "book",
    Kind.PART: "part",
    Kind.DIVISION: "title",
    Kind.CHAPTER: "chapter",
    Kind.SECTION: "section",
    Kind.SUBSECTION: "subsection",
    Kind.ARTICLE: "article",
    Kind.PARAGRAPH: "paragraph",
    Kind.POINT: "point",
    Kind.RECITAL: "recital",
}
"""Kinds with an element of their own; any other is an ``hcontainer`` with its kind for a name."""

KINDS = {
    **{element: kind for kind, element in ELEMENTS.items()},
    **dict.fromkeys(("division", "subdivision", "subtitle", "tome"), Kind.DIVISION),
    **dict.fromkeys(("subpart",), Kind.PART),
    **dict.fromkeys(("subchapter",), Kind.SECTION),
    **dict.fromkeys(("subparagraph", "clause", "subclause", "level", "alinea", "rule", "subrule"), Kind.PARAGRAPH),
    **dict.fromkeys(("indent", "sublist", "item"), Kind.POINT),
}
"""What an element is; some stand for the same."""

LANGUAGES = {
    "ar": "ara",
    "de": "deu",
    "en": "eng",
    "es": "spa",
    "fr": "fra",
    "it": "ita",
    "nl": "nld",
    "pl": "pol",
    "pt": "por",
    "ru": "rus",
    "uk": "ukr",
    "zh": "zho",
}
"""Three-letter codes (ISO 639-2), which identifications use, by two-letter ones."""

_NUMBER_WORD = re.compile(r"^[^\W\d_]{2,}\.?\s+(?=\S)|\b(?:No\.?|n°|№)\s*")


def number_of(printed: str) -> str:
    """A number as printed, cleaned of words, brackets and dots: ``a`` for ``(a)``, ``59`` for ``Article 59.``."""
    heading = heading_of(printed)
    if heading is not None:
        return heading.number
    marker = marker_of(f"{printed} ")
    if marker is not None and marker.end >= len(printed):
        return marker.number
    return _NUMBER_WORD.sub("", printed).strip(" ()[].:;,-–—º°§\"'“”")
