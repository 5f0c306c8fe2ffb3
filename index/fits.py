"""What an index learns from anticipated questions: one fit for questions that stand alone, one for turns as well.

A turn of a dialogue is a fragment: learned with the rest, fragments cost questions that stand alone a point of
accuracy, and left out, the turns lose as much. So each kind is looked up by a fit of its own.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from hashlib import blake2b
from pathlib import Path

import numpy as np
import numpy.typing as npt

from corpus.errors import DamagedIndex
from index import generations, layout, precomputed
from index.encoders import Encoder
from index.learning import Adaptation, Recipe, Stage, adapt
from index.plan import Plan
from index.precomputed import Keys
from index.stores.base import VectorStore
from index.vectors import Floats, Rows, Vectors, unit

FITS = {"alone": False, "turns": True}
"""Folders of the fits inside an encoder's, and whether turns are learned from."""
KEY = "fit.key"
"""The file that says what a fit was learned from."""


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
    keys: tuple[Keys, Keys, Keys]
    """Digests of the texts behind the vectors: of the questions, the passages and the unanswerable questions."""

    def classes(self) -> tuple[Vectors, Rows, Vectors]:
        """All questions, the class of each, and where the classes start from: provisions first, then categories."""
        names, category = np.unique(self.categories, return_inverse=True)
        means = [self.unanswerable[category == number].mean(axis=0) for number in range(len(names))]
        provisions, rows = np.unique(self.targets, return_inverse=True)
        inputs = np.concatenate([self.questions, self.unanswerable])
        targets = np.concatenate([rows, len(provisions) + category])
        return inputs, targets, unit(np.concatenate([self.passages, *(mean[None] for mean in means)]))


@dataclass(frozen=True)
class Fit:
    """What was learned, as it is kept."""

    matrix: Floats
    """What turns the vector of a question."""
    prototypes: VectorStore
    """Of the provisions that have questions, in the order of their numbers."""
    categories: VectorStore
    """Prototypes of the categories of unanswerable questions."""
    questions: VectorStore
    """The questions as the matrix turns them."""
    unanswerables: VectorStore
    """The unanswerable questions as the matrix turns them."""

    @classmethod
    def load(cls, folder: Path, store: type[VectorStore]) -> Fit:
        """The fit in a folder.

        Raises:
            DamagedIndex: there is none, or it cannot be read.
        """
        return cls(np.array(layout.read_table(folder, "matrix")), *(store.load(folder, name) for name in STORES))

    def save(self, folder: Path) -> None:
        """Keep it in a folder."""
        layout.write_tables(folder, {"matrix": self.matrix})
        for name in STORES:
            kept: VectorStore = getattr(self, name)
            kept.save(folder, name)


STORES = ("prototypes", "categories", "questions", "unanswerables")
"""The vector stores of a fit, by name."""


def write(folder: Path, examples: Examples, plan: Plan, encoder: Encoder, stage: Stage) -> None:
    """Learn from the examples and keep what was learned, or take it over: from an earlier index, or as it is shipped.

    Args:
        folder: made here.
    """
    folder.mkdir()
    stage(0, 1)
    key = key_of(plan.recipe, encoder, examples)
    fit = _earlier(key, plan) or _shipped(key, examples, plan)
    if fit:
        stage(1, 1)
    else:
        fit = _fit(examples, adapt(*examples.classes(), plan.recipe, stage), plan)
    fit.save(folder)
    (folder / KEY).write_text(key, encoding="ascii")


def key_of(recipe: Recipe, encoder: Encoder, examples: Examples) -> str:
    """Digest of all that a fit reads, by its texts: of equal digests, what is learned is equal but for rounding."""
    digest = blake2b(repr((sorted(asdict(recipe).items()), encoder.digest)).encode(), digest_size=16)
    places = np.unique(examples.targets, return_inverse=True)[1].astype(np.int64)
    for array in (*examples.keys, places, examples.categories.astype(np.str_)):
        digest.update(repr((array.shape, array.dtype.kind)).encode())
        digest.update("\n".join(map(str, array.tolist())).encode())
    return digest.hexdigest()


def _shipped(key: str, examples: Examples, plan: Plan) -> Fit | None:
    learned = precomputed.fit(key)
    return _fit(examples, learned, plan) if learned else None


def _fit(examples: Examples, learned: Adaptation, plan: Plan) -> Fit:
    provisions = len(examples.passages)
    parts = (
        learned.prototypes[:provisions],
        learned.prototypes[provisions:],
        unit(examples.questions @ learned.matrix),
        unit(examples.unanswerable @ learned.matrix),
    )
    return Fit(learned.matrix, *map(plan.stores.vectors.build, parts))


def _earlier(key: str, plan: Plan) -> Fit | None:
    """A fit of that key in an earlier, sound index of the same store."""
    for index in generations.lenders(plan.contents):
        for part in sorted(index.glob(f"encoder-*/*/{KEY}")):
            if _is(part, key) and _is_sound(index, plan.stores.vectors):
                return Fit.load(part.parent, plan.stores.vectors)
    return None


def _is(part: Path, key: str) -> bool:
    try:
        return part.read_text(encoding="ascii") == key
    except (OSError, UnicodeDecodeError):
        return False


def _is_sound(index: Path, store: type[VectorStore]) -> bool:
    try:
        return bool(generations.check(index).contents["stores"]["vectors"] == store.engine)
    except DamagedIndex:
        return False
