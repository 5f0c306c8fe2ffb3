"""Several vector stores searched as one: the rows of the first, then those of the second, and so on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

import numpy as np

from index.stores.base import VectorStore
from index.vectors import Floats, Rows, Vectors


@dataclass(frozen=True, eq=False)
class Together:
    """Stores in a row; to be searched alone."""

    stores: Sequence[VectorStore]

    @property
    def _bounds(self) -> list[int]:
        return [0, *accumulate(map(len, self.stores))]

    def __len__(self) -> int:
        """How many rows there are."""
        return self._bounds[-1]

    def search(self, query: Vectors, limit: int, within: Rows | None = None) -> tuple[Rows, Floats]:
        """As :meth:`index.stores.base.VectorStore.search`; `within` rises."""
        found = [(np.zeros(0, np.int64), np.zeros(0, np.float32))]
        for store, (first, end) in zip(self.stores, pairwise(self._bounds), strict=True):
            inside = None if within is None else _between(within, first, end)
            if inside is not None and len(inside) == len(store):
                inside = None
            rows, scores = store.search(query, limit, inside)
            found.append((rows + first, scores))
        rows, scores = (np.concatenate(column) for column in zip(*found, strict=True))
        best = np.argsort(-scores, kind="stable")[:limit]
        return rows[best], scores[best]


def _between(rows: Rows, first: int, end: int) -> Rows:
    """Those of rising rows that lie in a range, counted from where it begins."""
    return np.asarray(rows[np.searchsorted(rows, first) : np.searchsorted(rows, end)] - first)
