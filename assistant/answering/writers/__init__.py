"""Writers of answers: the port, and the choice among them by name."""

from __future__ import annotations

from assistant.answering.writers.base import AnswerWriter, Quoted
from corpus.ports import chosen

__all__ = ["GROUP", "WRITERS", "AnswerWriter", "Quoted", "writer_of"]

GROUP = "treaty_assistant.writers"
"""The group of entry points under which other packages register theirs."""
WRITERS = {"extractive": "assistant.answering.writers.extractive:Extractive"}
"""Those that come with the package, and where they are."""


def writer_of(name: str) -> AnswerWriter:
    """The writer of that name.

    Raises:
        UsageError: nobody offers one of that name, or it cannot be loaded.
    """
    found: AnswerWriter = chosen(name, WRITERS, GROUP, "answer writer")()
    return found
