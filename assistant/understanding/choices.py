"""One of several provisions that the dialogue has shown: the second one, the latter, the other reservation."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.conversation import Place
from assistant.understanding import content, counting, designation, neighbours, steps
from assistant.understanding.designation import Meant
from assistant.understanding.intents import Show
from assistant.understanding.utterance import Utterance
from corpus import lexicon
from corpus.citations.references import referring
from corpus.model import Kind

ORDINALS = lexicon.read("ordinals")


def cited(turn: Utterance) -> Show | None:
    """One of the provisions cited: "the first article you cited", which is not article 1."""
    return _shown(turn) if ORDINALS.you_cited.search(turn.text) else None


def nth(turn: Utterance) -> Show | None:
    """One of several things just shown: "the first one", "the latter"."""
    called = ORDINALS.of_these.search(turn.text)
    counted = content.COUNTED | {called["noun"].casefold() if called else ""}
    return None if any(word not in counted for word in turn.content) else _shown(turn)


def _shown(turn: Utterance) -> Show | None:
    row = _row(turn, turn.text)
    meant = nth_shown(turn, turn.text)
    return designation.show(turn, meant).remembering(among=tuple(row)) if meant else None


def nth_shown(turn: Utterance, text: str) -> Meant | None:
    """What words such as "the second one" choose from what was shown."""
    row = _row(turn, text)
    return Meant((row[_place(text)],)) if row else None


def _place(text: str) -> int:
    found = ORDINALS.chosen.search(text)
    return counting.RANKS[(found["nth"] or found["nth2"]).casefold()] if found else 0


def _row(turn: Utterance, text: str) -> Sequence[Place]:
    """The first row of things shown that is long enough to be chosen from so; none for other words."""
    if not ORDINALS.chosen.search(text):
        return ()
    n = _place(text)
    return next((row for row in _rows(turn) if -len(row) <= n < len(row)), ())


def _rows(turn: Utterance) -> Iterator[Sequence[Place]]:
    """What was shown as several things, the likeliest first: what the last choice was made from, what was last shown,
    what is listed below or beside, what was cited before.
    """
    if not turn.focus:
        return
    yield from (row for row in (turn.among, turn.focus, turn.cited) if len(row) > 1)
    instrument, provision = turn.provision(turn.focus[0])
    yield designation.places_of(instrument, neighbours.first_children(instrument, provision))
    if provision.parent and provision.kind in (Kind.ITEM, Kind.POINT):
        yield designation.places_of(instrument, neighbours.first_children(instrument, instrument[provision.parent]))
    several = [places for places in turn.foci[1:] if len(places) > 1]
    yield from sorted(several, key=lambda places: len({turn.article(place) for place in places}) == 1)


def other(turn: Utterance) -> Show | None:
    """The one of two that was not shown last: "the other one", "read me the other reservation"."""
    found = ORDINALS.other_unit.search(turn.text)
    if not found or not turn.focus or any(word not in content.COUNTED for word in turn.content):
        return None
    level = (found["level"] or "one").casefold()
    for row in (turn.among, *(_alike(turn, level) if level != "one" else ())):
        left = [place for place in row if place not in _touched(turn)] if len(row) == 2 else []
        if len(left) == 1:
            return designation.show(turn, Meant(tuple(left))).remembering(among=tuple(row))
    return None


def _alike(turn: Utterance, level: str) -> Iterator[Sequence[Place]]:
    """Units of a kind beside or below what the dialogue was about."""
    kind = steps.LEVELS.get(level)
    for place in (places[0] for places in turn.foci):
        instrument, provision = turn.provision(place)
        for holder in neighbours.line_of(instrument, provision):
            yield designation.places_of(instrument, [p for p in instrument.children(holder) if p.kind is kind])


def _touched(turn: Utterance) -> set[Place]:
    """What was shown, and what refers to it: that was chosen on the way there."""
    seen = [places[0] for places in turn.foci]
    found = ((place, *turn.provision(place)) for place in seen)
    sources = (designation.places_of(i, referring(i, p)) for _, i, p in found)
    return {*seen, *(place for places in sources for place in places)}
