"""Builds an index from instruments and their anticipated questions, embedding only what is new."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np

from corpus.questions import AnticipatedQuestion
from index import fits, generations, layout
from index.encoders import Encoder
from index.known import Known
from index.learning import Stage
from index.passages import Passage, passages_of
from index.plan import Plan
from index.precomputed import keys_of
from index.vectors import Vectors

Progress = Callable[[str, int, int], None]
"""Told what is being done, how much of it is done, and how much there is."""


def no_progress(stage: str, done: int, total: int) -> None:
    """Where nobody watches."""


STAGES = {"passage": "passages", "question": "questions", "unanswerable": "unanswerable"}
"""What embedding a kind of text is called to those who watch."""


def build(plan: Plan, progress: Progress = no_progress) -> generations.Manifest:
    """Build the planned index, or check the one that is there.

    Raises:
        StorageError: the data folder cannot be written.
        ModelError: an encoder cannot be loaded.
    """
    manifest = generations.build_once(plan.contents, lambda folder: _Build(plan, folder, progress).run())
    generations.prune(plan.contents)
    return manifest


def rebuild(plan: Plan, progress: Progress = no_progress) -> generations.Manifest:
    """Build the planned index anew and put it in the place of the one that is there, which serves until then.

    Raises:
        StorageError, ModelError: as :func:`build`.
    """
    manifest = generations.build_anew(plan.contents, lambda folder: _Build(plan, folder, progress).run())
    generations.prune(plan.contents)
    return manifest


@dataclass(frozen=True)
class _Build:
    """One index on its way into a folder."""

    plan: Plan
    folder: Path
    progress: Progress

    def run(self) -> generations.Manifest:
        started = time.perf_counter()
        found = [passage for source in self.plan.sources for passage in passages_of(source.instrument)]
        targets = list(dict.fromkeys((passage.instrument, passage.eid) for passage in found))
        rows = {target: row for row, target in enumerate(targets)}
        asked = self._asked(rows)
        self._write_tables(targets, found, rows, asked)
        self.progress("words", 0, 1)
        self._write_words(found)
        self.progress("words", 1, 1)
        for number, encoder in enumerate(self.plan.encoders):
            self._embed(encoder, layout.part_of(self.folder, number), found, asked)
        counts = {"provisions": len(targets), "passages": len(found), "questions": len(asked)}
        return generations.Manifest(asdict(self.plan.contents), counts, {}, round(time.perf_counter() - started, 2))

    def _asked(self, rows: Mapping[tuple[str, str], int]) -> list[tuple[int, AnticipatedQuestion]]:
        """Every anticipated question, with the row of the provision that answers it."""
        return [
            (rows[key], question)
            for source in self.plan.sources
            if source.learned
            for question in source.questions
            if (key := (source.instrument.id, question.eid)) in rows
        ]

    def _write_tables(
        self,
        targets: Sequence[tuple[str, str]],
        found: Sequence[Passage],
        rows: Mapping[tuple[str, str], int],
        asked: Sequence[tuple[int, AnticipatedQuestion]],
    ) -> None:
        tables = {
            "target_instrument": np.array([instrument for instrument, _ in targets], dtype=np.bytes_),
            "target_eid": np.array([eid for _, eid in targets], dtype=np.bytes_),
            "passage_target": np.array([rows[p.instrument, p.eid] for p in found], dtype=np.int64),
            "passage_span": np.array([(p.start, p.end) for p in found], dtype=np.int64).reshape(-1, 2),
            "passage_key": keys_of(p.embedded for p in found),
            "question_target": np.array([row for row, _ in asked], dtype=np.int64),
            "question_is_turn": np.array([question.turn for _, question in asked], dtype=np.bool_),
            "question_key": keys_of(question.question for _, question in asked),
            "unanswerable_key": keys_of(question.question for question in self.plan.unanswerable),
        }
        layout.write_tables(self.folder, tables)

    def _write_words(self, found: Sequence[Passage]) -> None:
        """Words of instruments with and without questions apart: how rare a word is depends on what stands beside."""
        asked = {source.instrument.id for source in self.plan.sources if source.learned}
        for name, with_questions in layout.WORDS.items():
            rows = [row for row, passage in enumerate(found) if (passage.instrument in asked) is with_questions]
            self.plan.stores.words.build([found[row] for row in rows], self.folder, name, rows)

    def _embed(
        self, encoder: Encoder, folder: Path, found: Sequence[Passage], asked: Sequence[tuple[int, AnticipatedQuestion]]
    ) -> None:
        folder.mkdir()
        known = Known.load(self.plan, encoder)
        texts = {"passage": [p.embedded for p in found]}
        if self.plan.learns:
            texts["question"] = [question.question for _, question in asked]
            texts["unanswerable"] = [question.question for question in self.plan.unanswerable]
        vectors = {}
        for what, some in texts.items():
            vectors[what] = known.vectors(what, some, encoder.texts, self._stage(encoder, STAGES[what]))
            self.plan.stores.vectors.build(vectors[what]).save(folder, layout.VECTORS[what])
        if self.plan.learns:
            self._learn(encoder, folder, vectors["passage"], vectors["question"], vectors["unanswerable"])

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
