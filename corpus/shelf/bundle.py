"""What comes with the package: some instruments, what is known of them, and questions about them."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpus.model import Instrument
from corpus.questions import (
    AnticipatedQuestion,
    ForeignQuestion,
    UnanswerableQuestion,
    read_foreign,
    read_questions,
    read_unanswerable,
)
from corpus.shelf.loading import load_instrument, read_about

TEXTS = Path(__file__).parents[1] / "texts"
_CONTENT: dict[str, Any] = tomllib.loads((TEXTS / "bundle.toml").read_text(encoding="utf-8"))
BUNDLED: tuple[str, ...] = tuple(_CONTENT["instruments"])
"""Identifiers of the instruments, in their order."""
LANGUAGES = ("ar", "es", "fr", "ru", "zh")
"""Languages other than English that there are anticipated questions in."""


@dataclass(frozen=True, slots=True)
class Way:
    """A kind of thing that can be asked, with questions that the bundled instruments answer."""

    title: str
    about: str
    questions: tuple[str, ...]


WAYS: tuple[Way, ...] = tuple(Way(way["title"], way["about"], tuple(way["questions"])) for way in _CONTENT["ways"])
"""What an empty page offers to ask."""


def load(id: str) -> Instrument:
    """The instrument of that identifier, parsed from its text."""
    return load_instrument(TEXTS / f"{id}.txt", read_about(TEXTS / f"{id}.toml"))


def anticipated(instrument: Instrument) -> tuple[AnticipatedQuestion, ...]:
    """Questions that people may ask of an instrument; none where it does not come with the package."""
    return read_questions(TEXTS / f"{instrument.id}.questions.jsonl", instrument)


def anticipated_in(language: str) -> tuple[ForeignQuestion, ...]:
    """Questions that people may ask of the bundled instruments in another language; none in one that has no file."""
    file = TEXTS / f"questions.{language}.jsonl"
    return read_foreign(file) if file.exists() else ()


def unanswerable() -> tuple[UnanswerableQuestion, ...]:
    """Questions that people may ask and that none of the instruments answers."""
    return read_unanswerable(TEXTS / "unanswerable.jsonl")
