"""Units counted inside what holds them: the last point of that list, the article that opens this section."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.conversation import Place
from assistant.understanding import counting, designation, neighbours, steps
from assistant.understanding.counting import Within
from assistant.understanding.designation import Meant
from assistant.understanding.intents import Show
from assistant.understanding.utterance import Utterance
from corpus import lexicon
from corpus.model import GROUPS, Instrument, Provision

ORDINALS = lexicon.read("ordinals")

_WORDS = ORDINALS.word_set("pieces")
"""What a reader calls a piece of text without minding what it is."""
_NUMBERED = ORDINALS.word_set("cited")
"""Units that citations name by ordinal inside an article.

:mod:`corpus.citations.pinpoint` knows which of them bear numbers."""


def within(turn: Utterance) -> Show | None:
    """A unit by its place in a whole: "the last entry of that list", "the first article of the next chapter"."""
    asked = counting.within(turn.text)
    if not asked or not turn.focus:
        return None
    if asked.span == 1 and asked.part in _NUMBERED and asked.holder in ("article", "paragraph", "para"):
        return None
    for start in (places[0] for places in turn.foci if places[0][0] in turn.scope):
        instrument, provision = turn.provision(start)
        row = _row(turn, asked, instrument, provision)
        if -len(row) <= asked.nth < len(row):
            found = row[asked.nth :][: asked.span]
            return designation.show(turn, Meant(tuple(designation.places_of(instrument, found))))
    return None


def _row(turn: Utterance, asked: Within, instrument: Instrument, provision: Provision) -> Sequence[Provision]:
    """The units among which it is counted, none where there is no such whole around the provision."""
    holder = _named(turn, asked, instrument) or _around(asked, instrument, provision)
    if not holder:
        return ()
    if asked.part in _WORDS:
        return instrument.children(holder)
    kind = steps.LEVELS.get(asked.part)
    if holder.kind in GROUPS:
        return [p for p in instrument.descendants(holder) if p.kind is kind]
    below = neighbours.first_children(instrument, holder)
    if asked.span > 1 and kind:
        return [p for p in below if p.kind is kind]
    return [p for p in below if p.number.isalpha()] if asked.part == "letter" else below


def _named(turn: Utterance, asked: Within, instrument: Instrument) -> Provision | None:
    """A whole that is named by its number: "the first article of chapter V"."""
    meant = designation.pinpointed(turn, turn.text[asked.start :], (instrument.id,))
    place: Place | None = meant.places[0] if meant else None
    return instrument[place[1]] if place and place[0] == instrument.id else None


def _around(asked: Within, instrument: Instrument, provision: Provision) -> Provision | None:
    if provision.kind in GROUPS and not asked.holder:
        return provision
    kind = steps.LEVELS.get(asked.holder or ("chapter" if asked.part == "article" else "article"))
    if asked.part in ("point", "letter", "item", "entry") and not asked.holder:
        kind = None
    if kind and asked.onward:
        return neighbours.neighbour(instrument, provision, kind, asked.onward)
    if kind:
        return neighbours.level_of(instrument, provision, kind)
    return neighbours.list_of(instrument, provision)
