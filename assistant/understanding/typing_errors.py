"""Words typed wrong, put right by the words of the instruments and of the questions that are anticipated."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from difflib import get_close_matches

from assistant.weights import weights

SHORTEST = 5
"""Letters of a word that may be put right: of shorter ones too many are alike."""
_WORD = re.compile(r"[^\W\d_]+")


class Vocabulary:
    """Words that a typing error can stand for, found by their first letter and their length."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words = frozenset(words)
        self._near: dict[tuple[str, int], list[str]] = defaultdict(list)
        for word in self._words:
            self._near[word[:1], len(word)].append(word)

    def __contains__(self, word: object) -> bool:
        return word in self._words

    def __len__(self) -> int:
        return len(self._words)

    def near(self, word: str) -> list[str]:
        """The words that begin alike and are at most two letters longer or shorter."""
        lengths = range(len(word) - 2, len(word) + 3)
        return [other for length in lengths for other in self._near.get((word[:1], length), ())]


def vocabulary(words: Iterable[str], questions: Iterable[str]) -> Vocabulary:
    """Folded words of texts, and those that are frequent in the questions."""
    often = weights().typing_errors.often
    counts = Counter(word for question in questions for word in _words(question))
    frequent = (word for word, count in counts.items() if count >= often)
    return Vocabulary({*frequent, *words})


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def corrected(text: str, known: Vocabulary) -> str:
    """The text with each unknown word that is like a known one as that; names, which begin with a capital, are kept."""
    return _WORD.sub(lambda found: _right(found.group(), known), text)


def _right(word: str, known: Vocabulary) -> str:
    if len(word) < SHORTEST or not word.islower() or word in known:
        return word
    return next(iter(get_close_matches(word, known.near(word), 1, weights().typing_errors.likeness)), word)
