"""Turns that move in the text: the next paragraph, the article before that, the whole article."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.conversation import Place
from assistant.dialogue import bearings, moves, pointed, spelling
from assistant.dialogue.pointed import Meant
from assistant.dialogue.reading import Reading, Resolution
from corpus.model import Kind

OWN_SUBJECT = 2
"""Words of content by which a turn asks something of its own, and does not only want to read on."""


def move(turn: Reading) -> Resolution | None:
    """A move in the text: "the next paragraph", "the article before that", "two paragraphs further up"."""
    way = bearings.move(spelling.spelled_out(turn.text))
    starts = _starts(turn, way.after) if way else ()
    return _moved(turn, starts, way.kind, way.step) if way and starts else None


def _starts(turn: Reading, after: str) -> tuple[Place, ...]:
    """Where a move can start: at a provision named after it, or at what the dialogue is and was about."""
    named = pointed.pinpointed(turn, after, turn.scope) or pointed.headed(turn, after) or pointed.called(turn, after)
    if named := named or pointed.worded(turn, after):
        return named.places[:1]
    return tuple(places[0] for places in turn.foci if not turn.named or places[0][0] in turn.named)


def _moved(turn: Reading, starts: Sequence[Place], kind: Kind | None, step: int) -> Resolution:
    for start in starts:
        instrument, provision = turn.provision(start)
        if found := moves.neighbour(instrument, provision, kind, step):
            return pointed.show(turn, Meant(((instrument.id, found.eid),)))
        if moves.level_of(instrument, provision, Kind.ARTICLE):
            return _at_the_edge(turn, start, kind or provision.kind, step)
    return _at_the_edge(turn, starts[0], kind or turn.provision(starts[0])[1].kind, step)


def _at_the_edge(turn: Reading, start: Place, kind: Kind, step: int) -> Resolution:
    """There is no next one: the article beyond is shown, and said to be one."""
    instrument, provision = turn.provision(start)
    beyond = moves.neighbour(instrument, provision, Kind.ARTICLE, 1 if step > 0 else -1) or provision
    message = f"{pointed.capitalised(turn.name(start))} has no {kind} {'after' if step > 0 else 'before'} it."
    return pointed.show(turn, Meant(((instrument.id, beyond.eid),), message))


def whole(turn: Reading) -> Resolution | None:
    """All of it: "read the whole article", "in full please"."""
    found = bearings.WHOLE.search(turn.text)
    if not found:
        return None
    level, number = found["level"] or found["level2"] or "", found["number"]
    named = pointed.pinpointed(turn, f"article {number}" if number else turn.text, turn.scope)
    meant = named or (None if number else pointed.headed(turn, turn.text))
    if not meant and not number and len(turn.content) < OWN_SUBJECT:
        meant = _in_focus(turn)
    if not meant:
        return None
    if named and not level:
        return pointed.show(turn, named)
    instrument, provision = turn.provision(meant.places[0])
    unit = moves.whole(instrument, provision, bearings.LEVELS.get(level.casefold(), Kind.ARTICLE))
    return pointed.show(turn, Meant(((instrument.id, unit.eid),), meant.message))


def _in_focus(turn: Reading) -> Meant | None:
    return Meant(turn.focus[:1]) if turn.focus else None
