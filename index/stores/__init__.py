"""Where vectors and words are kept and searched: the engines there are, and the choice among them.

An engine of another maker registers its class as an entry point of the group ``treaty_assistant.vector_stores`` or
``treaty_assistant.word_stores``, under the name that its `engine` and the settings give it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from corpus.errors import UsageError
from corpus.settings import settings
from index.stores.base import VectorStore, WordStore

VECTOR_STORES = {"faiss": "index.stores.faiss:FaissVectors"}
"""Vector stores that come with the package, and where they are."""
WORD_STORES = {"tantivy": "index.stores.tantivy:TantivyWords"}
"""Word stores that come with the package, and where they are."""


@dataclass(frozen=True)
class Stores:
    """The engines of an index."""

    vectors: type[VectorStore]
    words: type[WordStore]


def chosen() -> Stores:
    """The stores that the settings name.

    Raises:
        UsageError: there is none of that name, or it cannot be loaded.
    """
    names = settings()
    return Stores(vector_store(names.vector_store), word_store(names.word_store))


def vector_store(name: str) -> type[VectorStore]:
    """The vector store of that name; raises as :func:`chosen` does."""
    found: type[VectorStore] = _store("vector_store", name, VECTOR_STORES)
    return found


def word_store(name: str) -> type[WordStore]:
    """The word store of that name; raises as :func:`chosen` does."""
    found: type[WordStore] = _store("word_store", name, WORD_STORES)
    return found


def _store(setting: str, name: str, ours: Mapping[str, str]) -> Any:
    if name in ours:
        module, _, inside = ours[name].partition(":")
        return getattr(import_module(module), inside)
    return _registered(setting, name, ours)


def _registered(setting: str, name: str, ours: Mapping[str, str]) -> Any:
    """The store that another package registers; packages are looked through only for a name that is none of ours."""
    from importlib.metadata import entry_points

    others = entry_points(group=f"treaty_assistant.{setting}s")
    if name not in others.names:
        there = ", ".join(sorted({*ours, *others.names}))
        raise UsageError(f"there is no {setting} {name!r}; there are: {there}")
    try:
        return others[name].load()
    except (ImportError, AttributeError) as error:
        raise UsageError(f"the {setting} {name!r} cannot be loaded ({error}); reinstall its package") from error
