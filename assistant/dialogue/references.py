"""Turns that follow references: what a provision refers to, and what refers to it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from assistant import structure
from assistant.conversation import Place
from assistant.dialogue import bearings, pointed
from assistant.dialogue.pointed import Meant
from assistant.dialogue.reading import Reading, Resolution


def references(turn: Reading) -> Resolution | None:
    """A question about references: "what does it refer to?", "which articles mention this?"."""
    outward, inward = bearings.REFERS.search(turn.text), bearings.REFERS_TO_IT.search(turn.text)
    if not outward and not (inward and inward["what"]):
        return None
    follow = structure.referred_to if outward else structure.referring
    # what is referred to is mostly an article, not the paragraph of it that was cited
    starts = (p for s in _subjects(turn) for p in (_outward(turn, s) if outward else (s, (s[0], turn.article(s).eid))))
    for place in starts:
        instrument, provision = turn.provision(place)
        found = [p for p in follow(instrument, provision) if p.eid != provision.eid]
        if found:
            name, topic = turn.name(place), pointed.show(turn, Meant((place,))).topic
            understood = f"What {name} refers to" if outward else f"What refers to {name}"
            meant = Meant(tuple(pointed.places_of(instrument, found)))
            return replace(pointed.show(turn, meant), question=understood, about=(place,), topic=topic)
    return _no_references(turn)


def _outward(turn: Reading, place: Place) -> list[Place]:
    """A provision, and what holds it inside its article: a point may have no reference, its paragraph one."""
    instrument, provision = turn.provision(place)
    article = turn.article(place)
    within = [p for p in instrument.ancestors(provision) if p.eid.startswith(f"{article.eid}__")]
    return [place, *pointed.places_of(instrument, within)]


def _no_references(turn: Reading) -> Resolution | None:
    if not turn.focus:
        return None
    message = f"The text of {turn.name(turn.focus[0])} makes no such reference."
    return replace(pointed.show(turn, Meant(turn.focus[:1])), message=message)


def _subjects(turn: Reading) -> Iterator[Place]:
    """What "it" can be in a question about references, the likeliest first."""
    meant = pointed.pinpointed(turn, turn.text, turn.scope) or pointed.nth_shown(turn, turn.text)
    if meant:
        yield from (place for place in meant.places if place[0] in turn.visited)
    yield from (place for places in turn.foci for place in places)
