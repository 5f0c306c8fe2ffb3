"""Vectors that need no encoding: shipped ones, and those of earlier indexes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from corpus.errors import DamagedIndex, UsageError
from index import generations, layout, precomputed
from index.encoders import Encoder, Tally
from index.plan import Plan
from index.precomputed import keys_of
from index.stores import vector_store
from index.stores.base import VectorStore
from index.vectors import Vectors


@dataclass(frozen=True)
class Known:
    """Vectors of an encoder, by what kind of text they stand for and its key."""

    rows: Mapping[tuple[str, bytes], Vectors]

    @classmethod
    def load(cls, plan: Plan, encoder: Encoder) -> Known:
        """Those that a build of the plan need not encode."""
        rows = precomputed.vectors(encoder)
        for folder in generations.others(plan.contents)[: generations.KEPT]:
            rows = {**_vectors_in(folder, encoder, plan.stores.vectors), **rows}
        return cls(rows)

    def vectors(
        self,
        what: str,
        texts: Sequence[str],
        encode: Callable[[Sequence[str], Tally], Vectors],
        stage: Callable[[int, int], None],
    ) -> Vectors:
        """Vectors of the texts, encoding only those not known yet."""
        keys = [(what, bytes(key)) for key in keys_of(texts)]
        missing = [row for row, key in enumerate(keys) if key not in self.rows]
        done = len(texts) - len(missing)
        stage(done, len(texts))

        def more(count: int) -> None:
            nonlocal done
            done += count
            stage(done, len(texts))

        fresh = encode([texts[row] for row in missing], more)
        vectors = np.zeros((len(texts), fresh.shape[1]), dtype=np.float32)
        vectors[missing] = fresh
        for row, key in enumerate(keys):
            if key in self.rows:
                vectors[row] = self.rows[key]
        return vectors


def _vectors_in(folder: Path, encoder: Encoder, wanted: type[VectorStore]) -> dict[tuple[str, bytes], Vectors]:
    """What another index holds of this encoder, whichever store keeps it.

    Nothing where it is damaged, of another model, or of a store that is gone.
    """
    try:
        contents = generations.check(folder).contents
        if contents["encoders"].get(encoder.name) != encoder.digest:
            return {}
        part = layout.part_of(folder, list(contents["encoders"]).index(encoder.name))
        kept = contents["stores"]["vectors"]
        store = wanted if kept == wanted.engine else vector_store(kept)
        found: dict[tuple[str, bytes], Vectors] = {}
        for what in layout.VECTORS if "" in contents["questions"] else ("passage",):
            keys = layout.read_table(folder, f"{what}_key")
            vectors = store.load(part, layout.VECTORS[what]).vectors()
            found |= {(what, bytes(key)): vector for key, vector in zip(keys, vectors, strict=True)}
        return found
    except (DamagedIndex, UsageError, ValueError):
        return {}
