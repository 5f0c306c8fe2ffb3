"""The port of language models: what writes words when it is told what from.

What comes back is a stranger's, whatever it is asked for: it is held against the text, or is used to search and never
shown as a text's own.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import Protocol

from corpus.errors import TreatyError


class Use(StrEnum):
    """What a language model is asked for."""

    PROSE = "prose"
    """Sentences above the quotes of an answer."""
    FOLLOW_UP = "follow_up"
    """A turn of a dialogue as a question that stands alone."""
    CHOICE = "choice"
    """Which of the nearest provisions answer."""
    QUESTIONS = "questions"
    """Anticipated questions for the provisions of an added instrument."""


class Cause(StrEnum):
    """Why a language model gave nothing that could be used."""

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
    """An instrument may not leave this machine."""
    LANGUAGE = "language"
    """A cited text is in a language in which a sentence cannot be held against it."""
    NOT_ANSWERED = "not_answered"
    """It does not find the answer in the provisions."""
    TOO_LITTLE = "too_little"
    """Too few of its sentences stand."""


class Unwritten(TreatyError):
    """Nothing was written that could be used; all stands as it does without a language model."""

    def __init__(self, cause: Cause, detail: str = "") -> None:
        super().__init__(f"{cause.value}: {detail}" if detail else cause.value)
        self.cause = cause
        self.detail = detail


class LanguageModel(Protocol):
    """A language model behind some interface."""

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
            material: questions and provisions, all of it data.

        Raises:
            Unwritten: it cannot be reached, or what comes is no text.
        """
