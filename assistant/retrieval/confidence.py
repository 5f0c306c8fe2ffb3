"""How likely the first citation answers, and whether to answer at all.

A logistic model over the signals of retrieval (Platt, "Probabilistic outputs for support vector machines", 1999),
fitted on the dev split by ``python -m assistant.evaluation.fitting``. Below the operating point a question is declined.
"""

from __future__ import annotations

import math
from dataclasses import asdict

from assistant.retrieval.ranking import Signals
from assistant.weights import Logistic, weights


def confidence(signals: Signals | None) -> float:
    """Estimated probability, 0 to 1, that the best provision answers the question."""
    if signals is None:
        return 0.0
    return _logistic(_logit(signals))


def _logit(signals: Signals) -> float:
    values = asdict(signals)
    model = asdict(_model(signals))
    return float(sum(weight * values.get(name, 1.0) for name, weight in model.items()))


def _model(signals: Signals) -> Logistic:
    """The model for what was searched: across languages, where nobody anticipated questions, or in wordings."""
    if signals.crossed:
        return weights().confidence_crossed if signals.learned else weights().confidence_crossed_unlearned
    if not signals.learned:
        return weights().confidence_unlearned
    return weights().confidence_of_turns if signals.turn else weights().confidence


def _logistic(logit: float) -> float:
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, logit))))
