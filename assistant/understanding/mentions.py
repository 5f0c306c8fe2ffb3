"""Questions about the words of a text: how often they stand in it, and whether they do at all."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.conversation import Place
from assistant.understanding import leaning, topics
from assistant.understanding.intents import Intent, Nowhere, Show
from assistant.understanding.notes import Absent, Mentioned, Note
from assistant.understanding.utterance import Utterance
from corpus import lexicon
from corpus.model import Instrument, Kind

MENTIONS = lexicon.read("mentions")
LONGEST = 6
"""Words that a term has at most."""


def mention(turn: Utterance) -> Intent | None:
    """Where words stand: shown where they are counted, told beside what a search finds; or that they stand nowhere."""
    for kind in ("counted", "sought"):
        if term := _term(turn, kind):
            scope = turn.named or tuple(turn.corpus)
            found = [_mentioned(turn.corpus[id], term) for id in scope]
            return _shown(turn, found) if kind == "counted" else topics.searched(turn).noting(*_told(found))
    return None


def _term(turn: Utterance, kind: str) -> str:
    """The words that a turn asks for; empty where it asks for none."""
    found = next(filter(None, (asked.search(turn.text) for asked in MENTIONS.sequence(kind))), None)
    if not found or turn.pinpoints:
        return ""
    term = MENTIONS.around.sub("", found["term"].strip(" \"'“”‘’"))
    return term if 0 < len(term.split()) <= LONGEST and not leaning.points_back(term) else ""


def _mentioned(instrument: Instrument, term: str) -> Mentioned:
    places = tuple(_places(instrument, term))
    return Mentioned(term, instrument.id, tuple(dict.fromkeys(places)), len(places))


def _places(instrument: Instrument, term: str) -> Iterator[Place]:
    """The provision of each place where the words stand, in the order of the text; headings are none."""
    words = r"[\s-]+".join(map(re.escape, re.split(r"[\s-]+", term)))
    pattern = re.compile(rf"(?<!\w){words}(?:e?s|['’]s)?(?!\w)", re.IGNORECASE)
    for provision in instrument:
        if provision.kind is not Kind.CONTENTS:
            for _ in pattern.finditer(instrument.text, *instrument.own_span(provision)):
                yield instrument.id, provision.eid


def _shown(turn: Utterance, found: Sequence[Mentioned]) -> Show | Nowhere:
    places = tuple(place for one in found for place in one.places)
    if not places:
        instruments = tuple(one.instrument for one in found)
        return Nowhere(heard=turn.question, text=turn.text, term=found[0].term, instruments=instruments)
    return Show(heard=turn.question, text=turn.text, places=places, notes=_told(found))


def _told(found: Sequence[Mentioned]) -> tuple[Note, ...]:
    """The instruments that have the words, then all that do not."""
    without = tuple(one.instrument for one in found if not one.count)
    there = (one for one in found if one.count)
    return (*there, *((Absent(found[0].term, without),) if without else ()))
