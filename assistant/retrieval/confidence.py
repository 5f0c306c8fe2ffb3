"""How likely the first citation answers, and whether to answer at all.

A logistic model over the signals of retrieval (Platt, "Probabilistic outputs for support vector machines", 1999),
fitted on the dev split by ``tests/benchmark/fit_confidence.py``, for instruments without anticipated questions by
``fit_added.py``. Below the operating point the question is declined.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import asdict

from assistant.retrieval.retriever import Signals

OPERATING_POINT = 0.6
"""Answer from this confidence on: of single dev questions 2 of 331 answerable ones and 71 of 74 others are below it."""
AGAIN = 0.47
"""The same for a question that is put to a second instrument: it is none that no instrument answers.

Of the 37 dev turns that ask so and are answerable, one falls below it, and four below the other."""

LEARNED: Mapping[str, float] = {
    "": -5.41,
    "score": 3.86,
    "lead": 1.27,
    "over_category": 7.84,
    "over_unanswerable": 8.4,
    "passage": 5.83,
    "cover": 0.97,
    "foreign": -5.18,
}
UNLEARNED: Mapping[str, float] = {"": -2.77, "score": 12.12, "category": -15.25, "foreign": -4.0}
"""Where its instrument has no anticipated questions: the arms on them say nothing, the unanswerable ones still do.

Fitted by ``tests/benchmark/fit_added.py`` on dev questions about four added instruments and on dev questions that
none answers; the intercept is such that the operating point declines 6 % of the answerable ones.
"""
TURNS: Mapping[str, float] = {
    "": -2.55,
    "score": 2.28,
    "lead": 1.77,
    "over_category": 5.49,
    "over_unanswerable": 10.31,
    "cover": 2.06,
}
"""For a turn that is searched in several wordings; the rest of what they tell adds nothing.

The intercept is such that the operating point declines 1 % of the dev turns that are answered rightly.
"""


def confidence(signals: Signals | None) -> float:
    """Estimated probability, 0 to 1, that the best provision answers the question."""
    if signals is None:
        return 0.0
    return _logistic(_logit(signals))


def _logit(signals: Signals) -> float:
    values = asdict(signals)
    weights = UNLEARNED if not signals.learned else TURNS if signals.turn else LEARNED
    return float(sum(weight * values.get(name, 1.0) for name, weight in weights.items()))


def _logistic(logit: float) -> float:
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, logit))))
