"""Where vectors and words are kept and searched: the engines there are, and the choice among them.

An engine of another maker registers its class as an entry point of the group ``treaty_assistant.vector_stores`` or
``treaty_assistant.word_stores``, under the name that its `engine` and the settings give it.
"""

from __future__ import annotations

from dataclasses import dataclass

from corpus import ports
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
    found: type[VectorStore] = ports.chosen(name, VECTOR_STORES, "treaty_assistant.vector_stores", "vector store")
    return found


def word_store(name: str) -> type[WordStore]:
    """The word store of that name; raises as :func:`chosen` does."""
    found: type[WordStore] = ports.chosen(name, WORD_STORES, "treaty_assistant.word_stores", "word store")
    return found
