"""Anticipated questions: what people may ask, each with the provision that answers it.

They steer retrieval only. They are never shown as text of an instrument and never quoted.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import astuple, dataclass
from pathlib import Path
from typing import Any

from corpus.errors import SourceError
from corpus.model import Instrument


@dataclass(frozen=True, slots=True)
class AnticipatedQuestion:
    """A question that users may ask, and the provision of its instrument that answers it."""

    eid: str
    question: str
    turn: bool = False
    """Whether people type it in a dialogue on the article: only what is typed there is looked up by what it teaches.

    Learned with the rest, such fragments cost questions that stand alone a point of accuracy."""


@dataclass(frozen=True, slots=True)
class UnanswerableQuestion:
    """A question that users may ask and that no loaded instrument answers: from it an index learns to decline."""

    category: str
    """Why not, in a word: ``other_instrument``, ``not_regulated``, ``off_topic``."""
    question: str
    turn: bool = False
    """As with :class:`AnticipatedQuestion`."""


@dataclass(frozen=True, slots=True)
class ForeignQuestion:
    """An anticipated question in another language than the text, beside the English one that it was written after."""

    instrument: str
    eid: str
    question: str
    english: str


def read_questions(path: Path, instrument: Instrument) -> tuple[AnticipatedQuestion, ...]:
    """The questions of a JSON Lines file, each line ``{"eid": ..., "question": ...}``; none where there is no file.

    What is typed in a dialogue has ``"turn": true`` as well.

    Raises:
        SourceError: the file cannot be read, a line is not of that form, or it names a provision that the instrument
            does not have.
    """
    if not path.exists():
        return ()
    return tuple(_question(line, place, instrument) for place, line in _lines(path))


def read_unanswerable(path: Path) -> tuple[UnanswerableQuestion, ...]:
    """The questions of a JSON Lines file, each line ``{"category": ..., "question": ...}``.

    Raises:
        SourceError: the file cannot be read, or a line is not of that form.
    """
    rows = (_row(line, place, "category") for place, line in _lines(path))
    return tuple(UnanswerableQuestion(row["category"], row["question"], row.get("turn") is True) for row in rows)


def read_foreign(path: Path) -> tuple[ForeignQuestion, ...]:
    """The questions of a JSON Lines file, each line with ``instrument``, ``eid``, ``question`` and ``english``.

    Raises:
        SourceError: the file cannot be read, or a line is not of that form.
    """
    rows = [(_row(line, place, "eid"), place) for place, line in _lines(path)]
    try:
        return tuple(ForeignQuestion(r["instrument"], r["eid"], r["question"], r["english"]) for r, _ in rows)
    except KeyError as error:
        raise SourceError(f"{path.name}: a line has no {error}") from error


def digest(questions: Iterable[AnticipatedQuestion | UnanswerableQuestion]) -> str:
    """SHA-256 over the questions in order, hexadecimal."""
    joined = "\n".join("\t".join(map(str, astuple(question))) for question in questions)
    return hashlib.sha256(joined.encode()).hexdigest()


def _lines(path: Path) -> Iterator[tuple[str, str]]:
    """The lines that are not empty, each after what it is called."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise SourceError(f"{path.name} cannot be read as UTF-8 text ({error})") from error
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            yield f"{path.name}, line {number}", line


def _question(line: str, place: str, instrument: Instrument) -> AnticipatedQuestion:
    row = _row(line, place, "eid")
    found = AnticipatedQuestion(row["eid"], row["question"], row.get("turn") is True)
    if found.eid not in instrument:
        raise SourceError(f"{place}: {instrument.about.short_title} has no provision {found.eid!r}")
    return found


def _row(line: str, place: str, key: str) -> dict[str, Any]:
    try:
        row = json.loads(line)
        return {**row, key: str(row[key]), "question": " ".join(str(row["question"]).split())}
    except (ValueError, TypeError, KeyError) as error:
        raise SourceError(f'{place}: expected {{"{key}": "...", "question": "..."}}') from error
