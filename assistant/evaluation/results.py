"""What a run over a benchmark gave, its public form, and how it compares with another."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from assistant.evaluation.benchmark import Item
from assistant.evaluation.figures import FIGURES, Difference, Estimate, Figure, Unit, difference, estimate, named
from assistant.evaluation.scoring import Outcome
from corpus.errors import UsageError

FORMAT = 1
BREAKDOWNS = ("style", "instrument", "split", "form")


@dataclass(frozen=True)
class Results:
    """The outcomes of all questions, in the order they were asked."""

    name: str
    """What was evaluated, for the head of a column."""
    outcomes: tuple[Outcome, ...]
    settings: Mapping[str, str] = field(default_factory=dict)
    """How it was set up, as the caller wishes to remember it."""

    @cached_property
    def figures(self) -> Mapping[str, Estimate]:
        """Every figure that looks at some question, by its name."""
        return _estimates(self.outcomes)

    @cached_property
    def breakdown(self) -> Mapping[str, Mapping[str, Mapping[str, Estimate]]]:
        """The figures by ``style``, ``instrument``, ``split`` and ``form``, and there by group."""
        return {by: {name: _estimates(group) for name, group in self.groups(by).items()} for by in BREAKDOWNS}

    def groups(self, by: str) -> Mapping[str, Sequence[Outcome]]:
        """The outcomes grouped by one of :data:`BREAKDOWNS`, the names of the groups in order."""
        grouped: dict[str, list[Outcome]] = {}
        for outcome in self.outcomes:
            grouped.setdefault(_group(outcome, by), []).append(outcome)
        return dict(sorted(grouped.items()))

    @property
    def failures(self) -> Iterator[Outcome]:
        """The outcomes in which something is wrong."""
        return (outcome for outcome in self.outcomes if outcome.why)

    def to_dict(self) -> dict[str, Any]:
        """The public form, made of plain JSON types; fields may be added, never changed or removed."""
        return {
            "format": FORMAT,
            "name": self.name,
            "settings": dict(self.settings),
            "figures": _plain(self.figures),
            "breakdown": {
                by: {name: _plain(figures) for name, figures in groups.items()} for by, groups in self.breakdown.items()
            },
            "outcomes": [outcome.to_dict() for outcome in self.outcomes],
        }

    @classmethod
    def from_dict(cls, row: Mapping[str, Any]) -> Results:
        """Results from their public form; the figures are computed again from the outcomes.

        Raises:
            UsageError: the form is another.
        """
        try:
            if row["format"] != FORMAT:
                raise UsageError(f"the results are of format {row['format']}, not {FORMAT}; run the evaluation again")
            outcomes = tuple(Outcome.from_dict(outcome) for outcome in row["outcomes"])
            return cls(str(row["name"]), outcomes, dict(row["settings"]))
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise UsageError("these are no results of an evaluation; give a file that --json wrote") from error


def read_results(path: Path) -> Results:
    """The results that a file holds as JSON.

    Raises:
        UsageError: the file cannot be read, or holds something else.
    """
    try:
        return Results.from_dict(json.loads(path.read_text(encoding="utf-8")))
    except OSError as error:
        raise UsageError(f"{path} cannot be read ({error.strerror or error})") from error
    except (ValueError, RecursionError) as error:
        raise UsageError(f"{path.name} is not JSON; give a file that --json wrote") from error
    except UsageError as error:
        raise UsageError(f"{path.name}: {error}") from error


def check_shared(baseline: Results, asked: Iterable[Item | Outcome]) -> None:
    """Refuse a baseline that was asked none of the questions.

    Raises:
        UsageError: no question is in both.
    """
    before = {(outcome.id, outcome.turn) for outcome in baseline.outcomes}
    if not any((one.id, one.turn) in before for one in asked):
        raise UsageError(f"the baseline {baseline.name} and this run share no question; compare runs of one benchmark")


def compare(baseline: Results, results: Results) -> tuple[Difference, ...]:
    """How far every figure of `results` is above that of `baseline`, on the questions that both were asked.

    Raises:
        UsageError: no question is in both.
    """
    check_shared(baseline, results.outcomes)
    before = {(outcome.id, outcome.turn): outcome for outcome in baseline.outcomes}
    shared = [outcome for outcome in results.outcomes if (outcome.id, outcome.turn) in before]
    paired = [before[outcome.id, outcome.turn] for outcome in shared]
    found = (difference(figure, paired, shared) for figure in FIGURES.values())
    return tuple(one for one in found if one)


def check_thresholds(results: Results, bounds: Mapping[str, float]) -> tuple[str, ...]:
    """One message for each figure that is on the wrong side of its bound; nothing where all is well.

    A figure of which more is better must reach its bound, one of which less is better must not exceed it.

    Raises:
        UsageError: no figure has that name.
    """
    found = (_shortfall(named(key), bound, results) for key, bound in bounds.items())
    return tuple(message for message in found if message)


def parse_threshold(text: str) -> tuple[str, float]:
    """The figure and the bound of ``art_at_1=0.9``.

    Raises:
        UsageError: it is not of that form, no figure has that name, or the figure can never be there.
    """
    key, _, bound = text.partition("=")
    figure = named(key.strip())
    try:
        value = float(bound)
    except ValueError:
        value = math.nan
    if not math.isfinite(value):
        raise UsageError(f"{text!r} is no bound; write it as {figure.key}=0.9")
    if value < 0 or (figure.unit is Unit.SHARE and value > 1):
        lies = "between 0 and 1" if figure.unit is Unit.SHARE else "never below 0"
        raise UsageError(f"{text!r} is no bound: {figure.key} is {lies}")
    return figure.key, value


def _shortfall(figure: Figure, bound: float, results: Results) -> str:
    found = results.figures.get(figure.key)
    if found is None:
        return f"{figure.key}: no question tells, so the bound {bound:g} is not met"
    if found.value * figure.better >= bound * figure.better:
        return ""
    return f"{figure.key} is {found.value:.4g}, {'under' if figure.better > 0 else 'over'} the bound {bound:g}"


def _estimates(outcomes: Sequence[Outcome]) -> Mapping[str, Estimate]:
    found = ((key, estimate(figure, outcomes)) for key, figure in FIGURES.items())
    return {key: one for key, one in found if one}


def _group(outcome: Outcome, by: str) -> str:
    if by == "style":
        return outcome.style or "none"
    if by == "instrument":
        return " + ".join(outcome.instruments) or "unanswerable"
    if by == "split":
        return outcome.split or "none"
    return "single" if outcome.turn is None else "conversation"


def _plain(figures: Mapping[str, Estimate]) -> dict[str, dict[str, float]]:
    return {key: asdict(one) for key, one in figures.items()}
