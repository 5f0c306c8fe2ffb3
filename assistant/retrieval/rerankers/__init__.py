"""Rerankers, of which the setting ``reranker`` chooses one by name; ``none`` leaves a ranking as it is."""

from __future__ import annotations

import os
from typing import cast

from assistant.retrieval.rerankers.base import Reranker
from corpus.errors import UsageError

__all__ = ["GROUP", "NONE", "Reranker", "chosen", "load"]

NONE = "none"
GROUP = "treaty_assistant.rerankers"
"""The entry points under which other packages offer rerankers."""
BUNDLED = {"cross-encoder": "assistant.retrieval.rerankers.cross_encoder:CrossEncoder"}
"""Those that come with this one, in the form of entry points."""


def chosen() -> Reranker | None:
    """The reranker that the settings choose; None where they choose none.

    Raises:
        UsageError: no installed package offers it.
    """
    return load(os.environ.get("TREATY_RERANKER") or NONE)


def load(name: str) -> Reranker | None:
    """The reranker of that name; None for ``none``, without a look at what is installed.

    Raises:
        UsageError: no installed package offers it.
    """
    if name == NONE:
        return None
    from importlib.metadata import EntryPoint, entry_points

    bundled = (EntryPoint(*one, GROUP) for one in BUNDLED.items())
    offered = {entry.name: entry for entry in (*entry_points(group=GROUP), *bundled)}
    if name not in offered:
        raise UsageError(f"no reranker is called {name!r}; there are {', '.join((NONE, *sorted(offered)))}")
    return cast(Reranker, offered[name].load()())
