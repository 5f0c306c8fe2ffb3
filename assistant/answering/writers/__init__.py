"""Writers of answers: the port, its implementations, and the choice among them."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from assistant.answering.writers.base import AnswerWriter, Quoted
from assistant.answering.writers.extractive import Extractive
from corpus.ports import chosen

__all__ = ["GROUP", "WRITERS", "AnswerWriter", "Extractive", "Quoted", "writer_of"]

GROUP = "treaty_assistant.writers"
"""The group of entry points under which others offer theirs."""
WRITERS: Mapping[str, Callable[[], AnswerWriter]] = {"extractive": Extractive}
"""Those that come with the package, by the name that a setting gives."""


def writer_of(name: str) -> AnswerWriter:
    """The writer of that name: one of ours, or one that another package offers.

    Raises:
        UsageError: nobody offers one of that name.
    """
    return chosen(name, WRITERS, GROUP, "answer writer")()
