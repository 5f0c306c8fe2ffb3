"""The English of moving about in a text, as patterns and tables: units, directions, parts called by their names."""

from __future__ import annotations

import re
from typing import NamedTuple

from corpus.model import Kind


def pattern(text: str) -> re.Pattern[str]:
    """A pattern without regard to case."""
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

UNIT = (
    r"sub-?paragraph|paragraph|para|article|point|letter|item|recital|chapter|section|provision|definition|term|entry"
    r"|clause|sentence|reservation|line|one|bit"
)
LEVEL = rf"(?P<level>{UNIT})"
LEVEL_NAMES = rf"(?:{UNIT})"

WHOLE = pattern(
    r"\b(?:whole|entire|full|complete)\s+(?P<level>article|paragraph|para|provision|chapter|section|text|thing|list|annex)\b"
    r"|\bthe\s+whole\s+of\s+(?:it|that|this)\b"
    r"|\ball\s+of\s+(?:it|that|this|(?:the\s+)?(?:article\s+)?(?P<number>\d{1,3})|the\s+(?P<level2>article|paragraph|chapter|section))\b"
    r"|\bwhich\s+(?P<level3>article|chapter|section)\s+(?:is|does)\s+(?:this|that|it)(?:\s+(?:in|from|part\s+of|belong)\b|(?=\s*[?.!]*$))"
    r"|\bthe\s+(?P<level4>article|chapter|section)\s+(?:it|this|that)\s+(?:belongs\s+to|is\s+(?:in|part\s+of)|stands\s+in)\b"
    r"|\b(?:in\s+full|in\s+its\s+entirety)\b|\bthe\s+rest(?:\s+of\s+(?:it|that|this|the\s+article))?(?=\s*(?:[?.!,;]|$)|\s+please)"
)

REST = pattern(
    r"^(?:(?:and|ok|then|now|please|show|give|read|me|us)\s+)*(?:(?:the\s+)?rest(?:\s+of\s+(?:it|that|this|the\s+\w+))?|more|continue|go\s+on"
    r"|carry\s+on|read\s+on|keep\s+(?:reading|going))(?:\s+(?:please|of\s+it))*\s*[.!?]*$"
)
"""A wish for what was left out of a long provision."""

_JUST = r"(?:(?:just|right|immediately|directly|straight)\s+)?"
_NO_EVENT = r"(?!\s+(?:the\s+)?(?:entry|adoption|signature|date|court|request))"
COUNTS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
_LEADING_ON = (
    pattern(
        rf"\b{LEVEL}\s+(?:(?:(?:that|which)\s+)?(?:is|comes|stands)\s+)?{_JUST}"
        rf"(?P<way>after|before|following|preceding|(?:that|which)\s+(?:follows|precedes)|(?:above|below)(?!\s+(?:\d|(?:the|that)\s+age)))\b{_NO_EVENT}"
    ),
    pattern(
        rf"\bwhat(?:['’]?s|\s+(?:comes|stands|is|follows|precedes|came))\s+{_JUST}(?P<way>after|before|next(?!\s+for)|above|below)\b"
        rf"(?=\s+(?:this|that|the)\s+{LEVEL}\b)?"
    ),
)
"""Moves after which stands what they start from."""
_MOVES = (
    pattern(
        rf"\b(?P<way>next|following|previous|preceding)\s+(?P<span>two|three|four|five|\d)"
        rf"(?:\s+{LEVEL}s?\b|(?=\s*(?:[.,;!?]|$)|\s+please\b))"
    ),
    pattern(rf"\b(?P<span>two|three|four|five)\s+{LEVEL}s?\s+(?P<way>before|after|preceding|following)\b{_NO_EVENT}"),
    pattern(r"\b(?P<way>next|previous)\s+but\s+(?P<past>one)\b|\bone\s+after\s+(?:the\s+)?(?P<past2>next)\b"),
    pattern(
        rf"\b(?P<way>up|down|back|on)\s+(?P<count>one|two|three|four|five)(?:\s+{LEVEL}s?)?(?=\s*(?:[.,;!?]|$)|\s+please\b)"
    ),
    pattern(
        rf"\b(?P<way>next|following|subsequent|previous|preceding|prior)\s+(?:numbered\s+|unnumbered\s+)?{LEVEL}\b"
    ),
    *_LEADING_ON,
    pattern(r"\bwhat\s+(?P<way>follows|precedes)\b"),
    pattern(
        rf"\b(?P<count>{'|'.join(COUNTS)}|[1-9])\s+(?:{LEVEL}s?\s+)?"
        r"(?:(?:further\s+|higher\s+|lower\s+)?(?P<way>up|down|above|below|further\s+on|back|earlier|later|further|lower|higher))"
        r"(?=\s*(?:[.,;!?]|$)|\s+(?:from|in|of|there|please)\b)"
    ),
    pattern(
        r"^(?:(?:and|now|then|go|one|move|scroll)\s+)*(?P<way>next|previous|go\s+on|continue|back|keep\s+(?:reading|going)|read\s+on"
        r"|move\s+on|up|down|(?:further|one)(?:\s+(?:up|down|on|back))?)(?:\s+please)?\s*[.!?]*$"
    ),
)
_OF_IT = pattern(r"\s*(?:of|in|after|before|from|to)\b")
BACKWARD = pattern(r"\b(?:previous|preceding|precedes|prior|before|back|above|up|earlier|higher)\b")


