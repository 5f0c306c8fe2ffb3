"""Vectors that need no encoding: shipped ones, and those of earlier indexes."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from corpus.errors import DamagedIndex, UsageError
from index import generations, layout, precomputed
from index.encoders import Encoder, Tally
from index.parts import Part, parts_of
from index.plan import Plan
from index.precomputed import Keys, keys_of
from index.stores import vector_store
from index.stores.base import VectorStore
from index.vectors import Vectors

Kept = tuple[str, Keys, Vectors]
"""Of what kind of text, its keys, and its vectors."""


@dataclass(frozen=True)
class Known:
    """Vectors of an encoder, by what kind of text they stand for and its key."""

    rows: Mapping[tuple[str, bytes], Vectors]

    @classmethod
    def load(cls, plan: Plan, encoder: Encoder, ids: Collection[str], kinds: Collection[str]) -> Known:
        """Those of some instruments that need not be encoded again.

        Only what earlier indexes hold of these very instruments is read, so that one more costs what it costs.

        Args:
            kinds: of what, see :data:`index.layout.VECTORS`.
        """
        rows = precomputed.vectors(encoder, kinds)
        for folder in generations.lenders(plan.contents):
            kept = _kept_in(folder, encoder, plan.stores.vectors, ids, kinds)
            rows = {**{(what, bytes(k)): v for what, keys, vs in kept for k, v in zip(keys, vs, strict=True)}, **rows}
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


def _kept_in(
    folder: Path, encoder: Encoder, wanted: type[VectorStore], ids: Collection[str], kinds: Collection[str]
) -> list[Kept]:
    """What another index holds of this encoder, whichever store keeps it.

    Nothing where it is damaged, of another model, or of a store that is gone.
    """
    try:
        manifest = generations.check(folder)
        if manifest.contents["encoders"].get(encoder.name) != encoder.digest:
            return []
        number = list(manifest.contents["encoders"]).index(encoder.name)
        kept = manifest.contents["stores"]["vectors"]
        store = wanted if kept == wanted.engine else vector_store(kept)
        found = [one for part in parts_of(manifest.parts) for one in _of_part(part, folder, number, store, ids)]
        asked = [what for what in kinds if what != "passage"] if "" in manifest.contents["questions"] else []
        return [*found, *(_of_questions(folder, number, store, what) for what in asked)]
    except (DamagedIndex, UsageError, ValueError):
        return []


def _of_part(part: Part, index: Path, number: int, store: type[VectorStore], ids: Collection[str]) -> Iterator[Kept]:
    spans = [held.passages for id, held in part.instruments.items() if id in ids]
    if not spans:
        return
    folder = part.folder(index)
    vectors = store.load(layout.part_of(folder, number), layout.VECTORS["passage"])
    keys = layout.read_table(folder, "passage_key")
    for first, end in spans:
        yield "passage", keys[first:end], vectors.vectors(first, end)


def _of_questions(folder: Path, number: int, store: type[VectorStore], what: str) -> Kept:
    keys = layout.read_table(folder, f"{what}_key")
    return what, keys, store.load(layout.part_of(folder, number), layout.VECTORS[what]).vectors()
