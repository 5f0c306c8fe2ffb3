"""What instruments are called, folded for comparing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from corpus.model import About


@lru_cache(maxsize=65536)
def names_of(about: About) -> frozenset[str]:
    """Everything the instrument is called, folded for comparing."""
    return frozenset(fold(name) for name in (about.id, about.title, about.short_title, *about.names))


def named_in(about: About, text: str) -> Iterator[re.Match[str]]:
    """Where a text says a name of the instrument in full."""
    return _pattern(about).finditer(text)


@lru_cache(maxsize=4096)
def _pattern(about: About) -> re.Pattern[str]:
    longest_first = sorted(names_of(about), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, longest_first))})\b", re.IGNORECASE)


def fold(name: str) -> str:
    """The name in small letters, without "the" before it."""
    words = name.casefold().replace("’", "'").split()
    return " ".join(words[1:] if words[:1] == ["the"] and len(words) > 1 else words)
