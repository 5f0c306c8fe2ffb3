"""A question to candidate provisions: what each arm of the index says of them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from corpus.errors import DamagedIndex
from index import store
from index.builder import WORDS, Plan
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
    unanswerable: float
    """How near the question lies to unanswerable ones: cosine with the nearest of them, mean over encoders."""
    category: float
    """Cosine with the nearest prototype of a category of unanswerable questions, mean over encoders."""

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

    def best(self, query: Vectors, within: Rows | None) -> tuple[Rows, Floats, float]:
        """The provisions nearest to the query, each with its score, and the lowest score that was looked at.

        Args:
            within: rows of vectors to look at; all where None.
        """
        rows, scores = self.vectors.search(query, DEPTH, within)
        lowest = float(scores[-1]) if len(scores) else 0.0
        return *_mean_of_best(self.targets[rows], scores, BEST.get(self.what, 1), lowest), lowest


BEST = {"question": 3}
"""Of how many of its nearest questions a provision's score is the mean: one alone may be near by chance."""


class Index:
    """An index on disk, opened for search. Safe to share between threads."""

    def __init__(self, folder: Path, encoders: Sequence[Encoder], manifest: store.Manifest) -> None:
        self.manifest = manifest
        self._folder = folder
        self._encoders = tuple(encoders)
        # one question is often looked up more than once: in each instrument, and inside a provision that it names
        self._remembered = lru_cache(maxsize=16)(self._queries)
        self._chosen = lru_cache(maxsize=64)(self._rows)

    @classmethod
    def open(cls, plan: Plan) -> Index:
        """Open the planned index, after a check of every file.

        Raises:
            DamagedIndex: there is none, or it is not as it was written.
        """
        folder = store.place(plan.contents)
        return cls(folder, plan.encoders, store.check(folder))

    def candidates(self, wordings: Sequence[str], instruments: Collection[str] = (), leans: bool = False) -> Candidates:
        """What the arms find for a question.

        Args:
            wordings: the question, and what else it can be put as; dense arms look near the mean of them, the
                words are those of the first.
            instruments: look in these alone; empty means all.
            leans: whether it is a turn that leans on earlier ones, and so is compared with anticipated turns too.
        """
        queries = [self._remembered(number, tuple(wordings)) for number in range(len(self._encoders))]
        found = {
            arm.name: arm.best(queries[number][arm.what], self._chosen(arm.what, tuple(sorted(instruments)), leans))
            for number, (arms, _) in enumerate(self._arms)
            for arm in arms
        }
        found["words"] = self._by_words(wordings[0], instruments)
        targets = np.unique(np.concatenate([rows for rows, _, _ in found.values()]))
        return Candidates(
            instruments=[name.decode() for name in self._target_instrument[targets]],
            eids=[eid.decode() for eid in self._target_eid[targets]],
            arms={name: _spread(targets, *scores) for name, scores in found.items()},
            unanswerable=self._nearest("unanswerable", queries, None if leans else self._declined_alone),
            category=self._nearest("category", queries),
        )

    @cached_property
    def lexical(self) -> LexicalIndex:
        """The index of words: of instruments with anticipated questions, or of all where none has any."""
        return self._lexicals[0] if self._has_questions.any() else self._lexicals[-1]

    @cached_property
    def _lexicals(self) -> list[LexicalIndex]:
        return [LexicalIndex.load(self._folder / name) for name in WORDS]

    def _queries(self, number: int, wordings: tuple[str, ...]) -> dict[str, Vectors]:
        """The question's vector as each arm of one encoder expects it."""
        arms, matrix = self._arms[number]
        encoder = self._encoders[number]
        asked = _mean(encoder.queries(wordings))
        queries = {"passage": asked}
        if len(arms) > 1:
            plain = asked if encoder.symmetric else _mean(encoder.texts(wordings))
            adapted = unit(plain @ matrix)
            queries |= dict.fromkeys(("question", "prototype", "unanswerable", "category"), adapted)
        return queries

    def _nearest(self, what: str, queries: Sequence[dict[str, Vectors]], within: Rows | None = None) -> float:
        """Cosine with the nearest of the unanswerable questions; -1 where nothing was learned."""
        found = [
            vectors[what].search(query[what], 1, within)[1]
            for vectors, query in zip(self._declining, queries, strict=True)
            if what in vectors
        ]
        scores = [float(nearest[0]) for nearest in found if len(nearest)]
        return sum(scores) / len(scores) if scores else -1.0

    @cached_property
    def _asked_alone(self) -> npt.NDArray[np.bool_]:
        return np.asarray(~self._table("question_is_turn"))

    @cached_property
    def _declined_alone(self) -> Rows:
        return np.flatnonzero(~self._table("unanswerable_is_turn"))

    @cached_property
    def _declining(self) -> list[dict[str, VectorIndex]]:
        """What each encoder knows of unanswerable questions."""
        files = {"unanswerable": "adapted_unanswerables.faiss", "category": "categories.faiss"}
        return [
            {what: VectorIndex.load(path) for what, file in files.items() if (path := folder / file).exists()}
            for folder in (self._folder / f"encoder-{number}" for number in range(len(self._encoders)))
        ]

    def _by_words(self, question: str, instruments: Collection[str]) -> tuple[Rows, Floats, float]:
        found = [hit for lexical in self._lexicals for hit in lexical.search(question, DEPTH, instruments)]
        hits = sorted(found, key=lambda hit: -hit[1])
        if not hits:
            return np.zeros(0, np.int64), np.zeros(0, np.float32), 0.0
        rows = self._passage_target[np.array([row for row, _ in hits])]
        scores = np.array([score for _, score in hits], dtype=np.float32)
        targets, first = np.unique(rows, return_index=True)
        return targets, scores[first] / scores[0], 0.0

    def _rows(self, what: str, instruments: tuple[str, ...], leans: bool) -> Rows | None:
        """The rows of an arm to look at; None for all of them."""
        targets = next(arm.targets for arm in self._arms[0][0] if arm.what == what)
        wanted = self._asked_alone if what == "question" and not leans else np.ones(len(targets), np.bool_)
        if instruments:
            wanted = wanted & np.isin(self._target_instrument, np.array(instruments, dtype=np.bytes_))[targets]
        return None if wanted.all() else np.flatnonzero(wanted)

    @cached_property
    def _arms(self) -> list[tuple[list[_Arm], Floats]]:
        return [self._open_arms(number) for number in range(len(self._encoders))]

    def _open_arms(self, number: int) -> tuple[list[_Arm], Floats]:
        folder = self._folder / f"encoder-{number}"
        arms = [
            _Arm(what, f"{what}-{number}", VectorIndex.load(file), self._table(f"{what}_target"))
            for what, name in (("passage", "passages"), ("question", "adapted_questions"), ("prototype", "prototypes"))
            if (file := folder / f"{name}.faiss").exists()
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


def _spread(targets: Rows, rows: Rows, scores: Floats, lowest: float) -> Floats:
    """An arm's scores over all candidates; those it did not see get its lowest."""
    spread = np.full(len(targets), lowest, dtype=np.float32)
    spread[np.searchsorted(targets, rows)] = scores
    return spread
