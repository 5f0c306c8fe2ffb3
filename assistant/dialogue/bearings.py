"""The English of moving about in a text, as patterns and tables: units, directions, ordinals, references."""

from __future__ import annotations

import re

from corpus.model import Kind


def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(text, re.IGNORECASE)


LEVELS: dict[str, Kind] = {
    "article": Kind.ARTICLE,
    "paragraph": Kind.PARAGRAPH,
    "para": Kind.PARAGRAPH,
    "subparagraph": Kind.POINT,
    "point": Kind.POINT,
    "letter": Kind.POINT,
    "item": Kind.ITEM,
    "recital": Kind.RECITAL,
    "chapter": Kind.CHAPTER,
    "section": Kind.SECTION,
}
"""Nouns for the units a reader moves by."""

_UNIT = (
    r"sub-?paragraph|paragraph|para|article|point|letter|item|recital|chapter|section|provision|definition|term|entry"
    r"|clause|one|bit"
)
_LEVEL = rf"(?P<level>{_UNIT})"
LEVEL_NAMES = rf"(?:{_UNIT})"

REFERS_TO_IT = _pattern(
    r"\b(?:what|who|which|where|anything|something)\b[^?]*?\b(?:refers?|referred|referring|mentions?|mentioned|cites?|cited|points?)\b"
    r"(?:\s+back)?(?:\s+to)?(?:\s+(?P<what>it|this|that|them|these|those))?(?:\s+(?:one|article|paragraph|provision|point))?(?:\s+elsewhere)?\s*[?.!]*$"
)
REFERS = _pattern(
    r"\b(?:what|which)\b[^?,]*?\b(?:do|does|did)\b[^?,]*?\b(?:refer(?:\s+back)?(?:\s+to)?|mention|cite|point\s+(?:back\s+)?to|rely\s+on)\b"
    r"|\bdo(?:es)?\b[^?]*?\b(?:build|depend)s?\s+on\b|\b(?:its|the|their|any|follow\s+the|show\s+the|list\s+the)\s+(?:cross-?\s?)references?\b|\b(?:what|which)\b[^?,]*?\b(?:is|are)\b[^?,]*?\breferring\s+to\b"
    r"|\b(?:refers?|names?|mentions?|cites?|sends?\s+us|points?|subject)\b[^?.,]{0,20}?\b(?:to|of|by)?\s*(?:an)?other\s+(?:article|provision|paragraph)s?\b"
)

WHOLE = _pattern(
    r"\b(?:whole|entire|full|complete)\s+(?P<level>article|paragraph|para|provision|chapter|section|text|thing|list|annex)\b"
    r"|\ball\s+of\s+(?:it|that|this|(?:the\s+)?(?:article\s+)?(?P<number>\d{1,3})|the\s+(?P<level2>article|paragraph|chapter|section))\b"
    r"|\b(?:in\s+full|in\s+its\s+entirety)\b|\bthe\s+rest(?:\s+of\s+(?:it|that|this|the\s+article))?\b"
)

MOVE = _pattern(
    rf"\b(?P<way>next|following|subsequent|previous|preceding|prior)\s+(?:numbered\s+|unnumbered\s+)?{_LEVEL}\b"
    rf"|\b(?P<level2>{_UNIT})\s+(?:(?:(?:that|which)\s+)?(?:is|comes|stands)\s+)?(?:just\s+|right\s+|immediately\s+|directly\s+)?"
    r"(?P<way2>after|before|following|preceding)\b(?!\s+(?:the\s+)?(?:entry|adoption|signature|date|court|request))"
    r"|\bwhat\s+(?:comes|stands|is|follows|precedes|came)\s+(?:just\s+|right\s+|immediately\s+|directly\s+)?(?P<way3>after|before|next)\b"
    rf"(?=\s+(?:this|that|the)\s+(?P<level3>{_UNIT})\b)?"
    r"|\bwhat\s+(?P<way4>follows|precedes)\b|^(?P<way5>next|previous|go\s+on|continue|back|go\s+back|keep\s+reading|read\s+on|further)\s*[.!?]*$"
)
CLAUSE = re.compile(r"[,;:?!]|\s[-–—]\s")
"""Where what is said of one thing ends."""
BACKWARD = frozenset({"previous", "preceding", "prior", "before", "precedes", "back", "go back"})

ORDINALS = {"first": 0, "second": 1, "third": 2, "fourth": 3, "fifth": 4, "last": -1, "former": 0, "latter": 1}
NTH = _pattern(
    rf"\b(?:the|that)\s+(?P<nth>first|second|third|fourth|fifth|last|former|latter)(?:\s+(?:one|reservation|of\s+(?:them|these|those|the\s+two)|you\s+(?:mentioned|cited|named|gave|showed)|(?={LEVEL_NAMES}\b))"
    r"|(?=\s*[,:;?.!]|\s*$))(?:\s+you\s+(?:mentioned|cited|named|gave|showed))?"
)
"""One of several things just shown."""
CITED = _pattern(
    r"\b(?:first|second|third|last)\s+(?:article|paragraph|provision|one)\s+(?:that\s+)?you\s+(?:cited|mentioned|named|gave|showed|quoted)\b"
)
"""One of several things just shown, and not a provision of that number."""

HEADED = _pattern(
    r"\b(?:the\s+)?(?P<level>article|provision|rule|chapter|section|sentence|clause)s?\s+(?:on|about|regarding|concerning|dealing\s+with)\s+(?P<about>[^?.!,;]{2,60})"
    r"|\bthe\s+(?P<about2>[\w-]+(?:\s+[\w-]+){0,3}?)\s+(?P<level2>article|provision|rule|clause|one)\b"
    r"(?!\s+(?:on|about|regarding|concerning|dealing)\b)"
)
"""An article called by what it is about."""

THEREIN = _pattern(r"\b(?:says?|mentions?|refers?\s+to|cites?|reads?|quotes?)\b")
