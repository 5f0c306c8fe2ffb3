"""The bridge from questions in other languages to provisions: how it is learned, and how it is written down.

Languages lie apart in a multilingual encoder's space by little more than a constant (Libovický, Rosa and Fraser,
"On the language neutrality of pre-trained multilingual representations", 2020): each language is shifted by the mean
difference between its anticipated questions and the English ones that they were written after. What is common to all
questions is taken away, and the rest is learned as for English, see :mod:`index.learning`, from both.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from corpus.questions import ForeignQuestion
from index.learning import Recipe, adapt
from index.vectors import Floats, Rows, Vectors, unit

Place = tuple[str, str]
"""An instrument and a provision of it, by their identifiers."""
OFTEN = 3
"""Times that a question in another language is learned from for once that an English one is: there are far fewer."""
GROUPS = 4
"""Groups of the questions of one provision: a nearest question would want all of them to be shipped."""
ROUNDS = 8


@dataclass(frozen=True, eq=False)
class Bridge:
    """What turns the vector of a question in any language, and what it is then compared with."""

    mean: Floats
    """What all questions have in common, shape (dimension,)."""
    text_mean: Floats
    """The same of passages."""
    shifts: Mapping[str, Floats]
    """By language, what parts its questions from English ones."""
    matrix: Floats
    places: tuple[Place, ...]
    """The provision of each of the first prototypes."""
    prototypes: Vectors
    """Of those provisions, and behind them of each category of unanswerable questions."""
    centres: Vectors
    """Of the anticipated questions of each place, the means of a few groups of like ones."""
    centre_of: Rows
    """For each of them, the row of its place."""

    def shifted(self, vectors: Vectors, language: str) -> Vectors:
        """Vectors of questions in a language, as if they were English, without what all have in common."""
        moved = vectors - self.shifts[language] if language in self.shifts else vectors
        return unit(moved - self.mean)

    def centred(self, texts: Vectors) -> Vectors:
        """Vectors of passages without what all have in common."""
        return unit(texts - self.text_mean)


@dataclass(frozen=True, eq=False)
class Lessons:
    """What a bridge is learned from."""

    questions: Vectors
    places: Sequence[Place]
    """For each English question, what answers it."""
    unanswerable: Vectors
    categories: Sequence[str]
    foreign: Mapping[str, tuple[Sequence[ForeignQuestion], Vectors, Vectors]]
    """By language: questions, their vectors, and those of the English ones that they were written after."""
    passages: Mapping[Place, Floats]
    """Of each provision, the vector of its first passage."""


def learned(lessons: Lessons) -> Bridge:
    """The bridge that is learned from questions in English and other languages."""
    shifts = {language: (own - english).mean(axis=0) for language, (_, own, english) in lessons.foreign.items()}
    places = tuple(dict.fromkeys(place for place in lessons.places if place in lessons.passages))
    rows = {place: row for row, place in enumerate(places)}
    categories = sorted(set(lessons.categories))
    asked = [question for questions, _, _ in lessons.foreign.values() for question in questions]
    moved = np.concatenate([own - shifts[language] for language, (_, own, _) in lessons.foreign.items()])
    asked_of = np.array([rows.get((q.instrument, q.eid), -1) for q in asked], dtype=np.int64)
    known = np.array([rows.get(place, -1) for place in lessons.places], dtype=np.int64)
    declined = np.array([len(places) + categories.index(category) for category in lessons.categories], dtype=np.int64)
    inputs = [lessons.questions[known >= 0], *[moved[asked_of >= 0]] * OFTEN, lessons.unanswerable]
    targets = np.concatenate([known[known >= 0], *[asked_of[asked_of >= 0]] * OFTEN, declined])
    stacked = np.concatenate(inputs)
    mean, texts = stacked.mean(axis=0), np.stack(list(lessons.passages.values()))
    text_mean = texts.mean(axis=0)
    centres = [lessons.passages[place] - text_mean for place in places]
    centres += [lessons.unanswerable[declined == len(places) + n].mean(axis=0) - mean for n in range(len(categories))]
    fit = adapt(unit(stacked - mean), targets, unit(np.stack(centres)), Recipe())
    asked_in_all = unit(np.concatenate([lessons.questions[known >= 0], moved[asked_of >= 0]]) - mean)
    answered_by = np.concatenate([known[known >= 0], asked_of[asked_of >= 0]])
    groups = [grouped(asked_in_all[answered_by == row]) for row in range(len(places))]
    centre_of = np.repeat(np.arange(len(places)), [len(group) for group in groups])
    return Bridge(mean, text_mean, shifts, fit.matrix, places, fit.prototypes, np.concatenate(groups), centre_of)


def grouped(vectors: Vectors) -> Vectors:
    """The means of a few groups of like vectors: spherical k-means (Dhillon and Modha, 2001); all of few."""
    if len(vectors) <= GROUPS:
        return vectors
    centres = vectors[:: len(vectors) // GROUPS][:GROUPS]
    for _ in range(ROUNDS):
        nearest = (vectors @ centres.T).argmax(axis=1)
        own = [vectors[nearest == n] for n in range(GROUPS)]
        centres = unit(np.stack([each.mean(axis=0) if len(each) else centres[n] for n, each in enumerate(own)]))
    return centres


def save(bridge: Bridge, file: Path, **others: Any) -> None:
    """Write a bridge, its vectors in 8 bits a number, and beside it other arrays by their names."""
    arrays: dict[str, Any] = {f"shift_{language}": shift for language, shift in bridge.shifts.items()}
    np.savez_compressed(
        file,
        mean=bridge.mean,
        text_mean=bridge.text_mean,
        matrix=bridge.matrix.astype(np.float16),
        places=np.array(["\t".join(place) for place in bridge.places], dtype=np.bytes_),
        prototypes=in_bytes(bridge.prototypes),
        centres=in_bytes(bridge.centres),
        centre_of=bridge.centre_of,
        **arrays,
        **others,
    )


def read(arrays: Mapping[str, Any]) -> Bridge:
    """The bridge of a file's arrays, once opened.

    Raises:
        KeyError: one of them is missing.
    """
    return Bridge(
        mean=arrays["mean"],
        text_mean=arrays["text_mean"],
        shifts={name.removeprefix("shift_"): arrays[name] for name in arrays if name.startswith("shift_")},
        matrix=arrays["matrix"].astype(np.float32),
        places=tuple((i, e) for i, e in (bytes(place).decode().split("\t") for place in arrays["places"])),
        prototypes=unit(arrays["prototypes"].astype(np.float32)),
        centres=unit(arrays["centres"].astype(np.float32)),
        centre_of=arrays["centre_of"].astype(np.int64),
    )


def in_bytes(vectors: Vectors) -> npt.NDArray[np.int8]:
    """Vectors in 8 bits a number; their lengths are lost."""
    scaled = 127 * vectors / np.abs(vectors).max(axis=1, keepdims=True)
    return np.asarray(np.rint(scaled), dtype=np.int8)
