"""Turns that ask for a count or a list of headings: "how many paragraphs does it have?", "what are the chapters?"."""

from __future__ import annotations

from dataclasses import replace

from assistant import structure
from assistant.conversation import Place
from assistant.dialogue import bearings, moves, pointed, words
from assistant.dialogue.reading import Reading, Resolution
from assistant.question import read
from corpus.errors import UnknownProvision
from corpus.model import Kind

_PARTS = (Kind.PARAGRAPH, Kind.POINT)


def survey(turn: Reading) -> Resolution | None:
    """A count, a list of headings or of references, of what is named or else of what the dialogue is in."""
    if not turn.focus:
        return again(turn, turn.text, turn.named or tuple(turn.corpus))
    holder = _holder(turn)
    asked = _standing_alone(turn, holder)
    understood = again(turn, asked, (holder[0],) if holder else turn.scope)
    if not understood or not structure.counted(asked):
        return understood
    return replace(understood, about=(holder,) if holder else turn.focus)


def again(turn: Reading, asked: str, scope: tuple[str, ...]) -> Resolution | None:
    """Words as such a question to some instruments; None where they ask for nothing of the kind."""
    try:
        found = structure.surveyed(replace(read(asked, turn.corpus), scope=scope), turn.corpus)
    except UnknownProvision:
        return None
    return Resolution(asked, scope=scope, topic=turn.subject) if found else None


def _standing_alone(turn: Reading, holder: Place | None) -> str:
    """The turn with the name of what it asks of."""
    if turn.other:
        return words.OTHER.sub(f"the {turn.corpus[turn.other[0]].about.short_title}", turn.text)
    if turn.named:
        return turn.text
    where = turn.name(holder) if holder else f"the {turn.corpus[turn.scope[0]].about.short_title}"
    return f"{turn.text.rstrip(' ?.!')} ({where})?"


def _holder(turn: Reading) -> Place | None:
    """What to count or list in: named from where the dialogue stands, or where it is, for parts of an article."""
    instrument, provision = turn.provision(turn.focus[0])
    if group := bearings.GROUP.search(turn.text):
        return instrument.id, moves.whole(instrument, provision, bearings.LEVELS[group["level"].casefold()]).eid
    if any(p.relative for p in turn.pinpoints):
        meant = pointed.pinpointed(turn, turn.text, turn.scope)
        return meant.places[0] if meant else None
    if turn.pinpoints or turn.named or structure.counted(turn.text) not in _PARTS:
        return None
    holds_points = any(p.kind is Kind.POINT for p in instrument.children(provision))
    return turn.focus[0] if holds_points else (instrument.id, turn.article(turn.focus[0]).eid)
