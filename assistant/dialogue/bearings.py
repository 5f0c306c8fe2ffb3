"""The English of moving about in a text, as patterns and tables: units, directions, ordinals, references."""

from __future__ import annotations

import re
from typing import NamedTuple

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
    "reservation": Kind.ITEM,
    "recital": Kind.RECITAL,
    "chapter": Kind.CHAPTER,
    "section": Kind.SECTION,
}
"""Nouns for the units a reader moves by."""

_UNIT = (
    r"sub-?paragraph|paragraph|para|article|point|letter|item|recital|chapter|section|provision|definition|term|entry"
    r"|clause|sentence|reservation|line|one|bit"
)
_LEVEL = rf"(?P<level>{_UNIT})"
LEVEL_NAMES = rf"(?:{_UNIT})"

REFERS_TO_IT = _pattern(
    r"\b(?:what|who|which|where|anything|something)\b[^?]*?\b(?:refers?|referred|referring|mentions?|mentioned|cites?|cited|points?)\b"
    r"(?:\s+back)?(?:\s+to)?(?:\s+(?P<what>it|this|that|them|these|those))?(?:\s+(?:one|article|paragraph|provision|point))?(?:\s+elsewhere)?(?=\s*[?.!]*$|\s*[,;])"
)
_REFER = (
    r"(?:refers?(?:\s+back)?\s+to|mentions?|names?|cites?|points?\s+(?:back\s+)?to|sends?\s+(?:us|you|me)\s+to|relies\s+on"
    r"|builds\s+on|is\s+subject\s+to|excludes?|exempts?|(?:puts?|rules?|carves?|leaves?)\s+(?:off\s+limits|out|aside))"
)
_SEVERAL = r"(?:(?:an)?other|two|three|four|several|some)\s+(?:other\s+)?(?:article|provision|paragraph)s?"
REFERS = _pattern(
    r"\b(?:what|which)\b[^?,]*?\b(?:do|does|did)\b[^?,]*?\b(?:refer(?:\s+back)?(?:\s+to)?|mention|cite|point\s+(?:back\s+)?to|rely\s+on)\b"
    r"|\bdo(?:es)?\b[^?]*?\b(?:build|depend)s?\s+on\b|\b(?:what|which)\b[^?,]*?\b(?:is|are)\b[^?,]*?\breferring\s+to\b"
    r"|\b(?:its|the|their|any|follow\s+the|show\s+the|list\s+the)\s+(?:cross-?\s?)references?\b"
    rf"|\b(?:refers?|names?|mentions?|cites?|sends?\s+us|points?|subject)\b[^?.,]{{0,20}}?\b(?:to|of|by)?\s*\b{_SEVERAL}\b"
    rf"|\b(?:article|provision|paragraph|point|rule)s?\s+(?:(?:that|which)\s+)?(?:it|they|(?:the|this|that)(?:\s+\w+){{0,4}}?)\s+{_REFER}\b"
    rf"|\b{_REFER}\s[^?]*?[,;–-]\s*which\s+(?:article|provision|paragraph)\s+is\s+(?:that|this|it|meant)\b"
)
"""A question what a provision refers to, or a statement that it refers to something."""
ONE_OTHER = _pattern(r"\banother\s+(?:article|provision|paragraph)\b")
"""What is said to be a single one."""
REFERRED_UNIT = _pattern(r"\b(?:paragraph|para|point)\s+\(?(?P<number>\d+|[a-z])\)?\s+of\s+(?:an)?other\s+article\b")
"""What is told of something that is referred to."""

WHOLE = _pattern(
    r"\b(?:whole|entire|full|complete)\s+(?P<level>article|paragraph|para|provision|chapter|section|text|thing|list|annex)\b"
    r"|\ball\s+of\s+(?:it|that|this|(?:the\s+)?(?:article\s+)?(?P<number>\d{1,3})|the\s+(?P<level2>article|paragraph|chapter|section))\b"
    r"|\b(?:in\s+full|in\s+its\s+entirety)\b|\bthe\s+rest(?:\s+of\s+(?:it|that|this|the\s+article))?(?=\s*(?:[?.!,;]|$)|\s+please)"
)

