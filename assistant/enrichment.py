"""Anticipated questions for an added instrument, written by a language model provision by provision.

What is written is kept at once, in a file of the data folder, so that one who breaks off goes on where it was. When all
is written, the questions go to the instrument as if a user had given them, and the file goes.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from assistant.language_model.anticipating import MOST, QUESTIONS, Asked, prompt, questions_in
from assistant.language_model.asking import said
from assistant.language_model.base import Cause, LanguageModel, Unwritten
from corpus.errors import UsageError
from corpus.model import Instrument, Kind, Provision
from corpus.questions import AnticipatedQuestion
from corpus.shelf.stored import Entry
from corpus.storage import data_folder, free, storing
from index.passages import UNSEARCHED

FOLDER, FILE = "enriching", "written.jsonl"
UNASKED = UNSEARCHED | {Kind.WRAPUP, Kind.TESTIMONIUM, Kind.SIGNATURES, Kind.NOTES, Kind.NOTE, Kind.STATUS}
"""Kinds of provisions that nobody is likely to ask for."""
CHARACTERS = 4
"""Of a token, about, in English."""
TOKENS = 20
"""Of a question, about."""
MILLION = 1_000_000


@dataclass(frozen=True, slots=True)
class Estimate:
    """What is still to be written, and about how many tokens that takes."""

    provisions: int
    read: int
    """Tokens that the model reads."""
    written: int
    """Tokens that it writes."""

    def cost(self, price: tuple[float, float]) -> float:
        """What that costs, at prices for a million tokens read and a million written."""
        return (self.read * price[0] + self.written * price[1]) / MILLION


@dataclass(frozen=True, slots=True)
class _Row:
    """What was written for a provision, as the file has it."""

    eid: str
    digest: str
    """Of its words: where they have changed since, it is written anew."""
    questions: tuple[str, ...]
    dropped: int


class Enrichment:
    """The questions for one instrument while they are written; see :func:`begun`."""

    def __init__(self, entry: Entry, file: Path) -> None:
        self._entry = entry
        self._file = file
        self._rows = {row.eid: row for row in _rows(file, entry.instrument)}
        given = {question.eid for question in entry.questions}
        asked = (p for p in entry.instrument if p.kind not in UNASKED and entry.instrument.words(p))
        self.provisions = tuple(p for p in asked if p.eid not in given)
        """Provisions that have no question yet."""

    @property
    def left(self) -> tuple[Provision, ...]:
        """Those of them that the model has still to write for."""
        return tuple(p for p in self.provisions if p.eid not in self._rows)

    @property
    def dropped(self) -> int:
        """Lines that were no questions."""
        return sum(row.dropped for row in self._rows.values())

    @property
    def questions(self) -> tuple[AnticipatedQuestion, ...]:
        """Those that were written; what was asked of two provisions tells them not apart, and stands for the first."""
        known = {question.question for question in self._entry.questions}
        first: dict[str, str] = {}
        for row in (self._rows[p.eid] for p in self.provisions if p.eid in self._rows):
            for text in row.questions:
                first.setdefault(text, row.eid)
        return tuple(AnticipatedQuestion(eid, text) for text, eid in first.items() if text not in known)

    def estimate(self) -> Estimate:
        """What is still to be written."""
        asked = [sum(map(len, prompt(self._entry.instrument, p))) // CHARACTERS for p in self.left]
        return Estimate(len(asked), sum(asked), len(asked) * QUESTIONS * TOKENS)

    def write(self, model: LanguageModel, progress: Callable[[int, int], None]) -> None:
        """Have the rest written, and keep each provision's as soon as it is.

        Args:
            progress: told how many provisions are done, of how many.

        Raises:
            Unwritten: the model cannot be reached, or broke off; what was written stays.
            StorageError: the data folder cannot be written.
        """
        for provision in self.left:
            self._keep(provision, _asked(model, self._entry.instrument, provision))
            progress(len(self.provisions) - len(self.left), len(self.provisions))

    def _keep(self, provision: Provision, asked: Asked) -> None:
        digest = _digest(self._entry.instrument, provision)
        row = _Row(provision.eid, digest, asked.questions, asked.dropped)
        with storing(self._file.parent), self._file.open("a", encoding="utf-8") as file:
            file.write(json.dumps(asdict(row), ensure_ascii=False) + "\n")
            file.flush()
            os.fsync(file.fileno())
        self._rows[row.eid] = row


@contextmanager
def begun(entry: Entry) -> Iterator[Enrichment]:
    """The questions for an instrument, with what was written of them before.

    Raises:
        UsageError: another process writes questions for it.
        StorageError: the data folder cannot be written.
    """
    place = _place(entry.id)
    with storing(place):
        (place / FILE).touch()
    with free(place) as held:
        if not held:
            raise UsageError(f"another process writes questions for {entry.id}; wait until it is done")
        yield Enrichment(entry, place / FILE)


def forget(id: str) -> None:
    """Remove what was written for an instrument and not yet given to it."""
    shutil.rmtree(_place(id), ignore_errors=True)


def _place(id: str) -> Path:
    return data_folder() / FOLDER / id


def _asked(model: LanguageModel, instrument: Instrument, provision: Provision) -> Asked:
    """What a model writes for a provision; nothing, where it has nothing to say or does not end."""
    try:
        written = said(model, *prompt(instrument, provision), MOST)
    except Unwritten as problem:
        if problem.cause not in (Cause.EMPTY, Cause.ENDLESS):
            raise
        return Asked((), 0)
    return questions_in(written, instrument.words(provision))


def _rows(file: Path, instrument: Instrument) -> Iterator[_Row]:
    """What a file has for provisions as they are now; a line that a kill cut off is passed over, and ended."""
    text = file.read_text(encoding="utf-8", errors="replace")
    if text and not text.endswith("\n"):
        with file.open("a", encoding="utf-8") as end:
            end.write("\n")
    for line in text.split("\n"):
        with suppress(ValueError, KeyError, TypeError):
            row = json.loads(line)
            found = _Row(str(row["eid"]), str(row["digest"]), tuple(map(str, row["questions"])), int(row["dropped"]))
            if found.eid in instrument and found.digest == _digest(instrument, instrument[found.eid]):
                yield found


def _digest(instrument: Instrument, provision: Provision) -> str:
    return hashlib.sha256(instrument.words(provision).encode()).hexdigest()[:16]
