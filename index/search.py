"""A question to candidate provisions: what each arm of the index says of them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from corpus.errors import DamagedIndex
from index import store
from index.builder import Plan
from index.encoders import Encoder, Vectors, unit
from index.lexical import LexicalIndex
from index.vectors import Rows, VectorIndex

Floats = npt.NDArray[np.float32]

DEPTH = 400
"""Rows that each arm looks at; a provision below them gets the arm's lowest score."""


@dataclass(frozen=True)
class Candidates:
    """Provisions that some arm found, with the score that every arm gives them."""

    instruments: Sequence[str]
    eids: Sequence[str]
    arms: dict[str, Floats]
    """By arm (``passage``, ``question``, ``prototype`` with the encoder's number; ``words``), one score a provision.

    Dense arms give cosines; ``words`` gives BM25 divided by the best score of the query.
    """
    anticipated: npt.NDArray[np.bool_]
    """Whether the provision has anticipated questions, that is, whether the arms on them can find it."""

    unanswerable: float
    """How near the question lies to unanswerable ones: cosine with the nearest of them."""
    category: float
    """Cosine of the adapted question with the nearest prototype of a category of unanswerable questions."""

    def __len__(self) -> int:
        return len(self.eids)


@dataclass(frozen=True)
class _Arm:
    """Vectors, and the provision that each of them stands for."""

    what: str
    """``passage``, ``question`` or ``prototype``."""
    name: str
    """The same with the encoder's number."""
    vectors: VectorIndex
    targets: Rows

    def best(self, query: Vectors, allowed: npt.NDArray[np.bool_] | None) -> tuple[Rows, Floats, float]:
        """The provisions nearest to the query, each with its best score, and the lowest score that was looked at."""
        within = None if allowed is None else np.flatnonzero(allowed[self.targets])
        rows, scores = self.vectors.search(query, DEPTH, within)
        targets, first = np.unique(self.targets[rows], return_index=True)
        return targets, scores[first], float(scores[-1]) if len(scores) else 0.0


