"""How an instrument stands on its page, which no element of Akoma Ntoso says: kept so that offsets stay as they are.

Blanks, line breaks and the signs around numbers differ from text to text. In files that are written here, every element
says in attributes of a namespace of its own how it is headed, and what parts it from the next.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from corpus.model import Instrument, Provision

NAMESPACE = "urn:treaty-assistant:layout"
HEAD, AFTER = f"{{{NAMESPACE}}}head", f"{{{NAMESPACE}}}after"
PARAGRAPH = "\n\n"


class Place(NamedTuple):
    """The layout of one provision, without what stands below it."""

    head: str
    """Number and heading as they are printed, and what parts them from the words."""
    after: str
    """What parts its words from what comes next."""


def layout(instrument: Instrument) -> dict[str, Place]:
    """The layout of every provision, by its identifier."""
    starts = [*(provision.start for provision in instrument), len(instrument.text)]
    found = {}
    for provision, (start, following) in zip(instrument, pairwise(starts), strict=True):
        words = instrument.text[min(provision.body, following) : following]
        head = instrument.text[start : min(provision.body, following)]
        found[provision.eid] = Place(head, words[len(words.rstrip()) :])
    return found


def laid_out(instrument: Instrument, places: Mapping[str, Place]) -> Instrument:
    """The same instrument with its text as the layout has it, and every provision in its place in that."""
    pieces: list[str] = []
    spans: dict[str, tuple[int, int, int]] = {}
    at = 0
    for provision in instrument:
        place, words = places[provision.eid], PARAGRAPH.join(paragraphs(instrument, provision))
        block = f"{place.head}{words}{place.after}"
        spans[provision.eid] = (at, at + len(place.head), at + len(block.rstrip()))
        pieces.append(block)
        at += len(block)
    provisions = {p.eid: placed(instrument, p, spans) for p in instrument}
    return replace(instrument, text="".join(pieces), provisions=provisions)


def placed(instrument: Instrument, provision: Provision, spans: Mapping[str, tuple[int, int, int]]) -> Provision:
    """A provision with its start, body and end; it ends where the last of what it holds does."""
    start, body, _ = spans[provision.eid]
    last = provision
    while last.children:
        last = instrument[last.children[-1]]
    return replace(provision, start=start, body=body, end=spans[last.eid][2])


def paragraphs(instrument: Instrument, provision: Provision) -> list[str]:
    """The provision's own words, one entry a paragraph, the blanks in each single."""
    start, end = instrument.own_span(provision)
    return [words for part in instrument.text[start:end].split(PARAGRAPH) if (words := " ".join(part.split()))]
