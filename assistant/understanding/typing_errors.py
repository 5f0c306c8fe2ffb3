"""Words typed wrong, put right by the words of the instruments and of the questions that are anticipated."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable
from difflib import get_close_matches

from assistant.weights import weights

SHORTEST = 5
"""Letters of a word that may be put right: of shorter ones too many are alike."""
_WORD = re.compile(r"[^\W\d_]+")


def vocabulary(texts: Iterable[str], questions: Iterable[str]) -> frozenset[str]:
    """The words of the texts, and those that are frequent in the questions; folded."""
    often = weights().typing_errors.often
    counts = Counter(word for question in questions for word in _words(question))
    return frozenset(word for text in texts for word in _words(text)) | {w for w, n in counts.items() if n >= often}


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def corrected(text: str, known: Collection[str]) -> str:
    """The text with each unknown word that is like a known one as that; names, which begin with a capital, are kept."""
    return _WORD.sub(lambda found: _right(found.group(), known), text)


def _right(word: str, known: Collection[str]) -> str:
    if len(word) < SHORTEST or not word.islower() or word in known:
        return word
    alike = [other for other in known if other[:1] == word[:1] and abs(len(other) - len(word)) <= 2]
    return next(iter(get_close_matches(word, alike, 1, weights().typing_errors.likeness)), word)
