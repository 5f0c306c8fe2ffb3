"""What an index learns from anticipated questions: one fit for questions that stand alone, one for turns as well.

A turn of a dialogue is a fragment: learned with the rest, fragments cost questions that stand alone a point of
accuracy, and left out, the turns lose as much. So each kind is looked up by a fit of its own.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import asdict, dataclass
from hashlib import blake2b
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from corpus.errors import DamagedIndex
from index import generations
from index.encoders import Vectors, unit
from index.learning import Recipe, adapt
from index.stores.faiss import Rows, VectorIndex

FITS = {"alone": False, "turns": True}
"""Folders of the fits inside an encoder's, and whether turns are learned from."""
KEY = "fit.key"
PROTOTYPES, QUESTIONS = "prototypes.faiss", "questions.faiss"
CATEGORIES, UNANSWERABLE = "categories.faiss", "unanswerables.faiss"
MATRIX = "matrix.npy"
FILES = (PROTOTYPES, CATEGORIES, QUESTIONS, UNANSWERABLE, MATRIX)


@dataclass(frozen=True)
class Examples:
    """What a fit is learned from."""

    questions: Vectors
    targets: Rows
    """For each question, the provision that answers it."""
    passages: Vectors
    """For each provision that has questions, in the order of their numbers, the vector of its text."""
    unanswerable: Vectors
    categories: npt.NDArray[np.str_]
    """For each unanswerable question, why there is no answer."""


def write(
    folder: Path, examples: Examples, recipe: Recipe, contents: generations.Contents, stage: Callable[[int, int], None]
) -> None:
    """Learn from the examples and keep what was learned, or take it over from an earlier index.

    Kept are the matrix, prototypes of provisions and of the categories of unanswerable questions apart, and the
    questions as the matrix turns them.

    Args:
        folder: made here.
        stage: told how many steps are done, and how many there are.
    """
    folder.mkdir()
    stage(0, 1)
    names, category = np.unique(examples.categories, return_inverse=True)
    means = [examples.unanswerable[category == number].mean(axis=0) for number in range(len(names))]
    provisions, rows = np.unique(examples.targets, return_inverse=True)
    inputs = np.concatenate([examples.questions, examples.unanswerable])
    targets = np.concatenate([rows, len(provisions) + category])
    centres = unit(np.concatenate([examples.passages, *(mean[None] for mean in means)]))
    key = key_of(recipe, inputs, targets, centres)
    if take_over(key, folder, contents):
        stage(1, 1)
    else:
        learned = adapt(inputs, targets, centres, recipe, stage)
        VectorIndex.build(learned.prototypes[: len(provisions)]).save(folder / PROTOTYPES)
        VectorIndex.build(learned.prototypes[len(provisions) :]).save(folder / CATEGORIES)
        VectorIndex.build(unit(examples.questions @ learned.matrix)).save(folder / QUESTIONS)
        VectorIndex.build(unit(examples.unanswerable @ learned.matrix)).save(folder / UNANSWERABLE)
        np.save(folder / MATRIX, learned.matrix, allow_pickle=False)
    (folder / KEY).write_text(key, encoding="ascii")


def key_of(recipe: Recipe, *arrays: npt.NDArray[Any]) -> str:
    """Digest of all that a fit reads: of equal digests, what is learned is equal."""
    digest = blake2b(repr(sorted(asdict(recipe).items())).encode(), digest_size=16)
    for array in arrays:
        digest.update(repr(array.shape).encode())
        digest.update(np.ascontiguousarray(array).tobytes())
    return digest.hexdigest()


def take_over(key: str, folder: Path, contents: generations.Contents) -> bool:
    """Copy a fit of that key from an earlier, sound index; false where there is none."""
    for index in generations.others(contents)[:2]:
        for part in sorted(index.glob(f"encoder-*/*/{KEY}")):
            if _is(part, key) and _is_sound(index):
                for name in FILES:
                    shutil.copyfile(part.parent / name, folder / name)
                return True
    return False


def _is(part: Path, key: str) -> bool:
    try:
        return part.read_text(encoding="ascii") == key
    except (OSError, UnicodeDecodeError):
        return False


def _is_sound(index: Path) -> bool:
    try:
        generations.check(index)
    except DamagedIndex:
        return False
    return True
