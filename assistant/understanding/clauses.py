"""Turns that go on step by step: "back to 15 - and the article after it", "it names two articles, open the second"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from assistant.conversation import Place
from assistant.understanding import (
    choices,
    designation,
    following,
    lookups,
    movement,
    ordinals,
    spelling,
)
from assistant.understanding.designation import Meant
from assistant.understanding.intents import Search, Show
from assistant.understanding.utterance import Utterance
from corpus import eid, lexicon
from corpus.citations.pinpoint import find_pinpoints
from corpus.citations.words import CARDINALS

MOVES = lexicon.read("moves")
TURNS = lexicon.read("turns")


_NUMBER = re.compile(rf"^(?:{'|'.join(CARDINALS)}|\d{{1,3}})$", re.IGNORECASE)


def step_by_step(turn: Utterance) -> Show | None:
    """What the last of several steps leads to; None where the turn takes one step, or steps that part ways."""
    here, steps = turn, 0
    found: Show | Search | None = None
    among: tuple[Place, ...] = ()
    for clause in _clauses(turn.text) if turn.focus else ():
        said = here.at(clause, here.focus, among) if steps else Utterance(clause, turn.conversation, turn.corpus)
        places, result = _step(said, first=not steps)
        if not places:
            continue
        absolute = any(not p.relative for p in said.pinpoints)
        if steps and said.pinpoints and not absolute and not _inside(places, here.focus):
            return None
        here, found, steps = turn.at(clause, places), result, 1 if absolute else steps + 1
        among = result.memory.among if result and result.memory.among else among
    if not found or steps < 2:
        return None
    notes = found.notes if isinstance(found, Show) else found.query.notes
    return designation.show(turn, Meant(here.focus, notes)).remembering(among=among)


def _clauses(text: str) -> list[str]:
    """What is said one after the other; a number by itself is an article."""
    if nested := MOVES.part_of.match(text):
        return [nested["whole"], nested["part"]]
    return [_NUMBER.sub(r"article \g<0>", clause) for clause in _parted(text) if re.search(r"\w", clause)]


def _parted(text: str) -> Iterator[str]:
    """The text cut where a clause ends; a citation is never parted."""
    text = spelling.spelled_out(text)
    spans = [(p.start, p.end) for p in find_pinpoints(text)]
    start = 0
    for found in MOVES.step.finditer(text):
        if not any(a < found.end() and found.start() < b for a, b in spans):
            yield text[start : found.start()].strip()
            start = found.end()
    yield text[start:].strip()


def _step(said: Utterance, *, first: bool) -> tuple[tuple[Place, ...], Show | Search | None]:
    """Where one clause leads, and what it was understood as."""
    readings: tuple[Callable[[Utterance], Show | Search | None], ...] = (
        following.references,
        ordinals.within,
        movement.move,
        lookups.numbered,
        lookups.pinpoint,
        choices.nth,
    )
    found = (understand(said) for understand in readings)
    result = next((intent for intent in found if intent), None)
    if result:
        return result.places if isinstance(result, Show) else result.query.near[:1], result
    meant = _setting(said) if first else None
    return (meant.places, designation.show(said, meant)) if meant else ((), None)


def _setting(said: Utterance) -> Meant | None:
    """Where a first clause takes the dialogue by the name of a subject or of a part of the text."""
    back = TURNS.back.match(said.text)
    if back and (place := said.recalled(back["to"])):
        return Meant((place,))
    return designation.headed(said, said.text) or designation.block(said, said.text)


def _inside(places: tuple[Place, ...], outer: tuple[Place, ...]) -> bool:
    return any(id == outer[0][0] and eid.holds(outer[0][1], inner) for id, inner in places)
