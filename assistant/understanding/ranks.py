"""The English of places in a row, as patterns and tables: the second, the latter, the last point of that list."""

from __future__ import annotations

from typing import NamedTuple

from assistant.understanding.bearings import BACKWARD, COUNTS, LEVEL, LEVEL_NAMES, UNIT, pattern

_FROM_BEHIND = r"penultimate|last\s+but\s+one|second\s+to\s+last|second-last"
NTH_WORDS = "first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|last|final"
ORDINALS = {
    **{word: n for n, word in enumerate(NTH_WORDS.split("|"))},
    **dict.fromkeys(("penultimate", "last but one", "second to last", "second-last"), -2),
    **dict.fromkeys(("opens", "begins", "starts", "open", "begin", "start", "opening", "former"), 0),
    **dict.fromkeys(
        ("closes", "ends", "concludes", "close", "end", "conclude", "closing", "final", "last", "latter"), -1
    ),
}
"""Places in a row, by the words for them."""
_SHOWN = r"(?:one|reservation|entry|definition|sub-?items?|dash|bullet|of\s+(?:them|these|those|the\s+two))"
NTH = pattern(
    rf"\b(?:the|that)\s+(?:very\s+)?(?P<nth>{NTH_WORDS}|former|latter)(?:\s+(?:{_SHOWN}|you\s+(?:mentioned|cited|named|gave|showed)"
    rf"|(?={LEVEL_NAMES}\b))|(?=\s*[,:;?.!]|\s*$))(?:\s+you\s+(?:mentioned|cited|named|gave|showed))?"
    rf"|^(?:(?:and|only|just|now|then)\s+)*(?P<nth2>{NTH_WORDS})\s+{_SHOWN}(?=\s*(?:[,?.!]|$)|\s+(?:too|please|as\s+well)\b)"
)
"""One of several things just shown."""
OF_THESE = pattern(r"\bof\s+(?:these|those|the)\s+(?P<noun>\w+)")
"""What the things chosen from are called."""
OTHER_UNIT = pattern(rf"\bthe\s+other(?:\s+{LEVEL})?(?:\s+(?:again|please|too|then|instead|as\s+well))*\s*[?.!]*$")
"""The one of two that was not shown."""
CITED = pattern(
    r"\b(?:first|second|third|last)\s+(?:article|paragraph|provision|one)\s+(?:that\s+)?you\s+(?:cited|mentioned|named|gave|showed|quoted)\b"
)
"""One of several things just shown, and not a provision of that number."""

_HOLDER = (
    r"(?P<way>(?:next|following|previous|preceding)\s+)?(?P<holder>article|chapter|section|list|enumeration|annex|preamble"
    r"|paragraph|para)\b"
)
_OF = r"(?:of|in|from|on)\s+(?:(?:the|this|that|its|these|those)\s+)?(?:same\s+)?"
_COUNTABLE = rf"(?P<part>{UNIT}|definition|words|part|reservation)s?"
_WITHIN = (
    pattern(
        rf"\b(?P<nth>{_FROM_BEHIND}|{NTH_WORDS}|closing)(?:\s+and\s+(?P<too>last|final))?\s+{_COUNTABLE}\s+{_OF}{_HOLDER}"
    ),
    pattern(
        rf"\b{_COUNTABLE}\s+(?:(?:that|which)\s+)?(?P<nth>opens|begins|starts|closes|ends|concludes)\s+(?:the|this|that)\s+{_HOLDER}"
    ),
    pattern(
        rf"\b{_COUNTABLE}\s+(?:does|do)\s+(?:the|this|that)\s+{_HOLDER}[^?,;]*?\s(?P<nth>begin|start|open|end|close)\s+with\b"
    ),
)
_AT_THE_EDGE = (
    pattern(rf"\bits\s+(?P<nth>{NTH_WORDS})\s+(?P<part>article|section)\b"),
    pattern(rf"\b(?P<nth>first|last)\s+(?P<span>two|three|four|five)\s+{_COUNTABLE}\b(?:\s+{_OF}{_HOLDER})?"),
    pattern(rf"\b(?P<nth>{_FROM_BEHIND}|opening|closing)\s+{_COUNTABLE}\b"),
    pattern(rf"\b{_COUNTABLE}\s+before\s+(?:the\s+)?last\b"),
)
"""Units counted where no whole is named: that in which the dialogue is."""


class Within(NamedTuple):
    """A unit counted inside what holds it: "the last point of that list"."""

    nth: int
    part: str
    holder: str
    """What it is counted in, empty where that is not said."""
    onward: int
    """1 for the next holder, -1 for the one before, 0 for that in which the dialogue is."""
    span: int
    """How many are meant from there on: two for "the first two paragraphs"."""
    start: int
    """Where the holder is named."""


def within(text: str) -> Within | None:
    """The first mention of a unit by its place in what holds it."""
    found = next(filter(None, (asked.search(text) for asked in (*_WITHIN, *_AT_THE_EDGE))), None)
    if not found:
        return None
    said = {name: " ".join(value.casefold().split()) for name, value in found.groupdict().items() if value}
    way = said.get("way", "")
    onward = 0 if not way else -1 if BACKWARD.search(way) else 1
    nth = ORDINALS[said.get("too") or said.get("nth") or "last but one"]
    span = COUNTS[said.get("span", "one")]
    start = found.start("holder") if "holder" in said else len(text)
    return Within(nth * span if nth < 0 else nth, said["part"], said.get("holder", ""), onward, span, start)
