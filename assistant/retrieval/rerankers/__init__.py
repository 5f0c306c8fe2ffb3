"""Rerankers: the port, and the choice among them by name; ``none`` leaves a ranking as it is."""

from __future__ import annotations

from assistant.retrieval.rerankers.base import Reranker, Withholding
from corpus.ports import chosen

__all__ = ["GROUP", "NONE", "RERANKERS", "Reranker", "Withholding", "reranker_of"]

NONE = "none"
GROUP = "treaty_assistant.rerankers"
"""The group of entry points under which other packages register theirs."""
RERANKERS = {
    "cross-encoder": "assistant.retrieval.rerankers.cross_encoder:CrossEncoder",
    "language-model": "assistant.retrieval.rerankers.language_model:LanguageModelReranker",
}
"""Those that come with the package, and where they are."""


def reranker_of(name: str) -> Reranker | None:
    """The reranker of that name; None for ``none``, without a look at what is installed.

    Raises:
        UsageError: nobody offers one of that name, or it cannot be loaded, or it is a language model and none is set.
        MissingExtra: it needs an extra that is not installed.
    """
    if name == NONE:
        return None
    found: Reranker = chosen(name, RERANKERS, GROUP, "reranker", besides=NONE)()
    return found
