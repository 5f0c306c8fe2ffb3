"""The curves of a report, each a list of points of one run."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

import numpy as np

from assistant.evaluation.measures import BINS, bins_of
from assistant.evaluation.scoring import Outcome

Point = tuple[float, float]


def found_by_rank(outcomes: Sequence[Outcome], ranks: int = 10) -> list[Point]:
    """For each rank from 1, the share of answerable questions with a right article no further down."""
    reciprocals = np.array([outcome.scores["mrr"] for outcome in outcomes if "mrr" in outcome.scores])
    if not len(reciprocals):
        return []
    return [(float(k), float(np.mean(reciprocals * k >= 1 - 1e-9))) for k in range(1, ranks + 1)]


def risk_by_coverage(outcomes: Sequence[Outcome]) -> list[Point]:
    """Going from the surest answer down: the share of all questions answered so far, and of these the share wrong.

    The curve ends where the run declines to answer (El-Yaniv and Wiener 2010, "On the foundations of noise-free
    selective classification"; Geifman and El-Yaniv 2017). Answers of the same confidence make one point.
    """
    answered = sorted((o for o in outcomes if o.answered), key=lambda o: -o.confidence)
    points, taken, wrong = [], 0, 0.0
    for _, tied in groupby(answered, key=lambda o: o.confidence):
        for outcome in tied:
            taken += 1
            wrong += not outcome.scores["right"]
        points.append((taken / len(outcomes), wrong / taken))
    return points


def reliability(outcomes: Sequence[Outcome]) -> list[tuple[float, float, int]]:
    """For each bin of confidence that holds answers: their mean confidence, the share right, and how many they are.

    The reliability diagram (Guo, Pleiss, Sun and Weinberger 2017).
    """
    answered = [outcome for outcome in outcomes if outcome.answered]
    confidence = np.array([outcome.confidence for outcome in answered])
    right = np.array([outcome.scores["right"] for outcome in answered])
    inside = [bins_of(confidence) == number for number in range(BINS)]
    return [(float(confidence[b].mean()), float(right[b].mean()), int(b.sum())) for b in inside if b.any()]


def done_by_time(outcomes: Sequence[Outcome], points: int = 100) -> list[Point]:
    """Milliseconds, and the share of questions answered within them."""
    if not outcomes:
        return []
    times = np.sort(np.array([outcome.ms for outcome in outcomes]))
    shares = np.linspace(0, 1, min(points, len(times)) + 1)[1:]
    places = np.ceil(shares * len(times)).astype(int) - 1
    return [(float(times[place]), float(share)) for place, share in zip(places, shares, strict=True)]
