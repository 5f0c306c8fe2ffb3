"""Turns that ask for a count or a list of headings: "how many paragraphs does it have?", "what are the chapters?"."""

from __future__ import annotations

from dataclasses import replace

from assistant.conversation import Place
from assistant.understanding import designation, movement, neighbours, steps, structural
from assistant.understanding.intents import Count, Memory, Show, Survey, Within
from assistant.understanding.question import Question, read
from assistant.understanding.utterance import Utterance
from corpus import lexicon
from corpus.errors import UnknownProvision
from corpus.model import GROUPS, Kind

MOVES = lexicon.read("moves")
QUESTIONS = lexicon.read("questions")
TURNS = lexicon.read("turns")


def survey(turn: Utterance) -> Survey | Show | None:
    """A count, a list of headings or of references, of what is named or else of what the dialogue is in."""
    if not turn.focus:
        return _put(turn, turn.text, turn.asked, turn.named or tuple(turn.corpus))
    readings = (_title_of_article, _led_to, _of_each, _of_one)
    return next((found for reading in readings if (found := reading(turn))), None)


def _of_each(turn: Utterance) -> Survey | Show | None:
    """The same of each instrument: "how many articles does each of them have?"."""
    if not TURNS.each.search(turn.text):
        return None
    return _put(turn, turn.text, turn.asked, turn.visited if len(turn.visited) > 1 else tuple(turn.corpus))


def _of_one(turn: Utterance) -> Survey | Show | None:
    """Of one provision or instrument, where the dialogue then is; what was counted can be chosen from next."""
    holder = _holder(turn)
    scope = (holder[0],) if holder else turn.scope
    understood = _put(turn, _standing_alone(turn, holder), replace(turn.asked, subject=turn.subject), scope, holder)
    place = holder or _named(turn, scope)
    if understood and place and structural.asks_for_references(turn.text):
        return understood.remembering(about=(place,))
    kind = structural.counted(turn.text)
    if not understood or not kind:
        return understood
    instrument, within = turn.provision(place) if place else (turn.corpus[scope[0]], None)
    among = designation.places_of(instrument, structural.of_kind(instrument, within, kind))
    stays = turn.focus if turn.focus[0][0] in scope else ()
    return understood.remembering(about=(place,) if place else stays, among=tuple(among))


def _title_of_article(turn: Utterance) -> Survey | Show | None:
    """The article that the dialogue is in, for a turn that asks for its title: it stands above its text."""
    if turn.named or not QUESTIONS.its_title.search(turn.text) or not turn.article(turn.focus[0]).heading:
        return None
    return designation.show(turn, designation.Meant(((turn.focus[0][0], turn.article(turn.focus[0]).eid),)))


def _led_to(turn: Utterance) -> Survey | Show | None:
    """A count in what a move or a heading leads to: "how many paragraphs does the next article have?"."""
    kind = structural.counted(turn.text)
    moved = movement.move(turn) if kind else None
    headed = designation.headed(turn, turn.text) if kind and not moved else None
    places = moved.places if moved else headed.places if headed else ()
    if not kind or not places:
        return None
    instrument, provision = turn.provision(places[0])
    return Count(
        heard=turn.question,
        text=f"How many {kind}s does {turn.name(places[0])} have?",
        kind=kind,
        within=(Within(instrument.id, provision.eid if provision.kind is not kind else ""),),
        memory=Memory(turn.subject, places[:1]),
    )


def again(turn: Utterance, text: str, scope: tuple[str, ...]) -> Survey | Show | None:
    """A question of that kind put to other instruments; None where it asks for nothing of the kind."""
    return _put(turn, text, read(text, turn.corpus), scope)


def _put(
    turn: Utterance, text: str, asked: Question, scope: tuple[str, ...], holder: Place | None = None
) -> Survey | Show | None:
    """A question put to some instruments, or to one provision; None where it asks for nothing of the kind."""
    named = [turn.provision(holder)] if holder else None
    try:
        found = structural.surveyed(replace(asked, scope=scope), turn.corpus, named)
    except UnknownProvision:
        return None
    return replace(found, heard=turn.question, text=text, memory=Memory(turn.subject)) if found else None


def _standing_alone(turn: Utterance, holder: Place | None) -> str:
    """The turn with the name of what it asks of."""
    if turn.question.named:
        return turn.text
    if turn.other:
        return TURNS.other.sub(f"the {turn.corpus[turn.other[0]].about.short_title}", turn.text)
    where = turn.name(holder) if holder else f"the {turn.corpus[turn.scope[0]].about.short_title}"
    bare = turn.without_names(turn.text) if turn.named else turn.text
    return f"{bare.rstrip(' ?.!')} ({where})?"


def _holder(turn: Utterance) -> Place | None:
    """What to count or list in: named from where the dialogue stands, or the group or article that it is in."""
    if turn.named:
        return None
    instrument, provision = turn.provision(turn.focus[0])
    if group := MOVES.group.search(turn.text):
        return instrument.id, neighbours.whole(instrument, provision, steps.LEVELS[group["level"].casefold()]).eid
    if any(p.relative for p in turn.pinpoints):
        return _named(turn, turn.scope)
    if turn.pinpoints or TURNS.the_instrument.search(turn.text):
        return None
    if provision.kind in GROUPS and len(turn.focus) == 1 and QUESTIONS.of_groups.search(turn.text):
        return turn.focus[0]
    return _of_article(turn) if structural.counted(turn.text) in (Kind.PARAGRAPH, Kind.POINT) else None


def _named(turn: Utterance, scope: tuple[str, ...]) -> Place | None:
    """A provision that the turn names by its number."""
    meant = designation.pinpointed(turn, turn.text, scope)
    return meant.places[0] if meant else None


def _of_article(turn: Utterance) -> Place:
    """What the dialogue is about, where it holds points, or else its article."""
    instrument, provision = turn.provision(turn.focus[0])
    holds_points = any(p.kind is Kind.POINT for p in instrument.children(provision))
    return turn.focus[0] if holds_points else (instrument.id, turn.article(turn.focus[0]).eid)
