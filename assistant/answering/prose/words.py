"""The words that a sentence is held by, as patterns and as rough stems."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from assistant.understanding.content import STOP, stem
from corpus import lexicon

PROSE = lexicon.read("prose")
FRAMING = frozenset(stem(word) for word in PROSE.words("framing"))
"""Stems that frame a statement and say nothing of it."""
_STRAIGHT = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "«": '"', "»": '"', "‑": "-", "–": "-", "—": "-"})


@cache
def phrases(*names: str) -> re.Pattern[str]:
    """Any of the words of some lists, the longest first."""
    said = sorted((word for name in names for word in PROSE.words(name)), key=len, reverse=True)
    inner = "|".join(r"\s+".join(map(re.escape, word.split())) for word in said)
    return re.compile(rf"(?<![\w'-])(?:{inner})(?![\w'-])", re.IGNORECASE)


def has(text: str, *names: str) -> bool:
    """Whether a text has any of the words of some lists."""
    return bool(phrases(*names).search(text))


def plain(text: str) -> str:
    """The text in small letters with straight quotes and dashes, each sign for one."""
    return "".join(char.lower() if len(char.lower()) == 1 else char for char in text.translate(_STRAIGHT))


def tokens(text: str) -> list[re.Match[str]]:
    """The words and numbers of a text."""
    return list(PROSE.word.finditer(text))


def content(text: str) -> list[str]:
    """The stems of the words that say something, in order; numbers, modals, negations and frames are none."""
    bare = phrases("idioms", "obligation", "permission", "prohibition", "release", "advice", "exception").sub(" ", text)
    words = (found[0].lower().removesuffix("'s").removesuffix("’s") for found in PROSE.word.finditer(bare))
    said = (word for word in words if word not in STOP and not word[0].isdigit() and word not in _NUMBERS)
    return [found for word in said if (found := rough(word)) not in FRAMING]


_NUMBERS = frozenset(PROSE.table("numbers")) | frozenset(PROSE.table("magnitudes"))
_OPPOSED = frozenset(PROSE.table("opposites"))


def rough(word: str) -> str:
    """The stem of a word; one of a pair of opposites keeps its form, since only that tells them apart."""
    return word if word in _OPPOSED else stem(word)


def shares(of: Iterable[str], among: set[str]) -> float:
    """How much of some stems is among others, 0 to 1."""
    wanted = list(of)
    return sum(map(among.__contains__, wanted)) / len(wanted) if wanted else 0.0
