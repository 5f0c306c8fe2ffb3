"""The parts of an index: one of the instruments that have anticipated questions, and segments of all others.

What is learned from questions is learned of all together, so they are one part, written anew where any of it changes.
Every other instrument stands for itself: those that are added make a new segment, whatever is there already, after the
log-structured merge tree (O'Neil and others, 1996).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from index.vectors import Rows

ASKED = ""
"""Name of the part of the instruments that have questions: it lies in the folder of the index itself."""
Span = tuple[int, int]
"""The first row, and the one after the last."""


@dataclass(frozen=True, slots=True)
class Held:
    """Where an instrument stands in a part."""

    digest: str
    """Of its text; see :attr:`corpus.model.Instrument.fingerprint`."""
    targets: Span
    """Its provisions."""
    passages: Span


@dataclass(frozen=True)
class Part:
    """Rows of provisions and passages, in a folder of their own."""

    name: str
    """Of its folder, inside that of the index."""
    instruments: Mapping[str, Held]
    """By identifier, in the order of their rows. Rows of none of them are of one that is gone."""
    targets: int
    """How many provisions there are rows for."""
    passages: int

    @property
    def living(self) -> int:
        """How many passages are of instruments that are not gone."""
        return sum(end - first for first, end in (held.passages for held in self.instruments.values()))

    def of(self, wanted: Mapping[str, str]) -> Part:
        """The part without the instruments that are not wanted, or not as they stand in it.

        Args:
            wanted: digests of instruments by their identifiers.
        """
        kept = {id: held for id, held in self.instruments.items() if wanted.get(id) == held.digest}
        return replace(self, instruments=kept)

    def rows(self, what: str) -> Rows:
        """The rows of all its instruments.

        Args:
            what: ``targets`` or ``passages``.
        """
        spans = [np.arange(*getattr(held, what), dtype=np.int64) for held in self.instruments.values()]
        return np.concatenate(spans) if spans else np.zeros(0, np.int64)

    def folder(self, index: Path) -> Path:
        """Its folder in that of an index."""
        return index / self.name


def parts_of(rows: Any) -> tuple[Part, ...]:
    """The parts that a manifest lists, that of the asked instruments first.

    Raises:
        ValueError, TypeError, KeyError, AttributeError: it is no such list.
    """
    return tuple(
        Part(row["name"], {id: _held(held) for id, held in row["instruments"].items()}, row["targets"], row["passages"])
        for row in rows
    )


def _held(row: Mapping[str, Any]) -> Held:
    (first_target, end_target), (first, end) = row["targets"], row["passages"]
    return Held(str(row["digest"]), (int(first_target), int(end_target)), (int(first), int(end)))
