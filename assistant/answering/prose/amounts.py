"""Numbers and periods with their bounds: ninety days, at least."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto

from assistant.answering.prose.words import PROSE, phrases
from assistant.understanding.content import stem

BEFORE, BEHIND = 40, 24
"""Characters in which a bound is looked for, before a number and behind what it counts."""
_NUMBERS = PROSE.table("numbers")
_MAGNITUDES = PROSE.table("magnitudes")
_PERIODS = frozenset(stem(word) for word in PROSE.words("periods"))
_BETWEEN = PROSE.word_set("between")


class Bound(Enum):
    """How a number limits."""

    EXACT = auto()
    LEAST = auto()
    MOST = auto()
    AFTER = auto()
    BEFORE = auto()


@dataclass(frozen=True, slots=True)
class Amount:
    """A number, what it counts, and how it limits."""

    value: float
    unit: str
    """Stem of a unit of time or the like, empty where it counts something else."""
    bound: Bound


def amounts(text: str) -> tuple[Amount, ...]:
    """The amounts in a text, in order; markers and pinpoints are to be taken out before."""
    words = list(_TOKEN.finditer(text))
    found, at = [], 0
    while at < len(words):
        value, end = _value(words, at)
        if end == at:
            at += 1
            continue
        unit, last = _unit(words, end)
        if unit or not _is_pronoun(words, at, end):
            found.append(Amount(value, unit, _bound(text, words[at].start(), words[last - 1].end())))
        at = end
    return tuple(found)


_TOKEN = re.compile(rf"{PROSE.digits.pattern}|[^\W\d_]+|%")


def _is_pronoun(words: list[re.Match[str]], at: int, end: int) -> bool:
    """Whether "one" counts nothing, as in "the one that"."""
    return end == at + 1 and words[at][0].lower() == "one"


def _value(words: list[re.Match[str]], at: int) -> tuple[float, int]:
    """The number that begins at a word, and the word after it; the same word where none does."""
    if words[at][0][0].isdigit():
        value = float(re.sub(r"[,\s]", "", words[at][0]))
        further = at + 1 < len(words) and words[at + 1][0].lower() in _MAGNITUDES
        return (value * _MAGNITUDES[words[at + 1][0].lower()], at + 2) if further else (value, at + 1)
    total, current, end = 0.0, 0.0, at
    while end < len(words):
        word = words[end][0].lower()
        if word in _NUMBERS:
            current += _NUMBERS[word]
        elif word in _MAGNITUDES and end > at:
            total, current = total + max(current, 1) * _MAGNITUDES[word], 0.0
        elif not (word == "and" and total and _goes_on(words, end + 1)):
            break
        end += 1
    return total + current, end


def _goes_on(words: list[re.Match[str]], at: int) -> bool:
    return at < len(words) and words[at][0].lower() in _NUMBERS


def _unit(words: list[re.Match[str]], at: int) -> tuple[str, int]:
    """The unit behind a number, and the word after it."""
    for ahead in range(at, min(at + 2, len(words))):
        word = words[ahead][0].lower()
        if word == "%" or stem(word) in _PERIODS:
            return ("cent" if word in ("%", "percent") else stem(word)), ahead + 1
        if word not in _BETWEEN:
            break
    return "", at


def _bound(text: str, start: int, end: int) -> Bound:
    before, behind = text[max(0, start - BEFORE) : start], text[end : end + BEHIND]
    if said := re.search(
        rf"(?:{_BOUNDS.pattern})(?:\s+(?:a|an|the|period|of|another|further|term))*\W*$", before, re.I
    ):
        return next(bound for bound, name in _BEFORE if phrases(name).fullmatch(said[1]))
    ahead = re.match(rf"\W*(?:{phrases('least_behind').pattern})", behind, re.I)
    if ahead:
        return Bound.LEAST
    return Bound.MOST if re.match(rf"\W*(?:{phrases('most_behind').pattern})", behind, re.I) else Bound.EXACT


_BEFORE = (
    (Bound.LEAST, "least_before"),
    (Bound.MOST, "most_before"),
    (Bound.AFTER, "after_before"),
    (Bound.BEFORE, "before_before"),
)
_BOUNDS = re.compile(f"({phrases(*(name for _, name in _BEFORE)).pattern})", re.IGNORECASE)
