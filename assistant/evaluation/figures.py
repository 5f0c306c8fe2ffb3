"""The figures of an evaluation: what each counts, over which questions, and where it comes from."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from assistant.evaluation import measures
from assistant.evaluation.intervals import percentile_interval, resamples, share_interval
from assistant.evaluation.measures import Floats, Truths
from assistant.evaluation.scoring import Outcome
from corpus.errors import UsageError

Statistic = Callable[[Sequence[Outcome], Floats], Floats]
"""Of outcomes and weights of shape (draws, questions), a value for each draw."""


class Unit(StrEnum):
    """What a figure is measured in."""

    SHARE = "share"
    """Between 0 and 1."""
    WORDS = "words"
    MILLISECONDS = "ms"


@dataclass(frozen=True, slots=True)
class Figure:
    """One number about a set of questions."""

    key: str
    title: str
    meaning: str
    """What it counts, over which questions."""
    source: str
    """Where it is defined; empty for plain shares."""
    counts: Callable[[Outcome], bool]
    """Which questions it looks at."""
    statistic: Statistic
    unit: Unit = Unit.SHARE
    better: int = 1
    """1 where more is better, -1 where less is."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """The value of a figure with its 95 % interval, over `questions` questions."""

    value: float
    low: float
    high: float
    questions: int


@dataclass(frozen=True, slots=True)
class Difference:
    """How far a figure of one run is above that of another on the same questions, with a 95 % interval."""

    figure: Figure
    baseline: float
    value: float
    low: float
    high: float
    questions: int

    @property
    def difference(self) -> float:
        """Of the values of the two runs; positive where the figure grew."""
        return self.value - self.baseline

    @property
    def verdict(self) -> str:
        """``same`` where nothing differs, ``better`` or ``worse`` where the interval has no zero, else ``unclear``."""
        if self.low == self.difference == self.high == 0:
            return "same"
        if self.low <= 0 <= self.high:
            return "unclear"
        return "better" if self.difference * self.figure.better > 0 else "worse"


def estimate(figure: Figure, outcomes: Sequence[Outcome]) -> Estimate | None:
    """The figure over these outcomes; none where it looks at none of them."""
    counted = [outcome for outcome in outcomes if figure.counts(outcome)]
    if not counted:
        return None
    value = float(figure.statistic(counted, np.ones((1, len(counted))))[0])
    if np.isnan(value):
        return None
    clusters = [outcome.id for outcome in counted]
    distribution = figure.statistic(counted, resamples(clusters))
    if figure.unit is Unit.SHARE:
        low, high = share_interval(distribution, len(set(clusters)))
    else:
        low, high = percentile_interval(distribution)
    return Estimate(value, low, high, len(counted))


def difference(figure: Figure, baseline: Sequence[Outcome], outcomes: Sequence[Outcome]) -> Difference | None:
    """The paired difference of a figure; none where it looks at no question of one run.

    Every draw of the bootstrap takes the same questions of both runs (Efron and Tibshirani 1993, "An introduction to
    the bootstrap"; for language systems Berg-Kirkpatrick, Burkett and Klein 2012).

    Args:
        baseline: the run compared with.
        outcomes: of the same questions in the same order.
    """
    weights = resamples([outcome.id for outcome in outcomes])
    whole = np.ones((1, len(outcomes)))
    before, after = (_over(figure, run, whole)[0] for run in (baseline, outcomes))
    if np.isnan(before) or np.isnan(after):
        return None
    low, high = percentile_interval(_over(figure, outcomes, weights) - _over(figure, baseline, weights))
    return Difference(figure, float(before), float(after), low, high, len(outcomes))


def named(key: str) -> Figure:
    """The figure of that name.

    Raises:
        UsageError: there is none.
    """
    try:
        return FIGURES[key]
    except KeyError:
        raise UsageError(f"no figure is called {key!r}; there are {', '.join(FIGURES)}") from None


def _over(figure: Figure, outcomes: Sequence[Outcome], weights: Floats) -> Floats:
    """The statistic on the questions that the figure looks at, each with its weight."""
    places = [place for place, outcome in enumerate(outcomes) if figure.counts(outcome)]
    if not places:
        return np.full(len(weights), np.nan)
    return figure.statistic([outcomes[place] for place in places], weights[:, places])


def _confidence(outcomes: Sequence[Outcome]) -> Floats:
    return np.array([outcome.confidence for outcome in outcomes], dtype=np.float64)


def _right(outcomes: Sequence[Outcome]) -> Truths:
    return np.array([outcome.scores["right"] > 0 for outcome in outcomes], dtype=np.bool_)


def _telling_answerable(outcomes: Sequence[Outcome], weights: Floats) -> Floats:
    answerable = np.array([outcome.answerable for outcome in outcomes], dtype=np.bool_)
    return measures.auroc(_confidence(outcomes), answerable, weights)


def _telling_right(outcomes: Sequence[Outcome], weights: Floats) -> Floats:
    return measures.auroc(_confidence(outcomes), _right(outcomes), weights)


def _risk_area(outcomes: Sequence[Outcome], weights: Floats) -> Floats:
    return measures.risk_area(_confidence(outcomes), _right(outcomes), weights)


def _calibration_error(outcomes: Sequence[Outcome], weights: Floats) -> Floats:
    return measures.calibration_error(_confidence(outcomes), _right(outcomes), weights)


def _time(share: float) -> Statistic:
    return lambda outcomes, weights: measures.quantile(np.array([o.ms for o in outcomes]), weights, share)


def _mean(key: str, title: str, meaning: str, source: str = "", unit: Unit = Unit.SHARE, better: int = 1) -> Figure:
    """The mean of the score of that name over the questions that have it."""

    def statistic(outcomes: Sequence[Outcome], weights: Floats) -> Floats:
        return measures.mean(np.array([outcome.scores[key] for outcome in outcomes]), weights)

    return Figure(key, title, meaning, source, lambda outcome: key in outcome.scores, statistic, unit, better)


def _every(_: Outcome) -> bool:
    return True


def _answered(outcome: Outcome) -> bool:
    return outcome.answered


_RECALL = (
    "Manning, Raghavan and Schütze 2008, Introduction to Information Retrieval, chapter 8; computed by ir-measures"
)
_ATTRIBUTION = (
    "Citation recall and precision after Gao, Yen, Yu and Chen 2023 (ALCE), decided by labels, not by a model"
)

FIGURES = {
    figure.key: figure
    for figure in (
        _mean(
            "right", "Right", "First citation in a right article, or an unanswerable question declined; all questions"
        ),
        _mean(
            "art_at_1", "Article of the first citation", "In the article of an accepted provision; answerable questions"
        ),
        _mean(
            "pin_at_1",
            "Pinpoint of the first citation",
            "An accepted provision, one below it, or one right above whose quote covers it; answerable questions",
        ),
        _mean(
            "pin_soft",
            "Pinpoint by depth",
            "Shared depth of first citation and nearest accepted provision, 0 for siblings; answerable questions",
            "Stricter than hierarchical precision, Kiritchenko et al. 2006",
        ),
        _mean(
            "citation_precision",
            "Citation precision",
            "Share of citations that give an accepted provision; answerable questions that got citations",
            _ATTRIBUTION,
        ),
        _mean(
            "citation_recall", "Citation recall", "Share of gold provisions cited; answerable questions", _ATTRIBUTION
        ),
        *(
            _mean(
                f"recall_at_{k}",
                f"Recall at {k}",
                f"Share of gold articles among the first {k} shown; answerable",
                _RECALL,
            )
            for k in (1, 3, 5, 10)
        ),
        _mean(
            "mrr",
            "Mean reciprocal rank",
            "1 over the rank of the first gold article, 0 where none is shown; answerable questions",
            "Voorhees 1999, The TREC-8 question answering track report; computed by ir-measures",
        ),
        _mean(
            "ndcg_at_10",
            "nDCG at 10",
            "Gain of the gold articles, discounted by rank, as a share of the best possible; answerable questions",
            "Järvelin and Kekäläinen 2002, Cumulated gain-based evaluation of IR techniques; computed by ir-measures",
        ),
        _mean("fact_share", "Expected facts", "Share of the expected facts in text or quotes; questions with facts"),
        _mean("verbatim", "Verbatim quotes", "Share of quotes that stand at their offsets; answers with citations"),
        _mean("wrongly_declined", "Declined though answerable", "Share of the answerable questions", better=-1),
        _mean("wrongly_answered", "Answered though unanswerable", "Share of the unanswerable questions", better=-1),
        _mean(
            "headline_right", "Headlines right", "Share of right articles; answers that say something at first sight"
        ),
        Figure(
            "auroc_answerable",
            "Confidence tells answerable",
            "Chance that an answerable question has the higher confidence than an unanswerable one; all questions",
            "Area under the ROC curve, Hanley and McNeil 1982",
            _every,
            _telling_answerable,
        ),
        Figure(
            "auroc_right",
            "Confidence tells right",
            "Chance that a right answer has the higher confidence than a wrong one; questions answered",
            "Area under the ROC curve, Hanley and McNeil 1982",
            _answered,
            _telling_right,
        ),
        Figure(
            "risk_area",
            "Area under risk-coverage",
            "Mean share of wrong answers among those at least as sure; questions answered",
            "Geifman and El-Yaniv 2017; Geifman, Uziel and El-Yaniv 2019",
            _answered,
            _risk_area,
            better=-1,
        ),
        Figure(
            "calibration_error",
            "Calibration error",
            "Mean gap of confidence and share right in ten bins of confidence; questions answered",
            "Guo, Pleiss, Sun and Weinberger 2017, On calibration of modern neural networks",
            _answered,
            _calibration_error,
            better=-1,
        ),
        _mean(
            "words",
            "Words per answer",
            "Of the answer's text, markers not counted; questions answered",
            "",
            Unit.WORDS,
            -1,
        ),
        *(
            _mean(
                f"sentences_{status}", f"Sentences {status}", "Share of the sentences of an answer; answers written to"
            )
            for status in ("verified", "repaired", "struck")
        ),
        _mean("prose", "Answers with prose", "Share of the answers that a language model wrote to"),
        _mean("prose_declined", "Declined by the model", "Share of the answers in which it finds no answer", better=-1),
        _mean("first_quote_ms", "Time to the first quote", "Mean; answers written to", "", Unit.MILLISECONDS, -1),
        _mean("last_word_ms", "Time to the last word", "Mean; answers written to", "", Unit.MILLISECONDS, -1),
        Figure(
            "latency_p50", "Time, median", "Question to answer", "", _every, _time(0.5), Unit.MILLISECONDS, better=-1
        ),
        Figure(
            "latency_p95", "Time, 95th percentile", "Question to answer", "", _every, _time(0.95), Unit.MILLISECONDS, -1
        ),
    )
}
"""Every figure by its name, in the order of the table."""