_JUST = r"(?:(?:just|right|immediately|directly|straight)\s+)?"
_NO_EVENT = r"(?!\s+(?:the\s+)?(?:entry|adoption|signature|date|court|request))"
_COUNTS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
_MOVES = (
    _pattern(
        rf"\b(?P<way>next|following|subsequent|previous|preceding|prior)\s+(?:numbered\s+|unnumbered\s+)?{_LEVEL}\b"
    ),
    _pattern(
        rf"\b{_LEVEL}\s+(?:(?:(?:that|which)\s+)?(?:is|comes|stands)\s+)?{_JUST}"
        rf"(?P<way>after|before|following|preceding|(?:above|below)(?!\s+\d))\b{_NO_EVENT}"
    ),
    _pattern(
        rf"\bwhat(?:['’]?s|\s+(?:comes|stands|is|follows|precedes|came))\s+{_JUST}(?P<way>after|before|next|above|below)\b"
        rf"(?=\s+(?:this|that|the)\s+{_LEVEL}\b)?"
    ),
    _pattern(r"\bwhat\s+(?P<way>follows|precedes)\b"),
    _pattern(
        rf"\b(?P<count>{'|'.join(_COUNTS)}|\d)\s+(?:{_LEVEL}s?\s+)?"
        r"(?:(?:further\s+|higher\s+|lower\s+)?(?P<way>up|down|above|below|further\s+on|back|earlier|later|further|lower|higher))"
        r"(?=\s*(?:[.,;!?]|$)|\s+(?:from|in|of|there|please)\b)"
    ),
    _pattern(
        r"^(?:(?:and|now|then|go|one|move|scroll)\s+)*(?P<way>next|previous|go\s+on|continue|back|keep\s+reading|read\s+on"
        r"|up|down|(?:further|one)(?:\s+(?:up|down|on|back))?)(?:\s+please)?\s*[.!?]*$"
    ),
)
_OF_IT = _pattern(r"\s*(?:of|in|after|before|from|to)\b")
_BACKWARD = _pattern(r"\b(?:previous|preceding|precedes|prior|before|back|above|up|earlier|higher)\b")


class Move(NamedTuple):
    """A way through the text."""

    kind: Kind | None
    """The units that are counted, None for those of the start."""
    step: int
    """How many of them; backward where it is negative."""
    after: str
    """The words after it, as far as they can name what it starts from: "the article after extradition"."""


def move(text: str) -> Move | None:
    """The first move in a text: "the next paragraph", "two articles up from there"."""
    found = min(filter(None, (pattern.search(text) for pattern in _MOVES)), key=lambda m: m.start(), default=None)
    if not found:
        return None
    said, after = found.groupdict(), CLAUSE.split(text[found.end() :], maxsplit=1)[0]
    count = (said.get("count") or "one").casefold()
    step = _COUNTS.get(count) or int(count)
    level = (said.get("level") or "").casefold().replace("-", "")
    return Move(
        LEVELS.get(level),
        -step if _BACKWARD.search(said["way"]) else step,
        after if found.re is not _MOVES[0] or _OF_IT.match(after) else "",
    )


CLAUSE = re.compile(r"[,;:?!]|\s[-–—]\s")
"""Where what is said of one thing ends."""
_NTH = "first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|last|final"
ORDINALS = {
    **{word: n for n, word in enumerate(_NTH.split("|"))},
    **dict.fromkeys(("opens", "begins", "starts", "open", "begin", "start", "opening", "former"), 0),
    **dict.fromkeys(
        ("closes", "ends", "concludes", "close", "end", "conclude", "closing", "final", "last", "latter"), -1
    ),
}
"""Places in a row, by the words for them."""
_SHOWN = r"(?:one|reservation|of\s+(?:them|these|those|the\s+two))"
NTH = _pattern(
    rf"\b(?:the|that)\s+(?:very\s+)?(?P<nth>{_NTH}|former|latter)(?:\s+(?:{_SHOWN}|you\s+(?:mentioned|cited|named|gave|showed)"
    rf"|(?={LEVEL_NAMES}\b))|(?=\s*[,:;?.!]|\s*$))(?:\s+you\s+(?:mentioned|cited|named|gave|showed))?"
    rf"|^(?:(?:and|only|just|now|then)\s+)*(?P<nth2>{_NTH})\s+{_SHOWN}(?=\s*(?:[,?.!]|$)|\s+(?:too|please|as\s+well)\b)"
)
"""One of several things just shown."""
OTHER_UNIT = _pattern(rf"\bthe\s+other\s+{_LEVEL}(?:\s+(?:again|please|too|then|instead|as\s+well))*\s*[?.!]*$")
"""The one of two that was not shown."""
CITED = _pattern(
    r"\b(?:first|second|third|last)\s+(?:article|paragraph|provision|one)\s+(?:that\s+)?you\s+(?:cited|mentioned|named|gave|showed|quoted)\b"
)
"""One of several things just shown, and not a provision of that number."""

