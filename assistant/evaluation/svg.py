"""Two kinds of chart as inline SVG: lines over two axes, and bars with whiskers.

Colours come from the page's style sheet by the class of a series (``s0``, ``s1``, ...), so that one chart serves a
light and a dark page. Every mark carries its value as a tooltip, and every text is escaped.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape

WIDTH, HEIGHT = 560, 340
LEFT, RIGHT, TOP, BOTTOM = 52, 16, 14, 46
"""Room around the plot of a line chart."""
BAR, HEAD, GAP, VALUE = 11, 17, 8, 40
"""Height of a bar, of the name above a group and of the room below it; width left for the values after the bars."""
NAME = 60
"""Characters of a group's name that are shown."""


@dataclass(frozen=True, slots=True)
class Axis:
    """A linear axis from its first tick to its last."""

    label: str
    ticks: Mapping[float, str]
    """Where the ticks are, and what is written there, from low to high."""

    def share(self, value: float) -> float:
        """Where between the ends of the axis a value lies, 0 to 1; what is beyond an end is shown there."""
        low, *_, high = self.ticks
        return min(max((value - low) / (high - low), 0.0), 1.0)


@dataclass(frozen=True, slots=True)
class Line:
    """A series of points joined by a line."""

    name: str
    points: Sequence[tuple[float, float]]
    notes: Sequence[str] = ()
    """The tooltip of each point; without them points are not marked."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A share with its interval."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Group:
    """Bars on the same matter, one for each series; none where a series says nothing."""

    name: str
    bars: Sequence[Bar | None] = field(default=())


def line_chart(title: str, x: Axis, y: Axis, lines: Sequence[Line], diagonal: Sequence[Line] = ()) -> str:
    """A chart of lines.

    Args:
        title: for those who do not see the chart.
        diagonal: lines drawn faintly behind, for comparison.
    """
    behind = [_polyline(line, x, y, "guide") for line in diagonal]
    series = [_polyline(line, x, y, f"s{number}") for number, line in enumerate(lines)]
    marks = [mark for number, line in enumerate(lines) for mark in _marks(line, x, y, f"s{number}")]
    return _svg(title, HEIGHT, [*_x_axis(x), *_y_axis(y), *behind, *series, *marks])


def bar_chart(title: str, groups: Sequence[Group], series: Sequence[str]) -> str:
    """Horizontal bars of shares from 0 to 1, each group under the other."""
    step = HEAD + BAR * len(series) + GAP
    height = TOP + step * len(groups) + 24
    parts = [_vertical(share, TOP, height - 24, f"{share:.1f}") for share in (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)]
    for place, group in enumerate(groups):
        parts += _bars(group, series, TOP + place * step)
    return _svg(title, height, parts)


def legend(names: Sequence[str]) -> str:
    """The names of the series, each with its colour."""
    keys = (f'<span><i class="key s{number}"></i>{escape(name)}</span>' for number, name in enumerate(names))
    return f'<p class="legend">{"".join(keys)}</p>'


def _svg(title: str, height: float, parts: Sequence[str]) -> str:
    return (
        f'<svg viewBox="0 0 {WIDTH} {height:g}" role="img" aria-label="{escape(title)}">'
        f"<title>{escape(title)}</title>{''.join(parts)}</svg>"
    )


def _at_x(x: Axis, value: float) -> float:
    return LEFT + x.share(value) * (WIDTH - LEFT - RIGHT)


def _at_y(y: Axis, value: float) -> float:
    return HEIGHT - BOTTOM - y.share(value) * (HEIGHT - TOP - BOTTOM)


def _x_axis(axis: Axis) -> Iterator[str]:
    for value, text in axis.ticks.items():
        at = _at_x(axis, value)
        yield f'<line class="grid" x1="{at:.1f}" x2="{at:.1f}" y1="{TOP}" y2="{HEIGHT - BOTTOM}"/>'
        yield _text(at, HEIGHT - BOTTOM + 16, text, "middle")
    yield _text((LEFT + WIDTH - RIGHT) / 2, HEIGHT - 8, axis.label, "middle", "axis")


def _y_axis(axis: Axis) -> Iterator[str]:
    for value, text in axis.ticks.items():
        at = _at_y(axis, value)
        yield f'<line class="grid" x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{at:.1f}" y2="{at:.1f}"/>'
        yield _text(LEFT - 7, at + 4, text, "end")
    middle = (TOP + HEIGHT - BOTTOM) / 2
    yield (
        f'<text class="axis" text-anchor="middle" transform="translate(13 {middle:g}) rotate(-90)">'
        f"{escape(axis.label)}</text>"
    )


def _polyline(line: Line, x: Axis, y: Axis, style: str) -> str:
    points = " ".join(f"{_at_x(x, a):.1f},{_at_y(y, b):.1f}" for a, b in line.points)
    return f'<polyline class="{style}" points="{points}"><title>{escape(line.name)}</title></polyline>'


def _marks(line: Line, x: Axis, y: Axis, style: str) -> Iterator[str]:
    for (a, b), note in zip(line.points, line.notes, strict=False):
        place = f'cx="{_at_x(x, a):.1f}" cy="{_at_y(y, b):.1f}"'
        yield f'<circle class="{style}" {place} r="4"><title>{escape(f"{line.name}: {note}")}</title></circle>'


def _bars(group: Group, series: Sequence[str], top: float) -> Iterator[str]:
    name = group.name if len(group.name) <= NAME else f"{group.name[:NAME]}…"
    yield _text(_along(0), top + HEAD - 5, name, "start", "name")
    for number, (run, bar) in enumerate(zip(series, group.bars, strict=True)):
        if bar:
            yield from _bar(bar, f"s{number}", f"{group.name}, {run}", top + HEAD + number * BAR)


def _bar(bar: Bar, style: str, name: str, top: float) -> Iterator[str]:
    start, value, low, high = (_along(share) for share in (0.0, bar.value, bar.low, bar.high))
    note = escape(f"{name}: {bar.value:.3f} [{bar.low:.3f}, {bar.high:.3f}]")
    middle = top + BAR / 2 - 0.5
    yield (
        f'<rect class="{style}" x="{start:.1f}" y="{top:.1f}" width="{value - start:.1f}" height="{BAR - 1}">'
        f"<title>{note}</title></rect>"
    )
    yield f'<line class="whisker" x1="{low:.1f}" x2="{high:.1f}" y1="{middle:.1f}" y2="{middle:.1f}"/>'
    yield _text(WIDTH - VALUE + 8, top + BAR - 2, f"{bar.value:.2f}", "start", "small")


def _along(share: float) -> float:
    return 10 + share * (WIDTH - 10 - VALUE)


def _vertical(share: float, top: float, bottom: float, text: str) -> str:
    at = _along(share)
    line = f'<line class="grid" x1="{at:.1f}" x2="{at:.1f}" y1="{top}" y2="{bottom:g}"/>'
    return line + _text(at, bottom + 15, text, "middle")


def _text(x: float, y: float, text: str, anchor: str, style: str = "tick") -> str:
    return f'<text class="{style}" x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{escape(text)}</text>'
