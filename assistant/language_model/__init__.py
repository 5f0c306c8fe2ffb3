"""Language models: the port, the one that the settings name, and what it is asked for besides prose."""

from __future__ import annotations

from assistant.language_model.base import Cause, LanguageModel, Unwritten
from corpus.settings import Settings

__all__ = ["Cause", "LanguageModel", "Unwritten", "language_model_of"]


def language_model_of(chosen: Settings) -> LanguageModel:
    """The language model that the settings name; it is reached when it is asked for the first words.

    Raises:
        UsageError: none is set, or its address is none.
        MissingExtra: the packages of the extra ``llm`` are not installed.
    """
    from assistant.language_model.served import ServedModel

    return ServedModel(chosen)
