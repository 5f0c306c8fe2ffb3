"""A logistic model over signals of retrieval, and the point of it from which on a question is answered."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass

import numpy as np
import numpy.typing as npt

from assistant.evaluation.benchmark import Item
from assistant.retrieval.ranking import Ranked, Ranking, Signals
from assistant.weights import weights
from corpus.shelf.collection import Corpus

Numbers = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Sample:
    """A question with what its ranking tells."""

    item: Item
    best: Ranked
    signals: Signals

    def is_right(self, corpus: Corpus) -> bool:
        """Whether the first provision stands in an accepted article."""
        accepted = {_article(corpus, target.instrument, target.eid) for target in self.item.accepted}
        return _article(corpus, self.best.instrument, self.best.eid) in accepted


def sampled(found: Iterable[tuple[Item, Ranking]]) -> list[Sample]:
    """The questions for which something was found."""
    return [Sample(item, ranking.provisions[0], ranking.signals) for item, ranking in found if ranking.signals]


@dataclass(frozen=True, slots=True)
class Task:
    """What to fit."""

    signals: tuple[str, ...]
    """Signals that the model looks at."""
    declined: float
    """Share that the operating point may decline of what should be answered."""
    strength: float
    """Inverse of the penalty on large coefficients."""
    folds: int = 10


@dataclass(frozen=True, slots=True)
class Model:
    """A fitted model."""

    numbers: dict[str, float]
    """Intercept and coefficients, rounded; the operating point declines as many as the task allows."""
    declined: float
    """Held out by question or conversation: share of the unanswerable that is declined where as many are."""


def fit(task: Task, samples: Sequence[Sample], kept: Sequence[bool]) -> Model:
    """Fit a model that parts what should be answered from what no instrument answers.

    Args:
        kept: for each sample, whether it should be answered; an answerable one that is not kept is left out.
    """
    from sklearn.linear_model import LogisticRegression
    from sklearn.model_selection import GroupKFold, cross_val_predict

    rows = [(one, keep) for one, keep in zip(samples, kept, strict=True) if keep or not one.item.answerable]
    signals = np.array([[asdict(one.signals)[name] for name in task.signals] for one, _ in rows])
    wanted = np.array([keep for _, keep in rows])
    groups = np.array([one.item.id for one, _ in rows])
    answered = weights().decision.operating_point
    mean, deviation = signals.mean(axis=0), signals.std(axis=0) + 1e-9
    scaled = (signals - mean) / deviation
    model = LogisticRegression(C=task.strength)
    folds = GroupKFold(min(task.folds, len(set(groups))))
    held_out = cross_val_predict(model, scaled, wanted, groups=groups, cv=folds, method="decision_function")
    model.fit(scaled, wanted)
    coefficients = model.coef_[0] / deviation
    point = np.quantile(model.decision_function(scaled)[wanted], task.declined)
    intercept = model.intercept_[0] - coefficients @ mean - point + np.log(answered / (1 - answered))
    numbers = dict(zip(("intercept", *task.signals), _rounded([intercept, *coefficients]), strict=True))
    return Model(numbers, _declined(held_out, wanted, task.declined))


def _declined(logits: Numbers, wanted: npt.NDArray[np.bool_], share: float) -> float:
    """Share of the unwanted that lies below the point which that share of the wanted lies below."""
    return float(np.mean(logits[~wanted] < np.quantile(logits[wanted], share)))


def _rounded(values: Sequence[float]) -> list[float]:
    return [round(float(value), 2) for value in values]


def _article(corpus: Corpus, instrument: str, eid: str) -> tuple[str, str]:
    return instrument, corpus[instrument].article_of(corpus[instrument][eid]).eid
