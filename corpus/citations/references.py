"""Cross-references of an instrument: what its words refer to, inside it and outside."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

from corpus.citations.grammar import mentions
from corpus.citations.han import Mention
from corpus.citations.naming import is_name, named_instruments
from corpus.citations.pinpoint import Pinpoint, pinpoints_of, resolve
from corpus.errors import UnknownProvision
from corpus.model import Instrument, Kind, Provision, collapse

_SILENT = frozenset({Kind.TITLE, Kind.CONTENTS, Kind.SIGNATURES})
"""Kinds whose words refer to nothing: they only name."""


@dataclass(frozen=True, slots=True)
class Reference:
    """One mention of other provisions, or of another instrument, in an instrument's own words."""

    instrument: str
    source: str
    """Identifier of the smallest provision in whose words it stands."""
    start: int
    """Where it begins in :attr:`Instrument.text`."""
    end: int
    text: str
    """As printed, white space included."""
    targets: tuple[str, ...] = ()
    """Identifiers in the same instrument, in the order named; a range gives all that it spans."""
    foreign: str = ""
    """Name of the other instrument it refers to, empty for a reference inside."""


def find_references(instrument: Instrument) -> tuple[Reference, ...]:
    """Every reference in an instrument, in reading order.

    Relative ones ("paragraph 1 of this article", "this chapter", "(i) above") are resolved from where they stand.
    Slips in the text are kept: a wrong number points at what it says, or dangles.
    """
    found = (reference for provision in instrument for reference in _in_words(instrument, provision))
    return tuple(sorted(found, key=lambda r: (r.start, r.end)))


def _in_words(instrument: Instrument, provision: Provision) -> Iterator[Reference]:
    """The references in a provision's own words."""
    if provision.kind in _SILENT:
        return
    start, end = instrument.own_span(provision)
    words = instrument.text[start:end]
    inside = [_reference(instrument, provision, mention, words, start) for mention in mentions(words)]
    yield from inside
    yield from _outward(instrument, provision, words, start, [r.foreign for r in inside if r.foreign])


def _reference(instrument: Instrument, provision: Provision, mention: Mention, words: str, offset: int) -> Reference:
    pinpoints = tuple(pinpoints_of(words, mention, (instrument.about,)))
    foreign = pinpoints[0].foreign
    targets = () if foreign else _targets(instrument, pinpoints, provision)
    start, end = offset + mention.start, offset + mention.end
    return Reference(instrument.id, provision.eid, start, end, instrument.text[start:end], targets, foreign)


def _targets(instrument: Instrument, pinpoints: Iterable[Pinpoint], at: Provision) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for pinpoint in pinpoints:
        try:
            found[resolve(instrument, pinpoint, at).eid] = None
        except UnknownProvision:
            continue
    return tuple(found)


def _outward(
    instrument: Instrument, provision: Provision, words: str, offset: int, told: list[str]
) -> Iterator[Reference]:
    """Other instruments called by name, but for those that a citation has told already."""
    for start, end in named_instruments(words):
        name = collapse(words[start:end])
        if name not in told and not is_name(instrument.about, name):
            span = offset + start, offset + end
            yield Reference(instrument.id, provision.eid, *span, words[start:end], foreign=name)


class CrossReferences:
    """The references of an instrument as a graph, made on first use."""

    def __init__(self, instrument: Instrument) -> None:
        self._instrument = instrument

    @cached_property
    def all(self) -> tuple[Reference, ...]:
        """Every reference, in reading order."""
        return find_references(self._instrument)

    @cached_property
    def _standing_in(self) -> dict[str, tuple[Reference, ...]]:
        return self._index((reference, (reference.source,)) for reference in self.all)

    @cached_property
    def _pointing_at(self) -> dict[str, tuple[Reference, ...]]:
        return self._index((reference, reference.targets) for reference in self.all)

    def of(self, eid: str) -> tuple[Reference, ...]:
        """What a provision refers to: the references in its words and in those of everything below it.

        Raises:
            UnknownProvision: the instrument has no such provision.
        """
        return self._standing_in.get(self._instrument[eid].eid, ())

    def to(self, eid: str) -> tuple[Reference, ...]:
        """What refers to a provision, or to anything below it: "article 59, paragraph 2" refers to article 59 too.

        Raises:
            UnknownProvision: the instrument has no such provision.
        """
        return self._pointing_at.get(self._instrument[eid].eid, ())

    def _index(self, pairs: Iterable[tuple[Reference, tuple[str, ...]]]) -> dict[str, tuple[Reference, ...]]:
        """References by identifier, and by the identifiers of all that holds it."""
        index: defaultdict[str, dict[Reference, None]] = defaultdict(dict)
        for reference, eids in pairs:
            for eid in eids:
                provision = self._instrument[eid]
                for holder in (provision, *self._instrument.ancestors(provision)):
                    index[holder.eid][reference] = None
        return {eid: tuple(references) for eid, references in index.items()}


@lru_cache(maxsize=256)
def cross_references(instrument: Instrument) -> CrossReferences:
    """The references of an instrument as a graph, made once."""
    return CrossReferences(instrument)


def referred_to(instrument: Instrument, place: Provision) -> list[Provision]:
    """The provisions of the instrument that the words of a provision refer to, in the order they are named."""
    targets = dict.fromkeys(target for r in cross_references(instrument).of(place.eid) for target in r.targets)
    return [instrument[target] for target in targets]


def referring(instrument: Instrument, place: Provision) -> list[Provision]:
    """The provisions whose words refer to a provision or to what it holds, in reading order."""
    sources = dict.fromkeys(reference.source for reference in cross_references(instrument).to(place.eid))
    return [instrument[source] for source in sources]
