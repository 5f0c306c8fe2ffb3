"""Writers of answers: the port, and the choice among them by name."""

from __future__ import annotations

from assistant.answering.writers.base import AnswerWriter, Cause, ProseWriter, Quoted, Unwritten
from corpus.ports import chosen
from corpus.settings import Settings

__all__ = [
    "GROUP",
    "WRITERS",
    "AnswerWriter",
    "Cause",
    "ProseWriter",
    "Quoted",
    "Unwritten",
    "prose_writer_of",
    "writer_of",
]

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


def prose_writer_of(chosen: Settings) -> ProseWriter:
    """The language model that the settings name; it is reached when it is asked for the first words.

    Raises:
        UsageError: none is set, or its address is none.
        MissingExtra: the packages of the extra ``llm`` are not installed.
    """
    from assistant.answering.writers.language_model import LanguageModel

    return LanguageModel(chosen)
