"""The graph of cross-references as inline SVG: what a provision refers to, and all of an instrument at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from assistant.ui.desk import Opened
from assistant.ui.markup import escape, tag
from assistant.ui.provision import address, capital, opens
from assistant.ui.resources import references
from assistant.ui.source import citing
from corpus.citations.labels import label
from corpus.model import Instrument, Provision, collapse

WIDTH, ROW, BOX = 720, 34, 200
MOST = 12
"""Boxes in a column."""
STEP, MARGIN = 9, 24
"""Between two articles on the line of all articles, and beside it."""


def neighbourhood(instrument: Instrument, unit: Provision) -> str:
    """What refers to a unit on the left, what it refers to on the right."""
    before, after = list(citing(instrument, unit)), cited(instrument, unit)
    if not before and not after:
        return ""
    rows = max(len(before[:MOST]), len(after[:MOST]), 1)
    middle = 30 + rows * ROW / 2
    parts = [
        _text(4, 14, f"{len(before)} refer to it"),
        _text(WIDTH - BOX + 4, 14, f"It refers to {len(after)}"),
        _box(instrument, unit, (WIDTH - BOX) / 2, middle, "here"),
    ]
    for x, column in ((0.0, before), (float(WIDTH - BOX), after)):
        for place, provision in enumerate(column[:MOST]):
            y = 30 + (place + 0.5) * ROW + (rows - len(column[:MOST])) * ROW / 2
            parts += [_edge(x, y, middle), _box(instrument, provision, x, y, "")]
        if len(column) > MOST:
            parts.append(_text(x + 8, 46 + rows * ROW, f"and {len(column) - MOST} more"))
    title = f"Cross-references of {label(instrument, unit)}"
    return _svg(title, WIDTH, 56 + rows * ROW, parts)


def cited(instrument: Instrument, unit: Provision) -> list[Provision]:
    """The units that a unit refers to, in reading order."""
    targets = (eid for reference in references(instrument.id).of(unit.eid) for eid in reference.targets)
    found = {instrument.article_of(instrument[eid]).eid for eid in targets} - {unit.eid}
    return sorted((instrument[eid] for eid in found), key=lambda p: p.start)


def whole(instrument: Instrument, current: Provision) -> str:
    """All articles on a line, and an arc for each pair of which one refers to the other."""
    articles = instrument.articles
    place = {article.eid: MARGIN + STEP * number for number, article in enumerate(articles)}
    arcs = _arcs(instrument, place)
    widest = max((abs(place[a] - place[b]) for a, b in arcs), default=0)
    line = widest / 2 + 10
    paths = [_arc(place[a], place[b], line, count, current.eid in (a, b)) for (a, b), count in arcs.items()]
    dots = [_dot(instrument, article, place[article.eid], line, number) for number, article in enumerate(articles)]
    width = 2 * MARGIN + STEP * max(len(articles) - 1, 1)
    return _svg(f"All cross-references of the {instrument.about.short_title}", width, line + 28, [*paths, *dots])


def _arcs(instrument: Instrument, place: dict[str, int]) -> Counter[tuple[str, str]]:
    found: Counter[tuple[str, str]] = Counter()
    for reference in references(instrument.id).all:
        source = instrument.article_of(instrument[reference.source]).eid
        targets = {instrument.article_of(instrument[eid]).eid for eid in reference.targets} - {source}
        found.update((source, target) for target in targets if source in place and target in place)
    return found


def _arc(a: float, b: float, line: float, count: int, on: bool) -> str:
    radius = abs(b - a) / 2
    style = ' class="on"' if on else ""
    drawn = f"M{min(a, b)} {line} A{radius} {radius} 0 0 1 {max(a, b)} {line}"
    return f'<path{style} d="{drawn}" opacity="{min(1, 0.4 + count / 5):.2f}"/>'


def _dot(instrument: Instrument, article: Provision, x: float, line: float, number: int) -> str:
    title = tag("title", escape(_title(instrument, article)))
    dot = f'<circle cx="{x}" cy="{line}" r="3.5">{title}</circle>'
    name = (
        f'<text x="{x}" y="{line + 18}" text-anchor="middle">{escape(article.number)}</text>' if number % 5 == 0 else ""
    )
    place = Opened(instrument.id, article.eid)
    return tag("a", dot + name, href=address(place), aria_label=_title(instrument, article), **opens(place))


def _box(instrument: Instrument, provision: Provision, x: float, y: float, style: str) -> str:
    shown = _title(instrument, provision)
    text = shown if len(shown) <= 30 else f"{shown[:29]}…"
    inner = (
        f'<rect class="{style}" x="{x + 1}" y="{y - 13}" width="{BOX - 2}" height="26" rx="5"/>'
        f'<text x="{x + 8}" y="{y + 4}">{escape(text)}</text>{tag("title", escape(shown))}'
    )
    place = Opened(instrument.id, provision.eid)
    return tag("a", inner, href=address(place), aria_label=shown, **opens(place))


def _title(instrument: Instrument, provision: Provision) -> str:
    return f"{capital(label(instrument, provision))} {collapse(provision.heading)}".strip()


def _edge(x: float, y: float, middle: float) -> str:
    start = BOX if x == 0 else (WIDTH + BOX) / 2
    end = (WIDTH - BOX) / 2 if x == 0 else x
    left, right = (y, middle) if x == 0 else (middle, y)
    bend = (start + end) / 2
    return f'<path d="M{start} {left} C{bend} {left} {bend} {right} {end} {right}"/>'


def _text(x: float, y: float, text: str) -> str:
    return f'<text x="{x}" y="{y}">{escape(text)}</text>'


def _svg(title: str, width: float, height: float, parts: Sequence[str]) -> str:
    inner = f"<title>{escape(title)}</title>{''.join(parts)}"
    drawn = f'<svg viewBox="0 0 {width:g} {height:g}" role="group" aria-label="{escape(title)}">{inner}</svg>'
    return tag("div", drawn, class_="scroll")
