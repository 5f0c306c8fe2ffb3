"""Builds an index from instruments and their anticipated questions, embedding only what is new."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np

from corpus.questions import AnticipatedQuestion
from corpus.storage import share
from index import fits, generations, layout, segments, writing
from index.earlier import Earlier, asked_of
from index.encoders import Encoder
from index.known import Known
from index.learning import Stage
from index.parts import ASKED, Part
from index.plan import Plan
from index.precomputed import keys_of
from index.vectors import Rows, Vectors
from index.writing import Texts

Progress = Callable[[str, int, int], None]
"""Told what is being done, how much of it is done, and how much there is."""


def no_progress(stage: str, done: int, total: int) -> None:
    """Where nobody watches."""


STAGES = {"passage": "passages", "question": "questions", "unanswerable": "unanswerable"}
"""What embedding a kind of text is called to those who watch."""


def build(plan: Plan, progress: Progress = no_progress) -> generations.Manifest:
    """Build the planned index, or check the one that is there. What an earlier one has is taken over as it is.

    Raises:
        StorageError: the data folder cannot be written.
        ModelError: an encoder cannot be loaded.
    """
    write = _writer(plan, segments.settled, progress)
    manifest = generations.build_once(plan.contents, write)
    generations.prune(plan.contents)
    return manifest


def merge(plan: Plan, progress: Progress = no_progress) -> generations.Manifest:
    """Build the planned index with as few segments as may be, in the place of the one that is there.

    Raises:
        StorageError, ModelError: as :func:`build`.
    """
    build(plan, progress)
    return generations.build_anew(plan.contents, _writer(plan, segments.merged, progress))


def rebuild(plan: Plan, progress: Progress = no_progress) -> generations.Manifest:
    """Build the planned index anew and put it in the place of the one that is there, which serves until then.

    Other indexes are removed: nothing is left of an instrument that is in the library no more.

    Raises:
        StorageError, ModelError: as :func:`build`.
    """
    manifest = generations.build_anew(plan.contents, lambda folder: _Build(plan, folder, None, _alone, progress).run())
    generations.prune(plan.contents, keep=0)
    return manifest


Grouping = Callable[[Sequence[Part]], list[list[Part]]]


def _writer(plan: Plan, grouped: Grouping, progress: Progress) -> Callable[[Path], generations.Manifest]:
    return lambda folder: _Build(plan, folder, Earlier.find(plan), grouped, progress).run()


def _alone(parts: Sequence[Part]) -> list[list[Part]]:
    return [[part] for part in parts]


@dataclass(frozen=True)
class _Build:
    """One index on its way into a folder."""

    plan: Plan
    folder: Path
    earlier: Earlier | None
    """An index of which it takes over what has not changed."""
    grouped: Grouping
    """Which segments are to be one."""
    progress: Progress

    def run(self) -> generations.Manifest:
        started = time.perf_counter()
        asked = asked_of(self.plan)
        kept = self.earlier is not None and self.earlier.manifest.asked == asked
        lent = self.earlier.manifest if self.earlier else None
        if self.earlier and kept:
            self.earlier.share_asked(self.folder)
        first = None if kept else self._texts(learned=True)
        questions = [] if first is None else self._write_asked(first)
        before, there = self._there()
        fresh = self._texts(learned=False, besides={id for part in there for id in part.instruments})
        serials = self._serials(before, len(fresh.passages))
        self._write_words(first, list(segments.gone(before, there)), fresh, serials)
        new = fresh.part(f"segment-{self._free()}")
        if fresh.sources:
            (self.folder / new.name).mkdir()
            writing.write_tables(self.folder / new.name, fresh, serials)
        self._embed(first, questions, fresh, new)
        there = [part for part in there if part.instruments] + [new] * bool(fresh.sources)
        parts = [first.part(ASKED) if first else self._earlier_parts()[0], *map(self._settle, self.grouped(there))]
        spans = [held.targets for part in parts for held in part.instruments.values()]
        counts = {
            "provisions": sum(end - begin for begin, end in spans),
            "passages": sum(part.living for part in parts),
            "questions": len(questions) if first or not lent else lent.counts["questions"],
        }
        return generations.Manifest(
            contents=asdict(self.plan.contents),
            counts=counts,
            files=lent.files if lent else {},
            stamps=lent.stamps if lent else {},
            seconds=round(time.perf_counter() - started, 2),
            parts=[asdict(part) for part in parts],
            asked=asked,
        )

    def _texts(self, learned: bool, besides: Collection[str] = ()) -> Texts:
        """What is written of the instruments that have questions, or of the others."""
        sources = [s for s in self.plan.sources if s.learned is learned and s.instrument.id not in besides]
        return Texts.of(sources)

    def _write_asked(self, texts: Texts) -> list[AnticipatedQuestion]:
        """The tables of the instruments that have questions; gives these questions, in the order of their rows."""
        rows = {target: row for row, target in enumerate(texts.targets)}
        asked = [
            (rows[key], question)
            for source in texts.sources
            for question in source.questions
            if (key := (source.instrument.id, question.eid)) in rows
        ]
        writing.write_tables(self.folder, texts, np.arange(len(texts.passages), dtype=np.int64))
        tables = {
            "question_target": np.array([row for row, _ in asked], dtype=np.int64),
            "question_is_turn": np.array([question.turn for _, question in asked], dtype=np.bool_),
            "question_key": keys_of(question.question for _, question in asked),
            "unanswerable_key": keys_of(question.question for question in self.plan.unanswerable),
        }
        layout.write_tables(self.folder, tables)
        return [question for _, question in asked]

    def _there(self) -> tuple[list[Part], list[Part]]:
        """The segments of the earlier index, as they were, and without what is gone or altered."""
        before = self._earlier_parts()[1:]
        wanted = {s.instrument.id: s.instrument.fingerprint for s in self.plan.sources if not s.learned}
        return before, [part.of(wanted) for part in before]

    def _earlier_parts(self) -> list[Part]:
        return list(self.earlier.parts) if self.earlier else []

    def _serials(self, before: Sequence[Part], count: int) -> Rows:
        """Serial numbers for so many passages, above all that were given."""
        last = -1
        for part in before:
            given = layout.read_table(self._earlier_folder(part), "passage_serial")
            last = max(last, int(given[-1]) if len(given) else -1)
        return np.arange(last + 1, last + 1 + count, dtype=np.int64)

    def _write_words(self, first: Texts | None, gone: Sequence[str], fresh: Texts, serials: Rows) -> None:
        self.progress("words", 0, 1)
        store, name = self.plan.stores.words, layout.UNASKED
        if first is not None:
            store.build(first.passages, self.folder, layout.ASKED)
        if self.earlier is None:
            store.build(fresh.passages, self.folder, name, serials.tolist())
        elif gone or fresh.passages:
            store.extend(self.earlier.folder, self.folder, name, gone, fresh.passages, serials.tolist())
        else:
            self.earlier.share_words(self.folder)
        self.progress("words", 1, 1)

    def _embed(self, first: Texts | None, questions: Sequence[AnticipatedQuestion], fresh: Texts, new: Part) -> None:
        """The vectors of what is new, and what they teach."""
        if first is None and not fresh.sources:
            return
        asked = first or Texts.of(())
        texts = {"passage": [p.embedded for p in (*asked.passages, *fresh.passages)]}
        if first and self.plan.learns:
            texts["question"] = [question.question for question in questions]
            texts["unanswerable"] = [question.question for question in self.plan.unanswerable]
        ids = {source.instrument.id for source in (*asked.sources, *fresh.sources)}
        for number, encoder in enumerate(self.plan.encoders):
            known = Known.load(self.plan, encoder, ids, texts.keys())
            vectors = {
                what: known.vectors(what, some, encoder.texts, self._stage(encoder, STAGES[what]))
                for what, some in texts.items()
            }
            if fresh.sources:
                added = {"passage": vectors["passage"][len(asked.passages) :]}
                self._save(layout.part_of(self.folder / new.name, number), added)
            vectors["passage"] = vectors["passage"][: len(asked.passages)]
            if first:
                self._save(inside := layout.part_of(self.folder, number), vectors)
                if self.plan.learns:
                    self._learn(encoder, inside, vectors["passage"], vectors["question"], vectors["unanswerable"])

    def _save(self, folder: Path, vectors: Mapping[str, Vectors]) -> None:
        folder.mkdir()
        for what, some in vectors.items():
            self.plan.stores.vectors.build(some).save(folder, layout.VECTORS[what])

    def _settle(self, group: Sequence[Part]) -> Part:
        """One segment of a group, in its place."""
        if not segments.anew(group):
            if not (self.folder / group[0].name).exists():
                share(self._earlier_folder(group[0]), self.folder / group[0].name)
            return group[0]
        name = f"segment-{self._free()}"
        where = {self._folder(part): part for part in group}
        merged = writing.merge(where, self.folder / name, name, self.plan)
        for folder in where:
            if folder.parent == self.folder:
                shutil.rmtree(folder)
        return merged

    def _folder(self, part: Part) -> Path:
        """Where a segment lies: here, or still in the earlier index alone."""
        here = self.folder / part.name
        return here if here.exists() else self._earlier_folder(part)

    def _earlier_folder(self, part: Part) -> Path:
        return part.folder(self.earlier.folder if self.earlier else self.folder)

    def _free(self) -> int:
        """A number that no segment has, here or in the earlier index."""
        folders = (self.folder, self.earlier.folder) if self.earlier else (self.folder,)
        taken = (path.name.partition("-")[2] for folder in folders for path in folder.glob("segment-*"))
        return 1 + max(map(int, taken), default=0)

    def _learn(self, encoder: Encoder, folder: Path, texts: Vectors, questions: Vectors, declined: Vectors) -> None:
        """Fit what questions that stand alone teach, and what they and turns of a dialogue teach together."""
        of_question = layout.read_table(self.folder, "question_target")
        asked_in_turn = layout.read_table(self.folder, "question_is_turn")
        declined_in_turn = np.array([question.turn for question in self.plan.unanswerable], dtype=np.bool_)
        categories = np.array([question.category for question in self.plan.unanswerable])
        first_passage = np.unique(layout.read_table(self.folder, "passage_target"), return_index=True)[1]
        keys = [layout.read_table(self.folder, f"{what}_key") for what in ("question", "passage", "unanswerable")]
        for name, with_turns in fits.FITS.items():
            asked, turned_down = with_turns | ~asked_in_turn, with_turns | ~declined_in_turn
            passages = first_passage[np.unique(of_question[asked])]
            examples = fits.Examples(
                questions[asked],
                of_question[asked],
                texts[passages],
                declined[turned_down],
                categories[turned_down],
                (keys[0][asked], keys[1][passages], keys[2][turned_down]),
            )
            stage = self._stage(encoder, f"learning from questions{' and turns' * with_turns}")
            fits.write(folder / name, examples, self.plan, encoder, stage)

    def _stage(self, encoder: Encoder, what: str) -> Stage:
        return lambda done, total: self.progress(f"{encoder.name}: {what}", done, total)
