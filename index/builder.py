"""Builds an index from instruments and their anticipated questions, embedding only what is new."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from functools import cached_property
from hashlib import blake2b
from pathlib import Path

import numpy as np

from corpus import questions as anticipated
from corpus.errors import DamagedIndex
from corpus.model import Instrument
from corpus.questions import AnticipatedQuestion, UnanswerableQuestion
from index import fits, generations, passages, precomputed
from index.encoders import Encoder, Vectors
from index.learning import Recipe
from index.passages import Passage, passages_of
from index.precomputed import keys_of
from index.stores.faiss import VectorIndex
from index.stores.tantivy import LexicalIndex

WORDS = {"lexical": True, "lexical-unasked": False}
"""Folders of word indexes, and whether they hold the instruments that have questions."""
Progress = Callable[[str, int, int], None]
"""Told what is being done, how much of it is done, and how much there is."""


def no_progress(stage: str, done: int, total: int) -> None:
    """Where nobody watches."""


@dataclass(frozen=True)
class Source:
    """An instrument and the questions anticipated about it."""

    instrument: Instrument
    questions: tuple[AnticipatedQuestion, ...] = ()

    @property
    def learned(self) -> bool:
        """Whether there is anything to learn from: turns alone are none."""
        return any(not question.turn for question in self.questions)


@dataclass(frozen=True)
class Plan:
    """All that an index is made from."""

    sources: tuple[Source, ...]
    encoders: tuple[Encoder, ...]
    unanswerable: tuple[UnanswerableQuestion, ...] = ()
    recipe: Recipe = field(default_factory=Recipe)

    @cached_property
    def contents(self) -> generations.Contents:
        """What the index will hold."""
        return contents_of(self)

    @property
    def learns(self) -> bool:
        """Whether there is anything to learn from."""
        return any(source.learned for source in self.sources)


def contents_of(plan: Plan) -> generations.Contents:
    """What an index of this plan holds."""
    sources = plan.sources
    return generations.Contents(
        encoders={encoder.name: encoder.digest for encoder in plan.encoders},
        instruments={source.instrument.id: _instrument_digest(source.instrument) for source in sources},
        questions={s.instrument.id: anticipated.digest(s.questions) for s in sources if s.questions}
        | ({"": anticipated.digest(plan.unanswerable)} if plan.learns else {}),
        recipe={**asdict(plan.recipe), "slice": passages.SLICE, "overlap": passages.OVERLAP, "header": passages.HEADER},
    )


def build(plan: Plan, progress: Progress = no_progress) -> generations.Manifest:
    """Build the planned index, or check the one that is there.

    Raises:
        StorageError: the data folder cannot be written.
        ModelError: an encoder cannot be loaded.
    """
    manifest = generations.build_once(plan.contents, lambda folder: _Build(plan, folder, progress).run())
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
            self._embed(encoder, self.folder / f"encoder-{number}", found, asked)
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
        """Plain arrays: they are mapped into memory by a reader, whatever their size."""
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
        for name, table in tables.items():
            np.save(self.folder / f"{name}.npy", table, allow_pickle=False)

    def _write_words(self, found: Sequence[Passage]) -> None:
        """Words of instruments with and without questions apart: how rare a word is depends on what stands beside."""
        asked = {source.instrument.id for source in self.plan.sources if source.learned}
        for name, with_questions in WORDS.items():
            rows = [row for row, passage in enumerate(found) if (passage.instrument in asked) is with_questions]
            LexicalIndex.build([found[row] for row in rows], self.folder / name, rows)

    def _embed(
        self, encoder: Encoder, folder: Path, found: Sequence[Passage], asked: Sequence[tuple[int, AnticipatedQuestion]]
    ) -> None:
        folder.mkdir()
        known = _Known.load(self.plan.contents, encoder)
        texts = known.vectors("passage", [p.embedded for p in found], encoder.texts, self._stage(encoder, "passages"))
        VectorIndex.build(texts).save(folder / "passages.faiss")
        if not self.plan.learns:
            return
        questions = known.vectors(
            "question", [q.question for _, q in asked], encoder.texts, self._stage(encoder, "questions")
        )
        VectorIndex.build(questions).save(folder / "questions.faiss")
        unanswerable = [question.question for question in self.plan.unanswerable]
        declined = known.vectors("unanswerable", unanswerable, encoder.texts, self._stage(encoder, "unanswerable"))
        VectorIndex.build(declined).save(folder / "unanswerables.faiss")
        self._learn(encoder, folder, texts, questions, declined)

    def _learn(self, encoder: Encoder, folder: Path, texts: Vectors, questions: Vectors, declined: Vectors) -> None:
        """Fit what questions that stand alone teach, and what they and turns of a dialogue teach together."""
        of_question = np.load(self.folder / "question_target.npy")
        asked_in_turn = np.load(self.folder / "question_is_turn.npy")
        declined_in_turn = np.array([question.turn for question in self.plan.unanswerable], dtype=np.bool_)
        categories = np.array([question.category for question in self.plan.unanswerable])
        first_passage = np.unique(np.load(self.folder / "passage_target.npy"), return_index=True)[1]
        for name, with_turns in fits.FITS.items():
            asked, turned_down = with_turns | ~asked_in_turn, with_turns | ~declined_in_turn
            examples = fits.Examples(
                questions[asked],
                of_question[asked],
                texts[first_passage[np.unique(of_question[asked])]],
                declined[turned_down],
                categories[turned_down],
            )
            stage = self._stage(encoder, f"learning from questions{' and turns' * with_turns}")
            fits.write(folder / name, examples, self.plan.recipe, self.plan.contents, stage)

    def _stage(self, encoder: Encoder, what: str) -> Callable[[int, int], None]:
        return lambda done, total: self.progress(f"{encoder.name}: {what}", done, total)


@dataclass(frozen=True)
class _Known:
    """Vectors that need no encoding: shipped ones, and those of earlier indexes, by the text they stand for."""

    rows: Mapping[tuple[str, bytes], Vectors]

    @classmethod
    def load(cls, contents: generations.Contents, encoder: Encoder) -> _Known:
        rows = precomputed.vectors(encoder)
        for folder in generations.others(contents)[:2]:
            rows = {**_vectors_in(folder, encoder), **rows}
        return cls(rows)

    def vectors(
        self,
        what: str,
        texts: Sequence[str],
        encode: Callable[[Sequence[str], Callable[[int], None]], Vectors],
        stage: Callable[[int, int], None],
    ) -> Vectors:
        """Vectors of the texts, encoding only those not known yet."""
        keys = [(what, bytes(key)) for key in keys_of(texts)]
        missing = [row for row, key in enumerate(keys) if key not in self.rows]
        done = len(texts) - len(missing)
        stage(done, len(texts))

        def more(count: int) -> None:
            nonlocal done
            done += count
            stage(done, len(texts))

        fresh = encode([texts[row] for row in missing], more)
        vectors = np.zeros((len(texts), fresh.shape[1]), dtype=np.float32)
        vectors[missing] = fresh
        for row, key in enumerate(keys):
            if key in self.rows:
                vectors[row] = self.rows[key]
        return vectors


def _vectors_in(folder: Path, encoder: Encoder) -> dict[tuple[str, bytes], Vectors]:
    """What another index holds of this encoder; nothing where it is damaged or of another model."""
    try:
        names = dict(generations.check(folder).contents["encoders"])
        if names.get(encoder.name) != encoder.digest:
            return {}
        part = folder / f"encoder-{list(names).index(encoder.name)}"
        found: dict[tuple[str, bytes], Vectors] = {}
        for what in ("passage", "question", "unanswerable"):
            if (file := part / f"{what}s.faiss").exists():
                keys = np.load(folder / f"{what}_key.npy")
                vectors = VectorIndex.load(file).vectors()
                found |= {(what, bytes(key)): vector for key, vector in zip(keys, vectors, strict=True)}
        return found
    except (DamagedIndex, OSError, ValueError):
        return {}


def _instrument_digest(instrument: Instrument) -> str:
    """Of the text, and of where each provision stands in it: both decide the passages."""
    spans = [f"{p.eid} {p.body} {p.end}" for p in instrument]
    return blake2b("\n".join([instrument.about.short_title, instrument.digest, *spans]).encode()).hexdigest()[:32]
