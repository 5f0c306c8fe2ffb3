"""The ways in which an index is searched by vectors: each arm ranks provisions by what stands for them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from index.fits import Fit
from index.stores.base import VectorStore
from index.together import Together
from index.vectors import Floats, Rows, Vectors

DEPTH = 400
"""Rows that each arm looks at; a provision below them gets the arm's lowest score."""
BEST = {"question": 3}
"""Of how many of its nearest questions a provision's score is the mean: one alone may be near by chance."""


@dataclass(frozen=True, eq=False)
class Arm:
    """Vectors, and the provision that each of them stands for."""

    what: str
    """``passage``, ``question`` or ``prototype``."""
    number: int
    """The encoder's."""
    vectors: VectorStore | Together
    targets: Rows

    @property
    def name(self) -> str:
        """The arm as candidates name it."""
        return f"{self.what}-{self.number}"

    def best(self, query: Vectors, within: Rows | None) -> tuple[Rows, Floats, float]:
        """The provisions nearest to the query, each with its score, and the lowest score that was looked at.

        Args:
            within: rows of vectors to look at; all where None.
        """
        rows, scores = self.vectors.search(query, DEPTH, within)
        lowest = float(scores[-1]) if len(scores) else 0.0
        return *_mean_of_best(self.targets[rows], scores, BEST.get(self.what, 1), lowest), lowest


@dataclass(frozen=True)
class Learned:
    """What an encoder's vectors teach, opened for search."""

    matrix: Floats
    """What turns the vector of a question."""
    arms: tuple[Arm, ...]
    """Anticipated questions, and prototypes of provisions."""
    declining: Mapping[str, VectorStore]
    """``unanswerable`` questions, and prototypes of each ``category`` of them."""

    @classmethod
    def open(cls, folder: Path, number: int, targets: Rows, store: type[VectorStore]) -> Learned:
        """The fit in a folder.

        Args:
            number: the encoder's.
            targets: for each anticipated question of the fit, the provision that answers it.
        """
        fit = Fit.load(folder, store)
        arms = (
            Arm("question", number, fit.questions, targets),
            Arm("prototype", number, fit.prototypes, np.unique(targets)),
        )
        return cls(fit.matrix, arms, {"unanswerable": fit.unanswerables, "category": fit.categories})


def _mean_of_best(targets: Rows, scores: Floats, count: int, lowest: float) -> tuple[Rows, Floats]:
    """Each target once, with the mean of its best `count` scores; what is missing counts as the lowest.

    Args:
        scores: one for each target, the best first.
    """
    order = np.argsort(targets, kind="stable")
    found, first = np.unique(targets[order], return_index=True)
    place = np.arange(len(order)) - np.repeat(first, np.diff([*first, len(order)]))
    above = np.where(place < count, scores[order] - lowest, 0.0)
    means = lowest + np.add.reduceat(above, first) / count if len(first) else above
    return found, means.astype(np.float32)
