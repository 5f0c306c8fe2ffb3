"""Index-time adaptation: from anticipated questions, learn where questions about a provision lie.

The encoder stays as it was published. One matrix turns a question's vector, and every provision
gets a prototype that its questions point to; both start from the plain geometry (the identity,
and the vector of the provision's passage) and are fitted by cross-entropy over the provisions
of ``scale * cosine(question @ matrix, prototype)``. Unanswerable questions are classes of their
own, one a category, so that declining is learned with finding. This is a linear adapter over frozen
features with a normalised softmax (Wang et al., "NormFace", 2017), trained by Adam (Kingma
and Ba, 2015) in a few seconds with numpy alone. The same seed gives the same result.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from index.vectors import Floats, Vectors, unit

Stage = Callable[[int, int], None]
"""Told how many steps are done, and how many there are."""


@dataclass(frozen=True)
class Recipe:
    """The settings of a fit; part of an index's manifest."""

    scale: float = 20.0
    smoothing: float = 0.05
    """Share of the target probability spread over all provisions."""
    epochs: int = 8
    batch: int = 512
    rate: float = 5e-3
    seed: int = 7


@dataclass(frozen=True)
class Adaptation:
    """A matrix (dimension, dimension) for questions and prototypes (classes, dimension) of length 1."""

    matrix: Floats
    prototypes: Vectors


@dataclass
class _Adam:
    """One parameter under Adam."""

    value: Floats
    rate: float
    steps: int = 0
    mean: Floats = field(init=False)
    square: Floats = field(init=False)

    def __post_init__(self) -> None:
        self.mean = np.zeros_like(self.value)
        self.square = np.zeros_like(self.value)

    def step(self, gradient: Floats, rate: float) -> None:
        self.steps += 1
        self.mean += 0.1 * (gradient - self.mean)
        self.square += 0.001 * (gradient * gradient - self.square)
        mean = self.mean / (1 - 0.9**self.steps)
        square = self.square / (1 - 0.999**self.steps)
        self.value -= rate * mean / (np.sqrt(square) + 1e-8)


def adapt(
    questions: Vectors,
    targets: npt.NDArray[np.int64],
    centres: Vectors,
    recipe: Recipe | None = None,
    stage: Stage | None = None,
) -> Adaptation:
    """Fit an adaptation.

    Args:
        questions: vectors of the anticipated questions, shape (questions, dimension).
        targets: for each question, the row of `centres` that answers it.
        centres: where the prototypes start from, shape (classes, dimension): the passage of each provision that has
            questions, and the mean of each category of unanswerable questions.
        stage: told how many steps are done, and how many there are.
    """
    recipe = recipe or Recipe()
    random = np.random.default_rng(recipe.seed)
    dimension = questions.shape[1]
    matrix = _Adam(np.eye(dimension, dtype=np.float32), recipe.rate)
    prototypes = _Adam(centres.copy(), recipe.rate)
    batches = max(1, -(-len(questions) // recipe.batch))
    for epoch in range(recipe.epochs):
        rate = recipe.rate * 0.5 * (1 + np.cos(np.pi * epoch / recipe.epochs))
        for rows in np.array_split(random.permutation(len(questions)), batches):
            _descend(questions[rows], targets[rows], matrix, prototypes, recipe, rate)
            if stage:
                stage(matrix.steps, recipe.epochs * batches)
    return Adaptation(matrix.value, unit(prototypes.value))


def _descend(
    inputs: Floats, targets: npt.NDArray[np.int64], matrix: _Adam, prototypes: _Adam, recipe: Recipe, rate: float
) -> None:
    """One step down the gradient of the smoothed cross-entropy of a batch."""
    turned = inputs @ matrix.value
    lengths, sizes = _lengths(turned), _lengths(prototypes.value)
    units, centres = turned / lengths, prototypes.value / sizes
    error = _softmax(recipe.scale * units @ centres.T)
    error -= recipe.smoothing / len(centres)
    error[np.arange(len(targets)), targets] -= 1 - recipe.smoothing
    error *= recipe.scale / len(targets)
    to_units, to_centres = error @ centres, error.T @ units
    prototypes.step(_through_norm(to_centres, centres, sizes), rate)
    matrix.step(inputs.T @ _through_norm(to_units, units, lengths), rate)


def _lengths(rows: Floats) -> Floats:
    return np.asarray(np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-12), dtype=np.float32)


def _softmax(logits: Floats) -> Floats:
    logits -= logits.max(axis=1, keepdims=True)
    np.exp(logits, out=logits)
    logits /= logits.sum(axis=1, keepdims=True)
    return logits


def _through_norm(gradient: Floats, units: Floats, lengths: Floats) -> Floats:
    """The gradient before rows were scaled to length 1: only what is across the row counts."""
    return np.asarray((gradient - units * (gradient * units).sum(axis=1, keepdims=True)) / lengths, dtype=np.float32)
