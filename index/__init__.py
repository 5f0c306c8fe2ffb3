"""Text becomes ranked passages: encoders, word index, vectors, and their place on disk.

>>> from index import Index, Plan, Source, build, load_encoder
>>> plan = Plan((Source(instrument),), (load_encoder("bge-small-en-v1.5"),))  # doctest: +SKIP
>>> build(plan)  # doctest: +SKIP
>>> Index.open(plan).candidates(["Who keeps the data?"])  # doctest: +SKIP
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from index.builder import Progress, build, no_progress
    from index.encoders import Encoder, load_encoder
    from index.passages import Passage, passages_of
    from index.plan import Plan, Source
    from index.search import Candidates, Index
    from index.stores import Stores
    from index.stores.base import VectorStore, WordStore

__all__ = [
    "Candidates",
    "Encoder",
    "Index",
    "Passage",
    "Plan",
    "Progress",
    "Source",
    "Stores",
    "VectorStore",
    "WordStore",
    "build",
    "load_encoder",
    "no_progress",
    "passages_of",
]

_HOME = {
    "Candidates": "search",
    "Encoder": "encoders",
    "Index": "search",
    "Passage": "passages",
    "Plan": "plan",
    "Progress": "builder",
    "Source": "plan",
    "Stores": "stores",
    "VectorStore": "stores.base",
    "WordStore": "stores.base",
    "build": "builder",
    "load_encoder": "encoders",
    "no_progress": "builder",
    "passages_of": "passages",
}
"""The module of each public name."""


def __getattr__(name: str) -> object:
    """The public names, imported when first used: an index is read without what builds one, and the reverse."""
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