class Index:
    """An index on disk, opened for search. Safe to share between threads."""

    def __init__(self, folder: Path, encoders: Sequence[Encoder], manifest: store.Manifest) -> None:
        self.manifest = manifest
        self._folder = folder
        self._encoders = tuple(encoders)

    @classmethod
    def open(cls, plan: Plan) -> Index:
        """Open the planned index, after a check of every file.

        Raises:
            DamagedIndex: there is none, or it is not as it was written.
        """
        folder = store.place(plan.contents)
        return cls(folder, plan.encoders, store.check(folder))

    def candidates(self, wordings: Sequence[str], instruments: Collection[str] = ()) -> Candidates:
        """What the arms find for a question.

        Args:
            wordings: the question, and what else it can be put as; dense arms look near the mean of them, the
                words are those of the first.
            instruments: look in these alone; empty means all.
        """
        allowed = self._allowed(instruments)
        queries = [self._queries(number, wordings) for number in range(len(self._encoders))]
        found = {
            arm.name: arm.best(queries[number][arm.what], allowed)
            for number, (arms, _) in enumerate(self._arms)
            for arm in arms
        }
        found["words"] = self._by_words(wordings[0], instruments)
        targets = np.unique(np.concatenate([rows for rows, _, _ in found.values()]))
        return Candidates(
            instruments=[name.decode() for name in self._target_instrument[targets]],
            eids=[eid.decode() for eid in self._target_eid[targets]],
            arms={name: _spread(targets, *scores) for name, scores in found.items()},
            anticipated=self._has_questions[targets],
            unanswerable=self._nearest("unanswerable", queries[0]),
            category=self._nearest("category", queries[0]),
        )

    @cached_property
    def lexical(self) -> LexicalIndex:
        """The index of words."""
        return LexicalIndex.load(self._folder / "lexical")

    def _queries(self, number: int, wordings: Sequence[str]) -> dict[str, Vectors]:
        """The question's vector as each arm of one encoder expects it."""
        arms, matrix = self._arms[number]
        encoder = self._encoders[number]
        queries = {"passage": _mean(encoder.queries(wordings))}
        if len(arms) > 1:
            queries["question"] = queries["unanswerable"] = _mean(encoder.texts(wordings))
            queries["prototype"] = queries["category"] = unit(queries["question"] @ matrix)
        return queries

    def _nearest(self, what: str, queries: dict[str, Vectors]) -> float:
        """Cosine of the question with the nearest of the unanswerable ones; -1 where nothing was learned."""
        vectors = self._declining.get(what)
        if vectors is None:
            return -1.0
        _, scores = vectors.search(queries[what], 1)
        return float(scores[0]) if len(scores) else -1.0

    @cached_property
    def _declining(self) -> dict[str, VectorIndex]:
        folder = self._folder / "encoder-0"
        files = {"unanswerable": folder / "unanswerables.faiss", "category": folder / "categories.faiss"}
        return {what: VectorIndex.load(file) for what, file in files.items() if file.exists()}

    def _by_words(self, question: str, instruments: Collection[str]) -> tuple[Rows, Floats, float]:
        hits = self.lexical.search(question, DEPTH, instruments)
        if not hits:
            return np.zeros(0, np.int64), np.zeros(0, np.float32), 0.0
        rows = self._passage_target[np.array([row for row, _ in hits])]
        scores = np.array([score for _, score in hits], dtype=np.float32)
        targets, first = np.unique(rows, return_index=True)
        return targets, scores[first] / scores[0], 0.0

    def _allowed(self, instruments: Collection[str]) -> npt.NDArray[np.bool_] | None:
        if not instruments:
            return None
        return np.isin(self._target_instrument, np.array(sorted(instruments), dtype=np.bytes_))

    @cached_property
    def _arms(self) -> list[tuple[list[_Arm], Floats]]:
        return [self._open_arms(number) for number in range(len(self._encoders))]

    def _open_arms(self, number: int) -> tuple[list[_Arm], Floats]:
        folder = self._folder / f"encoder-{number}"
        arms = [
            _Arm(what, f"{what}-{number}", VectorIndex.load(file), self._table(f"{what}_target"))
            for what in ("passage", "question", "prototype")
            if (file := folder / f"{what}s.faiss").exists()
        ]
        matrix = folder / "matrix.npy"
        return arms, np.load(matrix) if matrix.exists() else np.zeros((0, 0), np.float32)

    @cached_property
    def _passage_target(self) -> Rows:
        return self._table("passage_target")

    @cached_property
    def _target_instrument(self) -> npt.NDArray[np.bytes_]:
        return self._table("target_instrument")

    @cached_property
    def _target_eid(self) -> npt.NDArray[np.bytes_]:
        return self._table("target_eid")

    @cached_property
    def _has_questions(self) -> npt.NDArray[np.bool_]:
        has = np.zeros(len(self._target_eid), dtype=np.bool_)
        has[self._table("prototype_target")] = True
        return has

    def _table(self, name: str) -> npt.NDArray[Any]:
        try:
            table: npt.NDArray[Any] = np.load(self._folder / f"{name}.npy", mmap_mode="r", allow_pickle=False)
        except (OSError, ValueError) as error:
            raise DamagedIndex(f"the index {self._folder.name} is damaged: {name} cannot be read") from error
        return table


def _mean(vectors: Vectors) -> Vectors:
    return unit(vectors.mean(axis=0, keepdims=True))


def _spread(targets: Rows, rows: Rows, scores: Floats, lowest: float) -> Floats:
    """An arm's scores over all candidates; those it did not see get its lowest."""
    spread = np.full(len(targets), lowest, dtype=np.float32)
    spread[np.searchsorted(targets, rows)] = scores
    return spread
