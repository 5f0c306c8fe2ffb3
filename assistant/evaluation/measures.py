"""Statistics of a set of questions, for many weightings of it at once.

Every function takes `weights` of shape (draws, questions): how often each question counts in each draw. One row of
ones gives the figure itself, rows of a bootstrap its distribution. The result has shape (draws,), with ``nan`` where
a draw holds no question that could tell.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Truths = npt.NDArray[np.bool_]
BINS = 10


def mean(values: Floats, weights: Floats) -> Floats:
    """The mean of `values`, shape (questions,)."""
    return _ratio(weights @ values, weights.sum(axis=1))


def quantile(values: Floats, weights: Floats, share: float) -> Floats:
    """The least value that at least `share` of the questions do not exceed: with 0.5, the median."""
    order = np.argsort(values, kind="stable")
    below = np.cumsum(weights[:, order], axis=1)
    place = (below >= share * below[:, -1:]).argmax(axis=1)
    return np.where(below[:, -1] > 0, values[order][place], np.nan)


def auroc(scores: Floats, positive: Truths, weights: Floats) -> Floats:
    """The chance that a positive question has a higher score than one that is not, ties counted half.

    The area under the ROC curve, by its equality with the Mann-Whitney statistic (Hanley and McNeil 1982, "The
    meaning and use of the area under a receiver operating characteristic curve").
    """
    order, groups = _by_score(scores)
    ups = np.add.reduceat(weights[:, order] * positive[order], groups, axis=1)
    downs = np.add.reduceat(weights[:, order] * ~positive[order], groups, axis=1)
    lower = np.cumsum(downs, axis=1) - downs / 2
    return _ratio((ups * lower).sum(axis=1), ups.sum(axis=1) * downs.sum(axis=1))


def risk_area(confidence: Floats, right: Truths, weights: Floats) -> Floats:
    """The mean share of errors among the answers at least as sure as a given one, over all of them.

    The area under the risk-coverage curve (Geifman and El-Yaniv 2017, "Selective classification for deep neural
    networks"; as one number in Geifman, Uziel and El-Yaniv 2019), of the answers given, tied ones taken together.
    """
    order, groups = _by_score(-confidence)
    answers = np.add.reduceat(weights[:, order], groups, axis=1)
    errors = np.add.reduceat(weights[:, order] * ~right[order], groups, axis=1)
    risk = np.cumsum(errors, axis=1) / np.maximum(np.cumsum(answers, axis=1), 1e-12)
    return _ratio((answers * risk).sum(axis=1), answers.sum(axis=1))


def calibration_error(confidence: Floats, right: Truths, weights: Floats) -> Floats:
    """The mean gap between confidence and share right, over ten bins of confidence of the same width.

    The expected calibration error (Guo, Pleiss, Sun and Weinberger 2017, "On calibration of modern neural networks").
    """
    in_bin = np.arange(BINS) == bins_of(confidence)[:, None]
    gaps = weights @ (in_bin * (confidence - right)[:, None])
    return _ratio(np.abs(gaps).sum(axis=1), weights.sum(axis=1))


def bins_of(confidence: Floats) -> npt.NDArray[np.int64]:
    """The bin of each confidence, 0 to 9; 1.0 belongs to the last."""
    return np.clip((confidence * BINS).astype(np.int64), 0, BINS - 1)


def _by_score(scores: Floats) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """The order from the lowest score up, and where in it each run of equal scores begins."""
    order = np.argsort(scores, kind="stable")
    ranked = scores[order]
    return order, np.flatnonzero(np.r_[True, ranked[1:] != ranked[:-1]])


def _ratio(above: Floats, below: Floats) -> Floats:
    ratio: Floats = np.divide(above, below, out=np.full(len(below), np.nan), where=below > 0)
    return ratio
