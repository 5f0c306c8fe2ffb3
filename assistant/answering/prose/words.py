"""The words that a sentence is held by, as patterns and as rough stems."""

from __future__ import annotations

import re
from functools import cache

from assistant.understanding.content import STOP, stem
from corpus import lexicon

PROSE = lexicon.read("prose")
FRAMING = frozenset(stem(word) for name in ("framing", "periods") for word in PROSE.words(name))
"""Stems that frame a statement and say nothing of it, and units of time, which are held with their number."""
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
_ALIKE = PROSE.table("alike")
_OPPOSED = frozenset(word for word, other in PROSE.table("opposites").items() if stem(word) == stem(other))


def rough(word: str) -> str:
    """The stem of a word; requesting and requested keep their form, since only that tells them apart."""
    word = _ALIKE.get(word, word)
    return word if word in _OPPOSED else stem(word)