_HOLDER = (
    r"(?P<way>(?:next|following|previous|preceding)\s+)?(?P<holder>article|chapter|section|list|enumeration|annex|preamble"
    r"|paragraph|para)\b"
)
_OF = r"(?:of|in|from|on)\s+(?:(?:the|this|that|its|these|those)\s+)?(?:same\s+)?"
_COUNTABLE = rf"(?P<part>{_UNIT}|definition|words|part|reservation)s?"
_WITHIN = (
    _pattern(rf"\b(?P<nth>{_NTH}|closing)(?:\s+and\s+(?P<too>last|final))?\s+{_COUNTABLE}\s+{_OF}{_HOLDER}"),
    _pattern(rf"\b{_COUNTABLE}\s+(?P<nth>opens|begins|starts|closes|ends|concludes)\s+(?:the|this|that)\s+{_HOLDER}"),
    _pattern(
        rf"\b{_COUNTABLE}\s+(?:does|do)\s+(?:the|this|that)\s+{_HOLDER}[^?,;]*?\s(?P<nth>begin|start|open|end|close)\s+with\b"
    ),
)


class Within(NamedTuple):
    """A unit counted inside what holds it: "the last point of that list"."""

    nth: int
    part: str
    holder: str
    onward: int
    """1 for the next holder, -1 for the one before, 0 for that in which the dialogue is."""
    start: int
    """Where the holder is named."""


def within(text: str) -> Within | None:
    """The first mention of a unit by its place in what holds it."""
    found = next(filter(None, (pattern.search(text) for pattern in _WITHIN)), None)
    if not found:
        return None
    said = {name: (value or "").casefold() for name, value in found.groupdict().items()}
    way = said["way"].strip()
    onward = 0 if not way else -1 if _BACKWARD.search(way) else 1
    nth = ORDINALS[said.get("too") or said["nth"]]
    return Within(nth, said["part"], said["holder"], onward, found.start("holder"))


QUOTED = _pattern(r"[\"“«‘]\s*(?P<term>[^\"“”«»‘’]{2,60}?)\s*[\"”»’]|(?<!\w)'(?P<single>[^']{2,60}?)'(?!\w)")
"""A term in quotes."""
SAME_TERM = _pattern(r"\b(?:same|that|this|the)\s+(?:term|word|expression|concept|notion|definition)\b")
USES = _pattern(
    r"\b(?:which|what|any)\b[^?,;]*?\b(?:uses?|employs?|appl(?:y|ies)|invokes?|contains?)\s+(?:that|this|the)\s+"
    r"(?:term|word|expression|concept|notion|definition|phrase|list|annex)\b"
    r"|\b(?:which|what|any)\b[^?,;]*?\b(?:rel(?:y|ies)|(?:is|are)\s+(?:built|based)|builds?)\s+on\s+"
    r"(?:it|(?:that|this|the)\s+(?:term|word|concept|notion|definition|list|annex))\b"
    r"|\bwhere(?:\s+else)?\s+is\s+(?:that|this|the)\s+(?:term|word|expression|concept)\s+used\b"
)
"""A question which provisions use a term or a list."""

BIT = _pattern(r"^\s*(?:the|that|this)\s+|\s+(?:bit|part|sentence|paragraph|para|point|passage|thing|one|line)\s*$")
"""What stands around the words that a piece of text is called by."""
BLOCK = _pattern(r"\b(?P<block>notes|reservations|status|annex|preamble|signatures)\b")
"""Parts of a text beside its articles."""

HEADED = _pattern(
    r"\b(?:the\s+)?(?P<level>article|provision|rule|chapter|section|sentence|clause|one)s?\s+(?:on|about|regarding|concerning|dealing\s+with)\s+(?P<about>[^?.!,;]{2,60})"
    r"|\bthe\s+(?P<about2>[\w-]+(?:\s+[\w-]+){0,3}?)\s+(?P<level2>article|provision|rule|clause|one)\b"
    r"(?!\s+(?:on|about|regarding|concerning|dealing)\b)"
)
"""An article called by what it is about."""

NUMBER = _pattern(r"\b(?:number|no\.|nr\.?)\s+(?P<number>\d{1,3})\b")
"""A number that may be of anything."""
SAME_NUMBER = _pattern(r"\b(?:same|identical)\s+(?:article\s+)?number\b|\bsame\s+numbered\s+article\b")

THEREIN = _pattern(r"\b(?:says?|mentions?|refers?\s+to|cites?|reads?|quotes?)\b")
