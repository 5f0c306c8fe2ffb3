"""Nearest vectors by FAISS: exact while that is fast, clustered and compressed beyond."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar

import faiss
import numpy as np

from corpus.errors import DamagedIndex
from index.stores.base import VectorStore
from index.vectors import Floats, Rows, Vectors

EXACT = 100_000
"""Up to so many vectors an exhaustive search takes a few milliseconds and needs no training."""
PROBES = 32
"""Clusters that a search of a clustered index looks into."""


@dataclass(frozen=True)
class FaissVectors(VectorStore):
    """One file a name, mapped into memory by those who read it."""

    engine: ClassVar[str] = "faiss"
    faiss_index: Any  # FAISS ships no types

    @classmethod
    def build(cls, vectors: Vectors, exact: int = EXACT) -> FaissVectors:
        """Flat up to `exact` rows, else inverted lists of 8-bit vectors."""
        rows, dimension = vectors.shape
        index: Any = faiss.IndexFlatIP(dimension)
        if rows > exact:
            clusters = int(4 * np.sqrt(rows))
            index = faiss.index_factory(dimension, f"IVF{clusters},SQ8", faiss.METRIC_INNER_PRODUCT)
            sample = np.random.default_rng(0).permutation(rows)[: 40 * clusters]
            index.train(vectors[sample])
        index.add(np.ascontiguousarray(vectors))
        return cls(index)

    @classmethod
    def load(cls, folder: Path, name: str) -> FaissVectors:
        """See :class:`~index.stores.base.VectorStore`."""
        path = _file(folder, name)
        try:
            return cls(faiss.read_index(str(path), faiss.IO_FLAG_MMAP_IFC))
        except RuntimeError as error:
            raise DamagedIndex(f"the vector index {path.name} cannot be read") from error

    def save(self, folder: Path, name: str) -> None:
        """See :class:`~index.stores.base.VectorStore`."""
        with _file(folder, name).open("wb") as file:  # FAISS itself does not notice a disk that is full on closing
            faiss.write_index(self.faiss_index, faiss.PyCallbackIOWriter(file.write))

    def __len__(self) -> int:
        return int(self.faiss_index.ntotal)

    def vectors(self) -> Vectors:
        """See :class:`~index.stores.base.VectorStore`."""
        if not isinstance(self.faiss_index, faiss.IndexFlat):
            self.faiss_index.make_direct_map()
        return np.asarray(self.faiss_index.reconstruct_n(0, len(self)), dtype=np.float32)

    def search(self, query: Vectors, limit: int, within: Rows | None = None) -> tuple[Rows, Floats]:
        """See :class:`~index.stores.base.VectorStore`."""
        limit = min(limit, len(self) if within is None else len(within))
        if not limit:
            return np.zeros(0, np.int64), np.zeros(0, np.float32)
        scores, rows = self.faiss_index.search(query, limit, params=self._parameters(within))
        found = rows[0] >= 0
        return rows[0][found], scores[0][found]

    def _parameters(self, within: Rows | None) -> Any:
        selector = None if within is None else faiss.IDSelectorBatch(within)
        if isinstance(self.faiss_index, faiss.IndexIVF):
            return faiss.SearchParametersIVF(sel=selector, nprobe=PROBES)
        return faiss.SearchParameters(sel=selector)


def _file(folder: Path, name: str) -> Path:
    return folder / f"{name}.faiss"
