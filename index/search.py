"""A question to candidate provisions: what each arm of the index says of them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from statistics import fmean
from typing import Any

import numpy as np
import numpy.typing as npt

from corpus.errors import DamagedIndex
from index import fits, generations
from index.builder import WORDS, Plan
from index.encoders import Encoder, Vectors, unit
from index.stores.faiss import Rows, VectorIndex
from index.stores.tantivy import LexicalIndex

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


@dataclass(frozen=True, eq=False)
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


@dataclass(frozen=True)
class _Fit:
    """What an encoder's vectors teach, opened for search."""

    matrix: Floats
    arms: tuple[_Arm, ...]
    """Prototypes of provisions, and anticipated questions."""
    declining: dict[str, VectorIndex]
    """``unanswerable`` questions, and prototypes of each ``category`` of them."""

    @classmethod
    def load(cls, folder: Path, number: int, targets: Rows) -> _Fit:
        """
        Args:
            number: the encoder's.
            targets: for each anticipated question of the fit, the provision that answers it.
        """
        arms = (
            _Arm("question", f"question-{number}", VectorIndex.load(folder / fits.QUESTIONS), targets),
            _Arm("prototype", f"prototype-{number}", VectorIndex.load(folder / fits.PROTOTYPES), np.unique(targets)),
        )
        files = {"unanswerable": fits.UNANSWERABLE, "category": fits.CATEGORIES}
        declining = {what: VectorIndex.load(folder / file) for what, file in files.items()}
        return cls(np.load(folder / fits.MATRIX), arms, declining)


class Index:
    """An index on disk, opened for search. Safe to share between threads."""

    def __init__(self, folder: Path, encoders: Sequence[Encoder], manifest: generations.Manifest) -> None:
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
        folder = generations.place(plan.contents)
        return cls(folder, plan.encoders, generations.check(folder))

    def candidates(self, wordings: Sequence[str], instruments: Collection[str] = (), leans: bool = False) -> Candidates:
        """What the arms find for a question.

        Args:
            wordings: the question, and what else it can be put as; dense arms look near the mean of them, the
                words are those of the first.
            instruments: look in these alone; empty means all.
            leans: whether it is a turn that leans on earlier ones: those have a fit of their own.
        """
        chosen = tuple(sorted(instruments))
        found = {"words": self._by_words(wordings[0], instruments)}
        declining: dict[str, list[float]] = {"unanswerable": [], "category": []}
        for number, passages in enumerate(self._passages):
            asked, plain = self._remembered(number, tuple(wordings))
            found[passages.name] = passages.best(asked, self._chosen(passages, chosen))
            if fit := self._fits[leans][number] if self._fits else None:
                turned = unit(plain @ fit.matrix)
                found |= {arm.name: arm.best(turned, self._chosen(arm, chosen)) for arm in fit.arms}
                for what, vectors in fit.declining.items():
                    declining[what] += vectors.search(turned, 1)[1].tolist()
        targets = np.unique(np.concatenate([rows for rows, _, _ in found.values()]))
        return Candidates(
            instruments=[name.decode() for name in self._target_instrument[targets]],
            eids=[eid.decode() for eid in self._target_eid[targets]],
            arms={name: _spread(targets, *scores) for name, scores in found.items()},
            **{what: fmean(nearest) if nearest else -1.0 for what, nearest in declining.items()},
        )

    @cached_property
    def lexical(self) -> LexicalIndex:
        """The index of words: of instruments with anticipated questions, or of all where none has any."""
        return self._lexicals[0] if self._has_questions.any() else self._lexicals[-1]

    @cached_property
    def _lexicals(self) -> list[LexicalIndex]:
        return [LexicalIndex.load(self._folder / name) for name in WORDS]

    def _queries(self, number: int, wordings: tuple[str, ...]) -> tuple[Vectors, Vectors]:
        """The question's vector by an encoder: as passages are searched with it, and as one text among others."""
        encoder = self._encoders[number]
        asked = _mean(encoder.queries(wordings))
        return asked, asked if encoder.symmetric or not self._fits else _mean(encoder.texts(wordings))

    def _by_words(self, question: str, instruments: Collection[str]) -> tuple[Rows, Floats, float]:
        found = [hit for lexical in self._lexicals for hit in lexical.search(question, DEPTH, instruments)]
        hits = sorted(found, key=lambda hit: -hit[1])
        if not hits:
            return np.zeros(0, np.int64), np.zeros(0, np.float32), 0.0
        rows = self._passage_target[np.array([row for row, _ in hits])]
        scores = np.array([score for _, score in hits], dtype=np.float32)
        targets, first = np.unique(rows, return_index=True)
        return targets, scores[first] / scores[0], 0.0

    def _rows(self, arm: _Arm, instruments: tuple[str, ...]) -> Rows | None:
        """The rows of an arm to look at; None for all of them."""
        if not instruments:
            return None
        wanted = np.isin(self._target_instrument, np.array(instruments, dtype=np.bytes_))[arm.targets]
        return None if wanted.all() else np.flatnonzero(wanted)

    @cached_property
    def _passages(self) -> list[_Arm]:
        """For each encoder, the passages."""
        return [
            _Arm("passage", f"passage-{n}", VectorIndex.load(folder / "passages.faiss"), self._passage_target)
            for n, folder in enumerate(self._folders)
        ]

    @cached_property
    def _fits(self) -> dict[bool, list[_Fit]]:
        """For questions that stand alone (False) and for turns (True), the fit of each encoder; empty without any."""
        targets, is_turn = self._table("question_target"), self._table("question_is_turn")
        if not len(targets):
            return {}
        return {
            with_turns: [
                _Fit.load(folder / name, number, targets[with_turns | ~is_turn])
                for number, folder in enumerate(self._folders)
            ]
            for name, with_turns in fits.FITS.items()
        }

    @property
    def _folders(self) -> list[Path]:
        return [self._folder / f"encoder-{number}" for number in range(len(self._encoders))]

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
        has[self._table("question_target")] = True
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
