"""Moves in a text that readers make by words: the next paragraph, the article before, the whole of it."""

from __future__ import annotations

from collections.abc import Sequence

from corpus.model import GROUPS, Instrument, Kind, Provision

_ASIDE = frozenset({Kind.TITLE, Kind.CONTENTS, Kind.NOTES, Kind.WRAPUP})
"""What nobody means by "the next one"."""

_LISTED = frozenset({Kind.POINT, Kind.ITEM, Kind.NOTE, Kind.RECITAL})
"""What makes up a list."""


def line_of(instrument: Instrument, provision: Provision) -> tuple[Provision, ...]:
    """The provision and everything that holds it, the nearest first."""
    return (provision, *instrument.ancestors(provision))


def level_of(instrument: Instrument, provision: Provision, kind: Kind) -> Provision | None:
    """The provision of that kind which holds this one, or is it."""
    return next((p for p in line_of(instrument, provision) if p.kind is kind), None)


def whole(instrument: Instrument, provision: Provision, kind: Kind = Kind.ARTICLE) -> Provision:
    """All of the article, or of another unit, that the provision stands in."""
    return level_of(instrument, provision, kind) or instrument.article_of(provision)


def list_of(instrument: Instrument, provision: Provision) -> Provision | None:
    """The nearest that holds a list: the provision, or what it stands in."""
    line = line_of(instrument, provision)
    return next((p for p in line if any(c.kind in _LISTED for c in instrument.children(p))), None)


def neighbour(instrument: Instrument, provision: Provision, kind: Kind | None, step: int) -> Provision | None:
    """The unit of a kind that comes next (`step` 1), before (-1), or so many further, seen from a provision.

    Without a kind, units of the provision's own. A kind that stands below the provision is entered from its edge;
    None where the text begins or ends, or has no such unit.
    """
    here = provision if kind is None else level_of(instrument, provision, kind)
    if here is None:
        return _nearest_of_kind(instrument, provision, kind, step)
    row = _row(instrument, here)
    at = row.index(here) + step
    return row[at] if 0 <= at < len(row) else None


def _row(instrument: Instrument, provision: Provision) -> Sequence[Provision]:
    """The provision among those it is one of."""
    if provision.kind is Kind.ARTICLE and provision in instrument.articles:
        return instrument.articles
    if provision.kind in GROUPS:
        return [p for p in instrument if p.kind is provision.kind]
    siblings = instrument.children(instrument[provision.parent]) if provision.parent else _top(instrument)
    return [p for p in siblings if p.kind not in _ASIDE or p is provision]


def _top(instrument: Instrument) -> list[Provision]:
    return [p for p in instrument if not p.parent]


def _nearest_of_kind(instrument: Instrument, provision: Provision, kind: Kind | None, step: int) -> Provision | None:
    """Inside the provision first, then beyond it in reading order."""
    row = [p for p in instrument.children(provision) if p.kind is kind]
    if not row:
        order = [p for p in instrument if p.kind is kind]
        row = [p for p in order if (p.start >= provision.end if step > 0 else p.start < provision.start)]
    at = step - 1 if step > 0 else len(row) + step
    return row[at] if 0 <= at < len(row) else None


def after(instrument: Instrument, provision: Provision, shown: int) -> list[Provision]:
    """What a provision holds beyond the offset up to which it was shown; nothing for a group, which shows a heading."""
    return [] if provision.kind in GROUPS else [p for p in instrument.children(provision) if p.start >= shown]


def first_children(instrument: Instrument, provision: Provision) -> tuple[Provision, ...]:
    """The numbered or listed units right below a provision, the text that closes the list aside."""
    return tuple(p for p in instrument.children(provision) if p.kind not in _ASIDE)
