"""A question to candidate provisions: what each arm of the index says of them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import accumulate
from pathlib import Path
from statistics import fmean

import numpy as np

from index import fits, generations, layout
from index.arms import DEPTH, Arm, Learned
from index.layout import Table
from index.parts import Part, parts_of
from index.plan import Plan
from index.stores.base import WordStore
from index.together import Together
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
        index = cls(folder, plan, generations.check(folder))
        index._hold()
        return index

    def _hold(self) -> None:
        """Map what a first question opens: two changes elsewhere may take the files away, not what is mapped."""
        _ = (self._passages, self._fits, self._lexicals, self._words, self._names)

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
        ids, eids = self._named(targets)
        return Candidates(
            instruments=ids,
            eids=eids,
            arms={name: _spread(targets, *scores) for name, scores in found.items()},
            **{what: fmean(nearest) if nearest else -1.0 for what, nearest in declining.items()},
        )

    @cached_property
    def lexical(self) -> WordStore:
        """The index of words: of instruments with anticipated questions, or of all where none has any."""
        return self._lexicals[0] if self._has_questions else self._lexicals[-1]

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """Every word of the instruments, in small letters."""
        return frozenset(word.decode() for table in self._words for word in table.tolist())

    @cached_property
    def _words(self) -> list[Table]:
        return [layout.read_table(part.folder(self._folder), "vocabulary") for part in self._of]

    @cached_property
    def _lexicals(self) -> list[WordStore]:
        return [self._stores.words.load(self._folder, name) for name in (layout.ASKED, layout.UNASKED)]

    def _queries(self, number: int, wordings: tuple[str, ...]) -> tuple[Vectors, Vectors]:
        """The question's vector by an encoder: as passages are searched with it, and as one text among others."""
        encoder = self._encoders[number]
        asked = _mean(encoder.queries(wordings))
        return asked, asked if encoder.symmetric or not self._fits else _mean(encoder.texts(wordings))

    def _by_words(self, question: str, instruments: Collection[str]) -> tuple[Rows, Floats, float]:
        found = [hit for number in (0, 1) for hit in self._words_in(number, question, instruments)]
        hits = sorted(found, key=lambda hit: -hit[1])
        if not hits:
            return np.zeros(0, np.int64), np.zeros(0, np.float32), 0.0
        rows = self._passage_target[np.array([row for row, _ in hits])]
        scores = np.array([score for _, score in hits], dtype=np.float32)
        targets, first = np.unique(rows, return_index=True)
        return targets, scores[first] / scores[0], 0.0

    def _words_in(self, number: int, question: str, instruments: Collection[str]) -> list[tuple[int, float]]:
        """Passages of the asked instruments (0) or of all others (1) by their words."""
        held = self._segmented[number]
        inside = [id for id in instruments if id in held]
        if instruments and not inside:
            return []
        hits = self._lexicals[number].search(question, DEPTH, inside if len(inside) < len(held) else ())
        if not number:
            return hits
        rows = self._base + np.searchsorted(self._serials, np.array([serial for serial, _ in hits], np.int64))
        return list(zip(rows.tolist(), (score for _, score in hits), strict=True))

    def _rows(self, arm: Arm, instruments: tuple[str, ...]) -> Rows | None:
        """The rows of an arm to look at; None for all of them."""
        if arm.what == "passage":
            return self._passages_of(instruments or tuple(self._spans), len(arm.targets))
        if not instruments:
            return None
        wanted = np.isin(self._names[0][0], np.array(instruments, dtype=np.bytes_))[arm.targets]
        return None if wanted.all() else np.flatnonzero(wanted)

    def _passages_of(self, instruments: tuple[str, ...], count: int) -> Rows | None:
        spans = sorted(self._spans[id] for id in instruments if id in self._spans)
        if sum(end - first for first, end in spans) == count:
            return None
        return np.concatenate([np.zeros(0, np.int64), *(np.arange(*span, dtype=np.int64) for span in spans)])

    def _named(self, targets: Rows) -> tuple[list[str], list[str]]:
        """The instrument and the identifier of each provision.

        Args:
            targets: in the order of their numbers.
        """
        ids: list[str] = []
        eids: list[str] = []
        for first, (named, identified) in zip(_bases(part.targets for part in self._of), self._names, strict=True):
            begin, end = np.searchsorted(targets, (first, first + len(named)))
            if rows := (targets[begin:end] - first).tolist():
                ids += [name.decode() for name in named[rows]]
                eids += [eid.decode() for eid in identified[rows]]
        return ids, eids

    @cached_property
    def _names(self) -> list[tuple[Table, Table]]:
        """Of each part, the instruments and the identifiers of its provisions."""
        folders = [part.folder(self._folder) for part in self._of]
        return [(layout.read_table(one, "target_instrument"), layout.read_table(one, "target_eid")) for one in folders]

    @cached_property
    def _of(self) -> tuple[Part, ...]:
        """The parts of the index."""
        return parts_of(self.manifest.parts)

    @cached_property
    def _segmented(self) -> tuple[Collection[str], Collection[str]]:
        """The instruments that have questions, and all others."""
        asked, *others = self._of
        return asked.instruments.keys(), {id for part in others for id in part.instruments}

    @cached_property
    def _spans(self) -> dict[str, tuple[int, int]]:
        """The rows of the passages of each instrument."""
        based = zip(self._of, _bases(part.passages for part in self._of), strict=True)
        return {
            id: (base + held.passages[0], base + held.passages[1])
            for part, base in based
            for id, held in part.instruments.items()
        }

    @cached_property
    def _base(self) -> int:
        """Where the rows of segments begin."""
        return self._of[0].passages

    @cached_property
    def _serials(self) -> Rows:
        """The serial numbers of the passages in segments, which rise."""
        return self._joined("passage_serial", self._of[1:])

    @cached_property
    def _passages(self) -> list[Arm]:
        """For each encoder, the passages."""
        return [Arm("passage", n, self._vectors_of(n), self._passage_target) for n in range(len(self._encoders))]

    def _vectors_of(self, number: int) -> Together:
        """The passages of all parts by an encoder."""
        folders = (layout.part_of(part.folder(self._folder), number) for part in self._of if part.passages)
        name = layout.VECTORS["passage"]
        return Together([self._stores.vectors.load(folder, name) for folder in folders])

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
        return self._joined("passage_target", self._of, _bases(part.targets for part in self._of))

    @cached_property
    def _has_questions(self) -> bool:
        return len(self._table("question_target")) > 0

    def _table(self, name: str) -> Table:
        return layout.read_table(self._folder, name)

    def _joined(self, name: str, parts: Sequence[Part], bases: Sequence[int] = ()) -> Rows:
        """A table of all parts as one, with a number added to that of each."""
        tables = [layout.read_table(part.folder(self._folder), name) for part in parts]
        moved = [table + base for table, base in zip(tables, bases or [0] * len(tables), strict=True)]
        return np.concatenate([np.zeros(0, np.int64), *moved])


def _bases(counts: Iterable[int]) -> list[int]:
    """Where the rows of each part begin."""
    return [0, *accumulate(counts)][:-1]


def _mean(vectors: Vectors) -> Vectors:
    return unit(vectors.mean(axis=0, keepdims=True))


def _spread(targets: Rows, rows: Rows, scores: Floats, lowest: float) -> Floats:
    """An arm's scores over all candidates; those it did not see get its lowest."""
    spread = np.full(len(targets), lowest, dtype=np.float32)
    spread[np.searchsorted(targets, rows)] = scores
    return spread
