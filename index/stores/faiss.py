"""Nearest vectors by FAISS: exact while that is fast, clustered and compressed beyond."""

from __future__ import annotations

import math
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar

import faiss
import numpy as np
import numpy.typing as npt

from corpus.errors import DamagedIndex
from index.stores.base import VectorStore
from index.vectors import Floats, Rows, Vectors

EXACT = 50_000
"""Up to so many vectors an exhaustive search takes a few milliseconds and needs no training."""
ROUNDS = 10
"""Of k-means: more of them move the clusters little."""
COMPARED, SHARE = 60_000, 0.16
"""Vectors that a search of a clustered index compares the query with at least, and of how many: so many clusters it
looks into. With six in a hundred of a million, nine in a hundred of the ten nearest were lost.
Where the rows to search are no more, it looks into all clusters, and nothing is lost."""


@dataclass(frozen=True)
class FaissVectors(VectorStore):
    """One file a name, mapped into memory by those who read it."""

    engine: ClassVar[str] = "faiss"
    faiss_index: Any  # FAISS ships no types

    @classmethod
    def build(cls, vectors: Vectors, exact: int = EXACT) -> FaissVectors:
        """Flat up to `exact` rows, else inverted lists of vectors in 16 bits a number."""
        rows, dimension = vectors.shape
        index: Any = faiss.IndexFlatIP(dimension)
        if rows > exact:
            clusters = int(2 * np.sqrt(rows))
            index = faiss.index_factory(dimension, f"IVF{clusters},SQfp16", faiss.METRIC_INNER_PRODUCT)
            index.cp.niter = ROUNDS
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

    def vectors(self, first: int = 0, end: int | None = None) -> Vectors:
        """See :class:`~index.stores.base.VectorStore`."""
        count = (len(self) if end is None else end) - first
        return np.asarray(self.faiss_index.reconstruct_n(first, count), dtype=np.float32)

    def search(self, query: Vectors, limit: int, within: Rows | None = None) -> tuple[Rows, Floats]:
        """See :class:`~index.stores.base.VectorStore`."""
        limit = min(limit, len(self) if within is None else len(within))
        if not limit:
            return np.zeros(0, np.int64), np.zeros(0, np.float32)
        scores, rows = self.faiss_index.search(query, limit, params=self._parameters(within))
        found = rows[0] >= 0
        return rows[0][found], scores[0][found]

    def _parameters(self, within: Rows | None) -> Any:
        selector = None if within is None else faiss.IDSelectorBitmap(_bits(within, len(self)))
        if isinstance(self.faiss_index, faiss.IndexIVF):
            return faiss.SearchParametersIVF(sel=selector, nprobe=self._probes(within))
        return faiss.SearchParameters(sel=selector)

    def _probes(self, within: Rows | None) -> int:
        """Clusters to look into: the fewer rows are searched, the more of them."""
        clusters, rows = int(self.faiss_index.nlist), len(self) if within is None else len(within)
        return min(clusters, math.ceil(clusters * max(COMPARED, SHARE * len(self)) / rows))


def _bits(rows: Rows, count: int) -> npt.NDArray[np.uint8]:
    """A bit for each of so many rows, set where it is among these: looked up as fast whatever their number."""
    chosen = np.zeros(count, np.bool_)
    chosen[rows] = True
    return np.packbits(chosen, bitorder="little")


def _file(folder: Path, name: str) -> Path:
    return folder / f"{name}.faiss"
