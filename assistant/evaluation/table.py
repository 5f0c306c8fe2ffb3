"""Results as rows of text, the first row the head."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.evaluation.figures import FIGURES, Difference, Estimate, Figure, Unit
from assistant.evaluation.results import Results

Rows = list[tuple[str, ...]]
BREAKDOWN_FIGURES = ("right", "art_at_1", "pin_at_1", "fact_share", "wrongly_declined", "wrongly_answered")


def table(results: Results, yardsticks: Sequence[Results] = ()) -> Rows:
    """A row for each figure: its name, the value and interval of each run, and how many questions it counts."""
    runs = (results, *yardsticks)
    rows: Rows = [("figure", *(run.name for run in runs), "questions")]
    for key, figure in FIGURES.items():
        found = [run.figures.get(key) for run in runs]
        if any(found):
            count = str(found[0].questions) if found[0] else ""
            rows.append((key, *(estimate_text(figure, one) for one in found), count))
    return rows


def breakdown_table(results: Results, by: str) -> Rows:
    """A row for each group, by one of :data:`assistant.evaluation.results.BREAKDOWNS`, with the main figures."""
    rows: Rows = [(by, "questions", *BREAKDOWN_FIGURES)]
    for name, group in results.groups(by).items():
        figures = results.breakdown[by][name]
        cells = (estimate_text(FIGURES[key], figures.get(key)) for key in BREAKDOWN_FIGURES)
        rows.append((name, str(len(group)), *cells))
    return rows


def difference_table(differences: Sequence[Difference]) -> Rows:
    """A row for each figure of two runs: before, after, the difference with its interval, and a verdict."""
    rows: Rows = [("figure", "baseline", "now", "difference", "verdict")]
    for one in differences:
        shown = (number(one.figure, value) for value in (one.baseline, one.value))
        rows.append((one.figure.key, *shown, difference_text(one), one.verdict))
    return rows


def estimate_text(figure: Figure, one: Estimate | None) -> str:
    """``0.912 [0.893, 0.930]``; a dash where there is nothing to tell."""
    if one is None:
        return "–"
    return f"{number(figure, one.value)} [{number(figure, one.low)}, {number(figure, one.high)}]"


def difference_text(one: Difference) -> str:
    """``+0.021 [+0.004, +0.038]``."""
    low, high, middle = (number(one.figure, value, "+") for value in (one.low, one.high, one.difference))
    return f"{middle} [{low}, {high}]"


def number(figure: Figure, value: float, sign: str = "") -> str:
    """A value of the figure with as many digits as it bears: three of a share, else one, or two below 1."""
    if figure.unit is Unit.SHARE:
        return f"{value:{sign}.3f}"
    return f"{value:{sign}.1f}" if abs(value) >= 1 else f"{value:{sign}.2f}"
