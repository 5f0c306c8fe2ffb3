"""Turns that move in the text: the next paragraph, the article before that, the whole article."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.conversation import Place
from assistant.understanding import content, designation, neighbours, spelling, steps
from assistant.understanding.designation import Meant
from assistant.understanding.intents import Show
from assistant.understanding.notes import NoNeighbour, TooFew
from assistant.understanding.steps import Move
from assistant.understanding.utterance import Utterance
from corpus import lexicon
from corpus.model import Kind

MOVES = lexicon.read("moves")


def move(turn: Utterance) -> Show | None:
    """A move in the text: "the next paragraph", "the article before that", "two paragraphs further up"."""
    way = steps.move(spelling.spelled_out(turn.text))
    starts = _starts(turn, way) if way else ()
    return _moved(turn, starts, way) if way and starts else None


def _starts(turn: Utterance, way: Move) -> tuple[Place, ...]:
    """Where a move can start: at a provision named after it, or at what the dialogue is and was about."""
    after = way.after.strip()
    named = (
        designation.pinpointed(turn, after, turn.scope)
        or designation.headed(turn, after)
        or designation.called(turn, after)
    )
    if named := named or designation.worded(turn, after):
        return named.places[:1]
    rows = (places for places in turn.foci if not turn.named or places[0][0] in turn.named)
    return tuple(_edge(turn, places, way.step) for places in rows)


def _edge(turn: Utterance, places: Sequence[Place], step: int) -> Place:
    """Where a move leaves what was shown: the last of several asked for when it goes on, or else the main one."""
    pointed_at = turn.conversation.turns[-1].answer.mode == "structure"
    beside = len({turn.provision(place)[1].parent for place in places}) == 1
    return places[-1] if pointed_at and beside and step > 0 else places[0]


def _moved(turn: Utterance, starts: Sequence[Place], way: Move) -> Show:
    for start in starts:
        instrument, provision = turn.provision(start)
        towards = 1 if way.step > 0 else -1
        steps = sorted(way.step + towards * n for n in range(way.span))
        found = [neighbours.neighbour(instrument, provision, way.kind, step) for step in steps]
        if there := [p for p in found if p]:
            return designation.show(turn, Meant(tuple(designation.places_of(instrument, there))))
        if neighbours.level_of(instrument, provision, Kind.ARTICLE):
            return _at_the_edge(turn, start, way)
    return _at_the_edge(turn, starts[0], way)


def _at_the_edge(turn: Utterance, start: Place, way: Move) -> Show:
    """There is no next one: the article beyond is shown, or the article itself where there are too few."""
    instrument, provision = turn.provision(start)
    kind, towards = way.kind or provision.kind, 1 if way.step > 0 else -1
    if abs(way.step) > 1:
        article = instrument.article_of(provision)
        few = TooFew(start, kind, way.step > 0, abs(way.step))
        return designation.show(turn, Meant(((instrument.id, article.eid),), (few,)))
    beyond = neighbours.neighbour(instrument, provision, Kind.ARTICLE, towards) or provision
    none = NoNeighbour(start, kind, way.step > 0)
    return designation.show(turn, Meant(((instrument.id, beyond.eid),), (none,)))


def rest(turn: Utterance) -> Show | None:
    """What the last answer left out of a long provision, or what comes after it: "continue", "show me the rest"."""
    if not turn.focus or not MOVES.rest.match(turn.text):
        return None
    for citation in turn.conversation.turns[-1].answer.citations[-1:]:
        if (citation.instrument, citation.eid) in turn.cited and turn.conversation.turns[-1].answer.mode == "structure":
            instrument, provision = turn.provision((citation.instrument, citation.eid))
            if left := neighbours.after(instrument, provision, citation.end):
                return designation.show(turn, Meant(tuple(designation.places_of(instrument, left))))
            return _moved(turn, [(citation.instrument, citation.eid)], Move(None, 1, 1, ""))
    return None


def whole(turn: Utterance) -> Show | None:
    """All of it: "read the whole article", "in full please", "which chapter is this in?"."""
    found = MOVES.whole.search(turn.text)
    if not found or steps.move(_without_whole(turn.text)):
        return None
    level = next((found[name].casefold() for name in ("level", "level2", "level3", "level4") if found[name]), "")
    named = designation.pinpointed(turn, f"article {found['number']}" if found["number"] else turn.text, turn.scope)
    if named and not level:
        return designation.show(turn, named)
    meant = named or (None if found["number"] else designation.headed(turn, turn.text) or _in_focus(turn))
    return _holding(turn, meant, level) if meant else None


def _without_whole(text: str) -> str:
    """The turn as if it did not ask for all: "the next article, in full" moves first."""
    return MOVES.whole.sub(lambda found: found["level"] or found["level2"] or " ", text)


def _holding(turn: Utterance, meant: Meant, level: str) -> Show:
    """The unit of a level that holds what is meant."""
    instrument, provision = turn.provision(meant.places[0])
    held = neighbours.list_of(instrument, provision) if level == "list" else None
    unit = held or neighbours.whole(instrument, provision, steps.LEVELS.get(level, Kind.ARTICLE))
    return designation.show(turn, Meant(((instrument.id, unit.eid),), meant.notes))


def _in_focus(turn: Utterance) -> Meant | None:
    """What the dialogue is about, for a turn that asks nothing of its own."""
    return Meant(turn.focus[:1]) if turn.focus and len(turn.content) < content.OWN_SUBJECT else None
