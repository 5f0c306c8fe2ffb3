"""What instruments are called, folded for comparing."""

from __future__ import annotations

from functools import lru_cache

from corpus.model import About


@lru_cache(maxsize=65536)
def names_of(about: About) -> frozenset[str]:
    """Everything the instrument is called, folded for comparing."""
    return frozenset(fold(name) for name in (about.id, about.title, about.short_title, *about.names))


def fold(name: str) -> str:
    """The name in small letters, without "the" before it."""
    words = name.casefold().replace("’", "'").split()
    return " ".join(words[1:] if words[:1] == ["the"] and len(words) > 1 else words)
