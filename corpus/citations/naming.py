"""Names of instruments beside a citation: whose article 5 is meant."""

from __future__ import annotations

import re
from functools import lru_cache

from corpus.citations.names import fold, names_of
from corpus.lexicon import read
from corpus.model import About, collapse

_WORDS = read("naming")
_WINDOW = 120
"""A name that ends before a citation is looked for in so many characters."""


def named_after(text: str, end: int) -> str | None:
    """The instrument that the words after a citation give it to: "article 6 of the Budapest Convention", "... GDPR".

    Empty for "of this Convention" and the like, None where no instrument is named.
    """
    after = _WORDS.after.match(text, end)
    return _proper(after["named"] or after["tied"]) if after else None


def named_before(text: str, start: int) -> str:
    """The instrument named right before a citation, "GDPR article 17"; empty where there is none."""
    before = _WORDS.before.search(text[max(0, start - _WINDOW) : start])
    return _proper(before["named"]) if before and _WORDS.proper.search(before["named"]) else ""


def _proper(name: str) -> str:
    return "" if _WORDS.generic.fullmatch(collapse(name)) else collapse(name)


def named_instruments(text: str) -> list[tuple[int, int]]:
    """Spans of the treaties and resolutions that a printed text calls by name."""
    return [found.span() for found in _WORDS.printed.finditer(text)]


def is_name(about: About, name: str) -> bool:
    """Whether an instrument answers to the name: as one of its names, or as some words of its title.

    Words of the sentence may stand around it: "quote Paris Agreement", "Paris Agreement in OSCOLA".
    """
    known = names_of(about)
    folded = _plain(_WORDS.goes_on.split(name, maxsplit=1)[0])
    words = folded.split()
    if folded in known or folded.removeprefix("draft ") in known or set(words) <= _title_words(about.title):
        return True
    before = next((words[:n] for n in range(1, len(words)) if fold(" ".join(words[n:])) in known), None)
    return before is not None and not _WORDS.another.search(" ".join(before))


def stands_by(about: About, text: str, start: int, end: int) -> bool:
    """Whether a name of an instrument stands right after a citation or else right before it: "article 8 CIS"."""
    said = text.casefold()
    if not any(name in said for name in names_of(about)):
        return False  # of thousands of instruments, hardly one needs its pattern
    after, before = _beside(about)
    return bool(after.match(text, end) or before.search(text[max(0, start - _WINDOW) : start]))


@lru_cache(maxsize=4096)
def _beside(about: About) -> tuple[re.Pattern[str], re.Pattern[str]]:
    names = "|".join(sorted(map(re.escape, names_of(about)), key=len, reverse=True))
    after = re.compile(rf"\s*\(?(?:the\s+)?(?:{names})\b(?!\s+\w+\s+{_WORDS.fragment('head')})", re.IGNORECASE)
    return after, re.compile(rf"\b(?:{names})(?:['’]s)?\s+\Z", re.IGNORECASE)


def _plain(name: str) -> str:
    return re.sub(r"\bunited nations\b", "un", fold(name))


@lru_cache(maxsize=4096)
def _title_words(title: str) -> frozenset[str]:
    return frozenset(_plain(title).split()) | {"draft", "united", "nations"}
