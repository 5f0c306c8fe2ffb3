"""Rerankers: the port, and the choice among them by name; ``none`` leaves a ranking as it is."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from assistant.retrieval.rerankers.base import Reranker
from corpus.ports import chosen

__all__ = ["GROUP", "NONE", "RERANKERS", "Reranker", "reranker_of"]

NONE = "none"
GROUP = "treaty_assistant.rerankers"
"""The group of entry points under which others offer theirs."""


def _cross_encoder() -> Reranker:
    from assistant.retrieval.rerankers.cross_encoder import CrossEncoder

    return CrossEncoder()


RERANKERS: Mapping[str, Callable[[], Reranker | None]] = {NONE: lambda: None, "cross-encoder": _cross_encoder}
"""Those that come with the package, by the name that a setting gives."""


def reranker_of(name: str) -> Reranker | None:
    """The reranker of that name, None for ``none``: one of ours, or one that another package offers.

    Raises:
        UsageError: nobody offers one of that name.
    """
    return chosen(name, RERANKERS, GROUP, "reranker")()
