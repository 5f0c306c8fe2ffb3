"""Parts of an index, written: from instruments, or from parts that are there already."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

import numpy as np

from index import layout
from index.layout import Table
from index.parts import Held, Part
from index.passages import Passage, passages_of
from index.plan import Plan, Source
from index.precomputed import keys_of
from index.vectors import Rows

_WORD = re.compile(r"[^\W\d_]+")
ROWS = {"target_instrument": "targets", "target_eid": "targets", "passage_span": "passages", "passage_key": "passages"}
"""Tables that stay as they are when parts are merged, and what their rows are."""


@dataclass(frozen=True)
class Texts:
    """What a part is written from."""

    sources: Sequence[Source]
    passages: Sequence[Passage]

    @classmethod
    def of(cls, sources: Sequence[Source]) -> Texts:
        """The passages of instruments."""
        return cls(sources, [passage for source in sources for passage in passages_of(source.instrument)])

    @property
    def targets(self) -> list[tuple[str, str]]:
        """The provisions that have passages: instrument and identifier."""
        return list(dict.fromkeys((passage.instrument, passage.eid) for passage in self.passages))

    def part(self, name: str) -> Part:
        """The part that they make."""
        targets = _spans(instrument for instrument, _ in self.targets)
        passages = _spans(passage.instrument for passage in self.passages)
        nothing = (0, 0)
        held = {
            s.instrument.id: Held(
                s.instrument.fingerprint, targets.get(s.instrument.id, nothing), passages.get(s.instrument.id, nothing)
            )
            for s in self.sources
        }
        return Part(name, held, len(self.targets), len(self.passages))


def _spans(owners: Iterable[str]) -> dict[str, tuple[int, int]]:
    """Where the run of each owner begins and ends."""
    found, first = {}, 0
    for owner, run in groupby(owners):
        end = first + sum(1 for _ in run)
        found[owner], first = (first, end), end
    return found


def write_tables(folder: Path, texts: Texts, serials: Rows) -> None:
    """What is told of the provisions and passages of a part.

    Args:
        serials: the number of each passage in the store of words.
    """
    targets = texts.targets
    rows = {target: row for row, target in enumerate(targets)}
    words = {word for source in texts.sources for word in _WORD.findall(source.instrument.text.casefold())}
    tables: dict[str, Table] = {
        "target_instrument": np.array([instrument for instrument, _ in targets], dtype=np.bytes_),
        "target_eid": np.array([eid for _, eid in targets], dtype=np.bytes_),
        "passage_target": np.array([rows[p.instrument, p.eid] for p in texts.passages], dtype=np.int64),
        "passage_span": np.array([(p.start, p.end) for p in texts.passages], dtype=np.int64).reshape(-1, 2),
        "passage_key": keys_of(p.embedded for p in texts.passages),
        "passage_serial": serials,
        "vocabulary": encoded(words),
    }
    layout.write_tables(folder, tables)


def encoded(words: Iterable[str]) -> Table:
    """Words as a table, sorted."""
    return np.array(sorted(word.encode() for word in words), dtype=np.bytes_)


def merge(parts: Mapping[Path, Part], folder: Path, name: str, plan: Plan) -> Part:
    """Write parts as one, without the rows of instruments that are gone; nothing is read but the parts.

    Args:
        parts: by their folders.
        folder: that of the new part; made here.
    """
    folder.mkdir()
    rows = {where: {what: part.rows(what) for what in ("targets", "passages")} for where, part in parts.items()}

    def joined(table: str, what: str) -> Any:
        return np.concatenate([layout.read_table(where, table)[chosen[what]] for where, chosen in rows.items()])

    tables = {table: joined(table, what) for table, what in ROWS.items()}
    tables["passage_serial"] = joined("passage_serial", "passages")
    tables["passage_target"] = _retargeted(rows)
    tables["vocabulary"] = np.unique(np.concatenate([layout.read_table(where, "vocabulary") for where in parts]))
    layout.write_tables(folder, tables)
    for number in range(len(plan.encoders)):
        (inside := layout.part_of(folder, number)).mkdir()
        stores = ((plan.stores.vectors.load(layout.part_of(where, number), "passages"), where) for where in parts)
        vectors = np.concatenate([store.vectors()[rows[where]["passages"]] for store, where in stores])
        plan.stores.vectors.build(vectors).save(inside, layout.VECTORS["passage"])
    return _merged(list(parts.values()), name)


def _retargeted(rows: Mapping[Path, Mapping[str, Rows]]) -> Rows:
    """For each passage of a merged part, the row of its provision."""
    found, base = [], 0
    for where, chosen in rows.items():
        of_passage = layout.read_table(where, "passage_target")[chosen["passages"]]
        found.append(base + np.searchsorted(chosen["targets"], of_passage))
        base += len(chosen["targets"])
    return np.concatenate(found).astype(np.int64)


def _merged(parts: Sequence[Part], name: str) -> Part:
    held, targets, passages = {}, 0, 0
    for part in parts:
        for id, one in part.instruments.items():
            ends = targets + one.targets[1] - one.targets[0], passages + one.passages[1] - one.passages[0]
            held[id] = Held(one.digest, (targets, ends[0]), (passages, ends[1]))
            targets, passages = ends
    return Part(name, held, targets, passages)
