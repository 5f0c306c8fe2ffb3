"""Units counted inside what holds them, as a turn words them: "the last point of that list"."""

from __future__ import annotations

from typing import NamedTuple

from assistant.understanding.steps import COUNTS, is_backward
from corpus import lexicon

ORDINALS = lexicon.read("ordinals")
RANKS: dict[str, int] = dict(ORDINALS.table("ranks"))
"""Places in a row from 0, by the words for them; below 0 from its end."""


class Within(NamedTuple):
    """A unit by its place in what holds it."""

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
    asked = (pattern.search(text) for pattern in ORDINALS.sequence("within"))
    found = next(filter(None, asked), None)
    if not found:
        return None
    said = {name: " ".join(value.casefold().split()) for name, value in found.groupdict().items() if value}
    way = said.get("way", "")
    onward = 0 if not way else -1 if is_backward(way) else 1
    nth = RANKS[said.get("too") or said.get("nth") or "last but one"]
    span = COUNTS[said.get("span", "one")]
    start = found.start("holder") if "holder" in said else len(text)
    return Within(nth * span if nth < 0 else nth, said["part"], said.get("holder", ""), onward, span, start)
