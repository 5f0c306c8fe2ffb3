"""A question to candidate provisions: what each arm of the index says of them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from statistics import fmean

import numpy as np
import numpy.typing as npt

from index import fits, generations, layout
from index.arms import DEPTH, Arm, Learned
from index.layout import Table
from index.plan import Plan
from index.stores.base import WordStore
from index.vectors import Floats, Rows, Vectors, unit


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


class Index:
    """An index on disk, opened for search. Safe to share between threads."""

    def __init__(self, folder: Path, plan: Plan, manifest: generations.Manifest) -> None:
        self.manifest = manifest
        self._folder = folder
        self._encoders = plan.encoders
        self._stores = plan.stores
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
        return cls(folder, plan, generations.check(folder))

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
    def lexical(self) -> WordStore:
        """The index of words: of instruments with anticipated questions, or of all where none has any."""
        return self._lexicals[0] if self._has_questions.any() else self._lexicals[-1]

    @cached_property
    def _lexicals(self) -> list[WordStore]:
        return [self._stores.words.load(self._folder, name) for name in layout.WORDS]

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

    def _rows(self, arm: Arm, instruments: tuple[str, ...]) -> Rows | None:
        """The rows of an arm to look at; None for all of them."""
        if not instruments:
            return None
        wanted = np.isin(self._target_instrument, np.array(instruments, dtype=np.bytes_))[arm.targets]
        return None if wanted.all() else np.flatnonzero(wanted)

    @cached_property
    def _passages(self) -> list[Arm]:
        """For each encoder, the passages."""
        return [
            Arm("passage", n, self._stores.vectors.load(part, layout.VECTORS["passage"]), self._passage_target)
            for n, part in enumerate(self._parts)
        ]

    @cached_property
    def _fits(self) -> dict[bool, list[Learned]]:
        """For questions that stand alone (False) and for turns (True), the fit of each encoder; empty without any."""
        targets, is_turn = self._table("question_target"), self._table("question_is_turn")
        if not len(targets):
            return {}
        return {
            with_turns: [
                Learned.open(part / name, number, targets[with_turns | ~is_turn], self._stores.vectors)
                for number, part in enumerate(self._parts)
            ]
            for name, with_turns in fits.FITS.items()
        }

    @property
    def _parts(self) -> list[Path]:
        return [layout.part_of(self._folder, number) for number in range(len(self._encoders))]

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

    def _table(self, name: str) -> Table:
        return layout.read_table(self._folder, name)


def _mean(vectors: Vectors) -> Vectors:
    return unit(vectors.mean(axis=0, keepdims=True))


def _spread(targets: Rows, rows: Rows, scores: Floats, lowest: float) -> Floats:
    """An arm's scores over all candidates; those it did not see get its lowest."""
    spread = np.full(len(targets), lowest, dtype=np.float32)
    spread[np.searchsorted(targets, rows)] = scores
    return spread
