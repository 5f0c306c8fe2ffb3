"""What leads from one loaded instrument into another: references by name, and terms that several define."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from assistant.conversation import Place
from assistant.understanding.definitions import defined, term
from corpus.citations.names import fold, names_of
from corpus.citations.naming import is_name
from corpus.citations.pinpoint import find_pinpoints, resolve
from corpus.citations.references import Reference, cross_references
from corpus.errors import UnknownProvision
from corpus.model import Instrument, Provision

Loaded = Mapping[str, Instrument]
FEWEST = 4
"""Words of a name that is told from a title without being one of the names of the instrument."""
_DATED = re.compile(r",?\s+(?:of|done|adopted|signed)\s+(?:\w+\s+)?\d.*$")
"""The date behind a name."""


def reached(reference: Reference, loaded: Loaded) -> Place | None:
    """Where a reference to another instrument leads; None where that is not loaded.

    Where the other instrument has no such provision, the place is its first article.
    """
    other = _called(reference, loaded) if reference.foreign else None
    if other is None:
        return None
    return _pinned(reference, other) or (other.id, (other.articles or tuple(other))[0].eid)


def _pinned(reference: Reference, other: Instrument) -> Place | None:
    """The provision of another instrument that a reference names; None where it names none that there is."""
    pinpoints = find_pinpoints(reference.text)
    try:
        return (other.id, resolve(other, pinpoints[0]).eid) if pinpoints else None
    except UnknownProvision:
        return None


def _called(reference: Reference, loaded: Loaded) -> Instrument | None:
    name = _DATED.sub("", reference.foreign)
    others = (instrument for id, instrument in loaded.items() if id != reference.instrument)
    return next((one for one in others if _answers_to(one, name)), None)


def _answers_to(instrument: Instrument, name: str) -> bool:
    known = fold(name) in names_of(instrument.about)
    return known or (len(name.split()) >= FEWEST and is_name(instrument.about, name))


def citing_from_elsewhere(instrument: Instrument, unit: Provision, loaded: Loaded) -> Iterator[Place]:
    """The articles of other instruments that refer to a unit of this one, by instrument and in their order."""
    for other in loaded.values():
        if other.id == instrument.id:
            continue
        sources = [
            other.article_of(other[reference.source]).eid
            for reference in cross_references(other).all
            if reference.foreign and _leads_to(reference, instrument, unit, loaded)
        ]
        yield from ((other.id, eid) for eid in dict.fromkeys(sources))


def _leads_to(reference: Reference, instrument: Instrument, unit: Provision, loaded: Loaded) -> bool:
    if _called(reference, loaded) is not instrument:
        return False
    place = _pinned(reference, instrument)
    return place is not None and instrument.article_of(instrument[place[1]]) == unit


def definitions_of(words: str, loaded: Loaded) -> tuple[Place, ...]:
    """The provisions of all instruments that define a term; empty where none does."""
    wanted = term(words)
    return tuple((id, p.eid) for id, one in loaded.items() for p in defined(one).get(wanted, ())) if wanted else ()


def terms_in(instrument: Instrument, unit: Provision) -> Sequence[str]:
    """The terms that a unit defines, in the order of its text."""
    within = {unit.eid, *(below.eid for below in instrument.descendants(unit))}
    return [name for name, places in defined(instrument).items() if any(place.eid in within for place in places)]


def uses(instrument: Instrument, start: int, end: int) -> Iterator[tuple[int, int, Provision]]:
    """Where a run of the text first uses each term that another provision defines: the span, and the definition."""
    pattern = _pattern(tuple(defined(instrument)))
    seen: set[str] = set()
    for found in pattern.finditer(instrument.text, start, end) if pattern else ():
        name = term(found[0])
        definition = defined(instrument).get(name, (None,))[0]
        if definition and name not in seen and not (definition.start <= found.start() < definition.end):
            seen.add(name)
            yield (*found.span(), definition)


def _pattern(terms: tuple[str, ...]) -> re.Pattern[str] | None:
    """Any of some terms, the longest first, in the singular or the plural."""
    if not terms:
        return None
    written = sorted((r"\s+".join(map(re.escape, name.split())) for name in terms), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(written)})s?\b", re.IGNORECASE)
