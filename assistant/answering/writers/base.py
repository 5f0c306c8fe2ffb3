"""The port of answer writers: what makes the text of an answer from the provisions that were chosen.

A writer gets provisions with the run of each that answers, and gives Markdown in which every statement carries the
marker of the provision it rests on, ``[1]`` for the first. It chooses nothing, looks nothing up, and quotes nothing
but these runs: they are held against the text before they come here.

Beside it stands the port of what writes prose: a language model, whose every sentence is held against the provisions
after it was written.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from assistant.answering.frame import Span
from corpus.citations.labels import Form
from corpus.errors import TreatyError
from corpus.model import Instrument, Provision


@dataclass(frozen=True, slots=True)
class Quoted:
    """A provision and the run of its text that is quoted."""

    instrument: Instrument
    provision: Provision
    span: Span


class AnswerWriter(Protocol):
    """Anything that writes answers."""

    @property
    def mode(self) -> str:
        """What :attr:`assistant.answer.Answer.mode` says of an answer that was searched for and written by it."""

    def write(self, asked: str, quoted: Sequence[Quoted], form: Form) -> str:
        """The text of an answer, Markdown.

        Args:
            asked: the question, in words that stand alone.
            quoted: what answers it, the best first; the first has marker 1.
            form: how to write citations.
        """


class Cause(StrEnum):
    """Why a language model gave no prose that could be shown."""

    NO_SERVER = "no_server"
    NO_KEY = "no_key"
    WRONG_KEY = "wrong_key"
    NO_SUCH_MODEL = "no_such_model"
    BUSY = "busy"
    REFUSED = "refused"
    SLOW = "slow"
    BROKEN_OFF = "broken_off"
    NONSENSE = "nonsense"
    ENDLESS = "endless"
    EMPTY = "empty"
    PRIVATE = "private"
    """A cited instrument may not leave this machine."""
    LANGUAGE = "language"
    """A cited text is in a language in which a sentence cannot be held against it."""
    NOT_ANSWERED = "not_answered"
    """It does not find the answer in the provisions."""
    TOO_LITTLE = "too_little"
    """Too few of its sentences stand."""


class Unwritten(TreatyError):
    """There is no prose; the quotes stand without it."""

    def __init__(self, cause: Cause, detail: str = "") -> None:
        super().__init__(f"{cause.value}: {detail}" if detail else cause.value)
        self.cause = cause
        self.detail = detail


class ProseWriter(Protocol):
    """Anything that writes prose when it is told what from; a language model behind some interface."""

    @property
    def name(self) -> str:
        """What it is called."""

    @property
    def address(self) -> str:
        """Where it is reached, without a key."""

    @property
    def hosted(self) -> bool:
        """Whether what it is given leaves this machine."""

    def pieces(self, instructions: str, material: str) -> Iterator[str]:
        """What it writes, piece by piece; to close the iterator breaks it off.

        Args:
            instructions: what to do.
            material: question and provisions, all of it data.

        Raises:
            Unwritten: it cannot be reached, or what comes is no text.
        """
