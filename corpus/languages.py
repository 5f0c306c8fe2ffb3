"""The language of a text, as its two-letter code (ISO 639-1)."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

SAMPLE = 4000
"""Characters that are looked at: the middle of a text, past title pages and lists of States."""
NAMES = {
    "ar": "Arabic",
    "de": "German",
    "en": "English",
    "es": "Spanish",
    "fr": "French",
    "it": "Italian",
    "nl": "Dutch",
    "pl": "Polish",
    "pt": "Portuguese",
    "ru": "Russian",
    "uk": "Ukrainian",
    "zh": "Chinese",
}


def language_of(text: str) -> str:
    """The code of the language that a text is written in; English where it has no letters."""
    middle = max(0, len(text) // 2 - SAMPLE // 2)
    sample = text[middle : middle + SAMPLE].strip()
    if not any(c.isalpha() for c in sample):
        return "en"
    # A sample in capitals says little: the model knows words as they mostly stand.
    return _classified(sample.lower())


@lru_cache(maxsize=512)
def _classified(sample: str) -> str:
    """The code of a sample's language; the same lines are asked for several times while a file is read."""
    return str(_identifier().classify(sample)[0])


def name_of(code: str) -> str:
    """A language in English words, its code where it is none of the common ones."""
    return NAMES.get(code, code)


@cache
def _identifier() -> LanguageIdentifier:
    """The model of py3langid (Lui and Baldwin, "langid.py", 2012), some megabytes, read once."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE)
