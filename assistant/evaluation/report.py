"""The report of an evaluation: one page that needs nothing but itself, with no script in it."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from html import escape
from pathlib import Path

from assistant.conversations.batch import written
from assistant.evaluation import curves
from assistant.evaluation.figures import FIGURES, Difference, Estimate
from assistant.evaluation.results import Results
from assistant.evaluation.scoring import Outcome
from assistant.evaluation.svg import Axis, Bar, Group, Line, bar_chart, legend, line_chart
from assistant.evaluation.table import Rows, breakdown_table, difference_table, number, table

HEADLINE = ("right", "art_at_1", "pin_at_1", "fact_share", "wrongly_declined", "wrongly_answered", "latency_p95")
SHARES = {tenth / 10: f"{tenth / 10:g}" for tenth in range(0, 11, 2)}
STYLE = Path(__file__).with_name("report.css")

Curve = Callable[[Sequence[Outcome]], Sequence[curves.Point]]


def write_report(
    results: Results, yardsticks: Sequence[Results], path: Path, differences: Sequence[Difference] = ()
) -> None:
    """Write the page of :func:`report` to a file.

    Raises:
        UsageError: the file cannot be written.
    """
    with written(path) as file:
        file.write(report(results, yardsticks, differences))


def report(results: Results, yardsticks: Sequence[Results] = (), differences: Sequence[Difference] = ()) -> str:
    """The page as HTML.

    Args:
        results: what the page is about.
        yardsticks: what to set beside it, run on the same questions.
        differences: from :func:`assistant.evaluation.results.compare`, if there is a baseline.
    """
    runs = (results, *yardsticks)
    body = (
        _head(results),
        _tiles(results),
        _section("Figures", _table(table(results, yardsticks), "figures")),
        _section("Compared with the baseline", _table(difference_table(differences), "figures")) if differences else "",
        _section("Charts", legend([run.name for run in runs]) + _charts(runs)),
        *(_section(f"By {by}", _table(breakdown_table(results, by), "figures")) for by in results.breakdown),
        _section("What went wrong", _failures(list(results.failures))),
        _section("What the figures mean", _meanings(results)),
    )
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(results.name)}: evaluation</title>"
        f"<style>{STYLE.read_text(encoding='utf-8')}</style></head><body>{''.join(body)}</body></html>"
    )


def _head(results: Results) -> str:
    count = len(results.outcomes)
    conversations = len({outcome.id for outcome in results.outcomes if outcome.turn is not None})
    unanswerable = sum(not outcome.answerable for outcome in results.outcomes)
    settings = "".join(f"<br>{escape(key)}: {escape(value)}" for key, value in results.settings.items())
    return (
        f"<header><h1>{escape(results.name)}</h1><p class='lead'>{count} questions, {unanswerable} of them "
        f"unanswerable; {conversations} conversations. Brackets and whiskers are 95 % intervals.{settings}</p></header>"
    )


def _tiles(results: Results) -> str:
    found = ((FIGURES[key], results.figures[key]) for key in HEADLINE if key in results.figures)
    tiles = (
        f"<div class='tile'><b>{number(figure, one.value)}{' ms' if figure.unit == 'ms' else ''}</b>"
        f"<span>{escape(figure.title)}</span></div>"
        for figure, one in found
    )
    return f"<div class='tiles'>{''.join(tiles)}</div>"


def _charts(runs: Sequence[Results]) -> str:
    shares = Axis("share right", SHARES)
    found = Axis("share with a right article so far", SHARES)
    ranks = Axis("rank", {float(rank): str(rank) for rank in range(1, 11)})
    coverage = Axis("share of questions answered, the surest first", SHARES)
    charts = {
        "Right answers by style": _bars(runs, "style"),
        "Right answers by instrument": _bars(runs, "instrument"),
        "Score against rank": line_chart("Score against rank", ranks, found, _lines(runs, curves.found_by_rank)),
        "Reliability of the confidence": _reliability(runs, shares),
        "Risk against coverage": line_chart(
            "Risk against coverage",
            coverage,
            Axis("share of these wrong", SHARES),
            _lines(runs, curves.risk_by_coverage),
        ),
        "Latency": _latency(runs),
    }
    figures = (f"<figure><figcaption>{escape(name)}</figcaption>{chart}</figure>" for name, chart in charts.items())
    return f"<div class='charts'>{''.join(figures)}</div>"


def _bars(runs: Sequence[Results], by: str) -> str:
    sizes = {name: len(outcomes) for name, outcomes in runs[0].groups(by).items()}
    groups = [
        Group(f"{name} ({size})", [_bar(run.breakdown[by].get(name, {}).get("right")) for run in runs])
        for name, size in sizes.items()
    ]
    return bar_chart(f"Right answers by {by}", groups, [run.name for run in runs])


def _bar(one: Estimate | None) -> Bar | None:
    return Bar(one.value, one.low, one.high) if one else None


def _lines(runs: Sequence[Results], curve: Curve) -> list[Line]:
    return [Line(run.name, curve(run.outcomes)) for run in runs]


def _reliability(runs: Sequence[Results], shares: Axis) -> str:
    lines = []
    for run in runs:
        bins = curves.reliability(run.outcomes)
        notes = [f"{right:.2f} of {count} right at confidence {sure:.2f}" for sure, right, count in bins]
        lines.append(Line(run.name, [(sure, right) for sure, right, _ in bins], notes))
    perfect = Line("right as often as sure", [(0.0, 0.0), (1.0, 1.0)])
    return line_chart("Reliability", Axis("confidence", SHARES), shares, lines, [perfect])


def _latency(runs: Sequence[Results]) -> str:
    """Over a logarithmic axis: the runs lie orders of magnitude apart."""
    powers = [math.log10(max(outcome.ms, 0.01)) for run in runs for outcome in run.outcomes]
    low, high = math.floor(min(powers, default=0)), math.floor(max(powers, default=0)) + 1
    axis = Axis("milliseconds", {float(power): f"{10.0**power:g}" for power in range(low, high + 1)})
    lines = [
        Line(run.name, [(math.log10(max(ms, 0.01)), share) for ms, share in curves.done_by_time(run.outcomes)])
        for run in runs
    ]
    return line_chart("Latency", axis, Axis("share answered within", SHARES), lines)


def _failures(failures: Sequence[Outcome]) -> str:
    if not failures:
        return "<p>Nothing.</p>"
    rows: Rows = [("id", "question", "expected", "got", "why", "confidence")]
    rows += [
        (
            outcome.id if outcome.turn is None else f"{outcome.id}, turn {outcome.turn}",
            outcome.question,
            ", ".join(outcome.expected) or "no answer",
            ", ".join(outcome.cited) or outcome.status,
            outcome.why,
            f"{outcome.confidence:.2f}",
        )
        for outcome in failures
    ]
    return f"<p class='note'>{len(failures)} questions.</p>{_table(rows, 'failures')}"


def _meanings(results: Results) -> str:
    entries = (
        f"<dt>{figure.key}: {escape(figure.title)}</dt>"
        f"<dd>{escape(figure.meaning)}.{f' {escape(figure.source)}.' if figure.source else ''}</dd>"
        for key, figure in FIGURES.items()
        if key in results.figures
    )
    return f"<dl>{''.join(entries)}</dl>"


def _section(title: str, content: str) -> str:
    return f"<section><h2>{escape(title)}</h2>{content}</section>"


def _table(rows: Rows, style: str) -> str:
    head, *body = rows
    lines = "".join(f"<tr>{_cells('td', row)}</tr>" for row in body)
    return (
        f"<div class='scroll'><table class='{style}'><thead><tr>{_cells('th', head)}</tr></thead>"
        f"<tbody>{lines}</tbody></table></div>"
    )


def _cells(tag: str, cells: Iterable[str]) -> str:
    return "".join(f"<{tag}{_verdict(cell)}>{escape(cell)}</{tag}>" for cell in cells)


def _verdict(cell: str) -> str:
    return f' class="{cell}"' if cell in ("better", "worse") else ""
