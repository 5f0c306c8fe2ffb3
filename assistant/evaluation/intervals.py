"""How far a figure may be off for want of questions: bootstrap intervals.

The bootstrap (Efron 1979, "Bootstrap methods: another look at the jackknife") draws questions anew with replacement
and looks at how the figure varies. The turns of a conversation depend on each other, so whole conversations are drawn
(Field and Welsh 2007, "Bootstrapping clustered data"). For a difference between two runs both are drawn alike, so
that what is hard for both cancels out.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from assistant.evaluation.measures import Floats

DRAWS = 1000
TAIL = 0.025
"""Share of the draws beyond each end of an interval of 95 %."""


def resamples(clusters: Sequence[str], draws: int = DRAWS) -> Floats:
    """How often each question counts in each draw, shape (draws, questions); the same at every call.

    Args:
        clusters: of each question, the name of the group that is drawn as one.
    """
    names, cluster_of = np.unique(np.array(clusters, dtype=np.str_), return_inverse=True)
    generator = np.random.default_rng(0)
    counts = generator.multinomial(len(names), np.full(len(names), 1 / len(names)), size=draws)
    return counts[:, cluster_of].astype(np.float64)


def percentile_interval(distribution: Floats) -> tuple[float, float]:
    """The middle 95 % of a distribution of shape (draws,), draws that could not tell left out."""
    known = distribution[~np.isnan(distribution)]
    if not len(known):
        return float("nan"), float("nan")
    low, high = np.quantile(known, [TAIL, 1 - TAIL])
    return float(low), float(high)


def share_interval(distribution: Floats, clusters: int) -> tuple[float, float]:
    """As :func:`percentile_interval`, for a share of `clusters` independent cases.

    Where all or none of the cases count, every draw says the same, which is no certainty: the open end is then the
    exact binomial bound (Clopper and Pearson 1934), 0.93 for 50 of 50.
    """
    low, high = percentile_interval(distribution)
    if low == high == 1:
        return TAIL ** (1 / clusters), 1.0
    if low == high == 0:
        return 0.0, 1 - TAIL ** (1 / clusters)
    return low, high
