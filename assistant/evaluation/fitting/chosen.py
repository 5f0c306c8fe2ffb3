"""Choose numbers that no model fits: try each a little lower and higher, and keep what answers the questions best.

Coordinate ascent by whole answers, a section of the file of weights at a time: the questions are asked as a user would.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, replace
from typing import Any

from assistant import Assistant
from assistant.evaluation.benchmark import Item
from assistant.evaluation.fitting.record import Fit
from assistant.evaluation.matching import Matcher
from assistant.evaluation.scoring import answerable_scores
from assistant.weights import Weights, trying, weights

FACTORS = (0.7, 0.85, 1.2, 1.4)
"""What a number is tried at, times itself."""
SHARES = frozenset({"likeness", "operating_point", "again", "sure", "another", "pointed", "clear"})
"""Numbers that are nothing from one on."""
GAIN = 2
"""Questions that another number has to gain to be taken: less is chance."""


def fits(section: str, items: Sequence[Item], assistant: Assistant) -> tuple[Fit]:
    """The numbers of a section that answer single questions best, from those that stand in the file on."""
    asked = [item for item in items if item.turn is None]
    worth = _worth(asked, assistant)
    found = weights()
    first = best = worth(found)
    for name in asdict(getattr(found, section)):
        for other in _neighbours(found, section, name):
            if (reached := worth(other)) > best + GAIN:
                found, best = other, reached
    said = f"{len(asked)} questions: {first:.1f} right before, {best:.1f} after; half a point is for the article"
    return (Fit(section, asdict(getattr(found, section)), (said,)),)


def _neighbours(now: Weights, section: str, name: str) -> Iterator[Weights]:
    """The weights with one number moved."""
    numbers: Any = getattr(now, section)
    value = getattr(numbers, name)
    for factor in FACTORS:
        moved = type(value)(round(value * factor, 3))
        if moved != value and not (name in SHARES and moved >= 1):
            yield replace(now, **{section: replace(numbers, **{name: moved})})


def _worth(items: Sequence[Item], assistant: Assistant) -> Callable[[Weights], float]:
    """What some weights are worth: the questions that are answered rightly, or rightly declined."""
    matcher = Matcher(assistant.corpus)

    def worth(tried: Weights) -> float:
        with trying(tried):
            return sum(_right(item, assistant, matcher) for item in items)

    return worth


def _right(item: Item, assistant: Assistant, matcher: Matcher) -> float:
    answer = assistant.ask(item.question)
    if not item.answerable:
        return float(not answer.answered)
    scores = answerable_scores(item, answer, matcher)
    return (scores["art_at_1"] + scores["pin_at_1"]) / 2