class Move(NamedTuple):
    """A way through the text."""

    kind: Kind | None
    """The units that are counted, None for those of the start."""
    step: int
    """How many of them; backward where it is negative."""
    span: int
    """How many units are meant from there on: two for "the next two paragraphs"."""
    after: str
    """The words after it, as far as they can name what it starts from: "the article after extradition"."""


def move(text: str) -> Move | None:
    """The first move in a text: "the next paragraph", "two articles up from there"."""
    found = min(filter(None, (way.search(text) for way in _MOVES)), key=lambda m: m.start(), default=None)
    if not found:
        return None
    said = {name: value.casefold() for name, value in found.groupdict().items() if value}
    after = CLAUSE.split(text[found.end() :], maxsplit=1)[0]
    step = 2 if "past" in said or "past2" in said else _count(said.get("count", "one"))
    return Move(
        kind=LEVELS.get(said.get("level", "").replace("-", "")),
        step=-step if BACKWARD.search(said.get("way", "next")) else step,
        span=_count(said.get("span", "one")),
        after=after if "count" in said or found.re in _LEADING_ON or _OF_IT.match(after) else "",
    )


def _count(word: str) -> int:
    return COUNTS.get(word) or int(word)


GROUP = pattern(r"\b(?:this|that|the\s+same|its)\s+(?P<level>chapter|section)\b")
"""The group of articles that the dialogue is in."""
CLAUSE = re.compile(r"[,;:?!]|\s[-–—]\s")
"""Where what is said of one thing ends."""
BIT = pattern(r"^\s*(?:the|that|this)\s+|\s+(?:bit|part|sentence|paragraph|para|point|passage|thing|one|line)\s*$")
"""What stands around the words that a piece of text is called by."""
BLOCK = pattern(r"\b(?P<block>notes|reservations|status|annex|preamble|signatures)\b")
"""Parts of a text beside its articles."""

HEADED = pattern(
    r"\b(?:the\s+)?(?P<level>article|provision|rule|chapter|section|sentence|clause|one)s?\s+(?:on|about|regarding|concerning|dealing\s+with)\s+(?P<about>[^?.!,;]{2,60})"
    r"|\bthe\s+(?P<about2>[\w-]+(?:\s+[\w-]+){0,3}?)\s+(?P<level2>article|provision|rule|clause|one)\b"
    r"(?!\s+(?:on|about|regarding|concerning|dealing)\b)"
)
"""An article called by what it is about."""

NUMBER = pattern(r"\b(?:number|no\.|nr\.?)\s+(?P<number>\d{1,3})\b")
"""A number that may be of anything."""
LONE_NUMBER = pattern(
    r"^(?:(?:and|now|then|what\s+about|read|show|me)\s+)*(?P<number>\d{1,3})(?:\s+(?:then|please))?\s*[?.!]*$"
)
"""A turn that is nothing but a number."""
SAME_NUMBER = pattern(r"\b(?:same|identical)\s+(?:article\s+)?number\b|\bsame\s+numbered\s+article\b")

THEREIN = pattern(r"\b(?:says?|mentions?|refers?\s+to|cites?|reads?|quotes?)\b")
