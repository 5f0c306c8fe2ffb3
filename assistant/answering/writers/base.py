"""The port of answer writers: what makes the text of an answer from the provisions that were chosen.

A writer gets provisions with the run of each that answers, and gives Markdown in which every statement carries the
marker of the provision it rests on, ``[1]`` for the first. It chooses nothing, looks nothing up, and quotes nothing
but these runs: they are held against the text before they come here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from assistant.answering.frame import Span
from corpus.citations.labels import Form
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
