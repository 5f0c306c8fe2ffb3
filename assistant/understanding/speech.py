"""The language that a turn is asked in, and what of it the rules for English can take on: names, citations, moves.

What those do not understand is left in its own words, to be searched for across languages.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from corpus import lexicon
from corpus.citations.names import names_of
from corpus.citations.pinpoint import Pinpoint, find_pinpoints
from corpus.lexicon import EVERY, LANGUAGE, Lexicon
from corpus.model import Kind, collapse
from corpus.shelf.collection import Corpus

TELLING = lexicon.read("telling", EVERY)
SPOKEN = ("ar", "es", "fr", "ru", "zh")
"""Languages that questions are read in beside English."""
SCRIPTS = {"zh": "\u4e00-\u9fff", "ar": "\u0621-\u064a", "ru": "\u0400-\u04ff"}
ELSE = {"zh": "[\u3040-\u30ff\uac00-\ud7af]", "ar": "[پچژگکیےٹڈ]", "ru": "[іїєґўђћџљњј]"}
"""Letters of other languages in the same script."""
FEWEST = 2
"""Small words that tell a language of Latin script."""
NAMED = {"un-convention": "un_convention", "cis-agreement": "cis_agreement"}
"""Under which names the bundled instruments are in the lexicon."""
MOVES = ("other", "next_article", "next_paragraph", "previous_article", "previous_paragraph", "whole")
"""Patterns of turns that move about in the text; one that goes to the other instrument names none."""
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Heard:
    """A turn in another language."""

    language: str
    named: tuple[str, ...]
    """Identifiers of the loaded instruments that it names."""
    subject: str
    """The turn without their names."""
    pinpoints: tuple[Pinpoint, ...]
    english: str
    """An English turn that asks the same; empty where there is none."""
    elsewhere: tuple[str, ...]
    """Names of instruments and laws that are not loaded."""
    compares: bool
    continues: bool
    """Whether it goes on from the turn before."""


def spoken_language(text: str) -> str:
    """The code of the language of a turn, where it is one of :data:`SPOKEN`; English for everything else."""
    latin = len(re.findall(r"[a-zà-ÿœ]", text.casefold()))
    for code, letters in SCRIPTS.items():
        if len(re.findall(f"[{letters}]", text)) * (2 if code == "zh" else 1) > latin:
            return LANGUAGE if re.search(ELSE[code], text.casefold()) else code
    words = _WORD.findall(text.casefold())
    told = {code: sum(word in _small_words(code) for word in words) for code in ("en", "pt", "it", "de", "nl")}
    ours = {code: sum(word in _small_words(code) for word in words) for code in ("fr", "es")}
    ours["es"] += len(re.findall("[¿¡ñ]", text))
    best = max(ours, key=lambda code: ours[code])
    return best if ours[best] >= FEWEST and ours[best] > max(told.values()) else LANGUAGE


@cache
def _small_words(language: str) -> frozenset[str]:
    return TELLING.word_set(language)


def heard(text: str, language: str, corpus: Corpus) -> Heard:
    """A turn in another language, with what its words name."""
    said = lexicon.read("spoken", language)
    named, subject = _named(text, said, corpus)
    pinpoints = tuple(p for p in find_pinpoints(subject) if any(step.number for step in p.path))
    return Heard(
        language,
        named,
        subject,
        pinpoints,
        _english(subject, said, pinpoints, [corpus[id].about.short_title for id in named]),
        tuple(collapse(found[0]) for found in said.elsewhere.finditer(subject)),
        compares=bool(said.compare.search(text)) or len(named) > 1,
        continues=bool(said.continues.search(text)),
    )


def _named(text: str, said: Lexicon, corpus: Corpus) -> tuple[tuple[str, ...], str]:
    """The loaded instruments that a turn names, and the turn without their names."""
    found = []
    for id, instrument in corpus.items():
        pattern = getattr(said, NAMED[id]) if id in NAMED else _by_name(sorted(names_of(instrument.about), key=len))
        if pattern.search(text):
            found.append(id)
            text = pattern.sub(" ", text)
    return tuple(found), collapse(text).strip(" ,،，:：")


def _by_name(names: Sequence[str]) -> re.Pattern[str]:
    either = "|".join(re.escape(name) for name in reversed(names) if len(name) > 2)
    return re.compile(rf"(?<![a-z0-9])(?:{either})(?![a-z0-9])" if either else r"(?!)", re.IGNORECASE)


def _english(subject: str, said: Lexicon, pinpoints: Sequence[Pinpoint], titles: Sequence[str]) -> str:
    """What an English turn that moves, or shows what it names, would be."""
    of = "".join(f" of the {title}" for title in titles[:1])
    rest = subject
    for pinpoint in pinpoints:
        rest = rest.replace(pinpoint.text, " ")
    if pinpoints and (said.shows.search(collapse(rest)) or len(_WORD.findall(rest)) <= 1):
        return f"show {' and '.join(dict.fromkeys(map(_cited, pinpoints)))}{of}"
    moves = lexicon.read("spoken").table("moves")
    asked = next((name for name in MOVES if getattr(said, name).search(subject)), "")
    if not asked or (asked == "other" and titles):
        return ""
    return f"{moves[asked]}{of}"


def _cited(pinpoint: Pinpoint) -> str:
    """A pin citation in English words."""
    numbers = (f"({step.number})" if step.kind is Kind.POINT else step.number for step in pinpoint.path)
    steps = (f"{step.kind.value} {number}" for step, number in zip(pinpoint.path, numbers, strict=True))
    return ", ".join(step.strip() for step in steps)
