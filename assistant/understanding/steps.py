"""Moves in a text as a turn words them: "the next paragraph", "two articles up from there"."""

from __future__ import annotations

from typing import NamedTuple

from corpus import lexicon
from corpus.model import Kind

MOVES = lexicon.read("moves")
LEVELS = {noun: Kind(kind) for noun, kind in MOVES.table("levels").items()}
"""Nouns for the units that a reader moves by."""
COUNTS: dict[str, int] = dict(MOVES.table("counts"))
"""How many of them, by the words for it."""


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
    """The first move in a text."""
    ways = (way.search(text) for way in MOVES.sequence("ways"))
    found = min(filter(None, ways), key=lambda m: m.start(), default=None)
    if not found:
        return None
    said = {name: value.casefold() for name, value in found.groupdict().items() if value}
    after = MOVES.clause.split(text[found.end() :], maxsplit=1)[0]
    leads_on = "count" in said or found.re in MOVES.sequence("leading_on")
    step = 2 if "past" in said or "past2" in said else _count(said.get("count", "one"))
    return Move(
        kind=LEVELS.get(said.get("level", "").replace("-", "")),
        step=-step if is_backward(said.get("way", "next")) else step,
        span=_count(said.get("span", "one")),
        after=after if leads_on or MOVES.of_it.match(after) else "",
    )


def _count(word: str) -> int:
    return COUNTS.get(word) or int(word)


def is_backward(way: str) -> bool:
    """Whether a way leads toward the beginning of the text."""
    return bool(MOVES.backward.search(way))
