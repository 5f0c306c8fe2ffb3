"""Words without regard to accents, which capitals often lack in print."""

from __future__ import annotations

import unicodedata


def plain(word: str) -> str:
    """The word in small letters without accents, which capitals often lack in print; Cyrillic letters stay."""
    small = unicodedata.normalize("NFD", word.lower())
    return unicodedata.normalize("NFC", "".join(c for c in small if not "\u0300" <= c <= "\u0305"))


def begins_large(text: str) -> bool:
    """Whether the text begins with a capital, or with a letter of a script that has none, such as Arabic."""
    first = text[:1]
    return first.isupper() or (first.isalpha() and first.lower() == first.upper())


def printed(*words: str) -> frozenset[str]:
    """Every word as it may stand in print, with accents and without."""
    return frozenset(form for word in words for form in (word, plain(word)))
