"""Search across languages: questions and texts that differ in language, by an encoder that reads many.

Nothing here is opened before another language is met. The bundled instruments have their vectors with the package;
those of an added one are made when it is first asked so, and kept in the data folder.
"""

from __future__ import annotations

import threading
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from hashlib import blake2b
from io import BytesIO
from pathlib import Path

import numpy as np

from corpus.model import Instrument
from corpus.storage import data_folder, write_file
from index import precomputed
from index.bridge import Bridge, Place
from index.encoders import Encoder
from index.passages import passages_of
from index.vectors import Floats, Vectors, unit


@dataclass(frozen=True)
class Crossed:
    """Provisions of some instruments, with what each arm says of them: cosines."""

    places: Sequence[Place]
    passage: Floats
    prototype: Floats
    """Of instruments without anticipated questions 0."""
    question: Floats
    """Of the nearest group of anticipated questions; of a provision without any, the lowest of the query."""
    category: float
    """The nearest category of unanswerable questions."""


class Crossing:
    """An encoder of many languages over some instruments. Safe to share between threads."""

    def __init__(self, encoder: Encoder, instruments: Mapping[str, Instrument]) -> None:
        self._encoder = encoder
        self._instruments = instruments
        self._lock = threading.Lock()
        self._held: dict[str, tuple[tuple[Place, ...], Vectors]] = {}
        self._query = lru_cache(maxsize=64)(self._queried)

    def candidates(self, question: str, language: str, instruments: Collection[str]) -> Crossed:
        """What the arms find for a question.

        Args:
            language: that the question is asked in.
            instruments: identifiers of those to look in.
        """
        asked = self._query(question, language)
        places, passage = self._by_passage(asked, instruments)
        turned = unit((asked @ self._bridge.matrix)[None])[0]
        prototypes = self._bridge.prototypes @ turned
        known = dict(zip(self._bridge.places, prototypes.tolist(), strict=False))
        near = self._by_question(asked)
        lowest = float(near.min(initial=0.0))
        rows = {place: row for row, place in enumerate(self._bridge.places)}
        return Crossed(
            places,
            passage,
            np.array([known.get(place, 0.0) for place in places], np.float32),
            np.array([near[rows[place]] if place in rows else lowest for place in places], np.float32),
            float(prototypes[len(self._bridge.places) :].max(initial=-1.0)),
        )

    def cover(self, question: str, language: str, words: str) -> float:
        """How near a passage lies to a question: the cosine."""
        text = self._bridge.centred(self._encoder.texts([words]))[0]
        return float(text @ self._query(question, language))

    def prepare(self, instrument: str) -> None:
        """Make ready what an instrument is searched by, so that its first question need not wait."""
        self._vectors(instrument)

    @cached_property
    def _bridge(self) -> Bridge:
        return precomputed.crossing(self._encoder)[0]

    @cached_property
    def _shipped(self) -> Mapping[bytes, Vectors]:
        return precomputed.crossing(self._encoder)[1]

    def _queried(self, question: str, language: str) -> Floats:
        return np.asarray(self._bridge.shifted(self._encoder.queries([question]), language)[0])

    def _by_question(self, asked: Floats) -> Floats:
        """For each place of the bridge, how near the nearest group of its anticipated questions lies."""
        near = self._bridge.centres @ asked
        best = np.full(len(self._bridge.places), near.min(initial=0.0), np.float32)
        np.maximum.at(best, self._bridge.centre_of, near)
        return best

    def _by_passage(self, asked: Floats, instruments: Collection[str]) -> tuple[list[Place], Floats]:
        """Each provision once, with its best passage."""
        best: dict[Place, float] = {}
        for id in instruments:
            places, vectors = self._vectors(id)
            for place, score in zip(places, (vectors @ asked).tolist(), strict=True):
                best[place] = max(score, best.get(place, -1.0))
        return list(best), np.array(list(best.values()), np.float32)

    def _vectors(self, id: str) -> tuple[tuple[Place, ...], Vectors]:
        """The passages of an instrument: what each stands for, and its vector."""
        with self._lock:
            if id not in self._held:
                passages = list(passages_of(self._instruments[id]))
                places = tuple((passage.instrument, passage.eid) for passage in passages)
                self._held[id] = places, self._bridge.centred(self._of_texts([p.embedded for p in passages]))
            return self._held[id]

    def _of_texts(self, texts: Sequence[str]) -> Vectors:
        keys = [bytes(key) for key in precomputed.keys_of(texts)]
        if all(key in self._shipped for key in keys):
            return np.stack([self._shipped[key] for key in keys])
        file = self._file(keys)
        if (kept := _kept(file, len(texts))) is not None:
            return kept
        vectors = self._encoder.texts(texts)
        content = BytesIO()
        np.save(content, vectors.astype(np.float16), allow_pickle=False)
        write_file(file, content.getvalue())
        return vectors

    def _file(self, keys: Sequence[bytes]) -> Path:
        digest = blake2b(b"".join([self._encoder.digest.encode(), *keys]), digest_size=16).hexdigest()
        return data_folder() / "languages" / f"{digest}.npy"


def _kept(file: Path, count: int) -> Vectors | None:
    """Vectors that were made before; nothing where there are none, or their file is damaged."""
    try:
        vectors = np.load(file, allow_pickle=False).astype(np.float32)
    except (OSError, ValueError, EOFError):
        return None
    return unit(vectors) if vectors.ndim == 2 and len(vectors) == count else None
