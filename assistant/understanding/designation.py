"""The provisions that some words of a turn point at: by pinpoint, by heading, by their place in what was shown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from assistant.conversation import Place
from assistant.understanding import content, neighbours, spelling
from assistant.understanding.intents import Memory, Show
from assistant.understanding.notes import Note, TakenFor
from assistant.understanding.utterance import Utterance
from corpus import eid, lexicon
from corpus.citations.pinpoint import Pinpoint, find_pinpoints
from corpus.citations.pinpoint import resolve as provision_at
from corpus.errors import UnknownProvision
from corpus.model import Instrument, Kind, Provision

MOVES = lexicon.read("moves")
TURNS = lexicon.read("turns")


@dataclass(frozen=True, slots=True)
class Meant:
    """The provisions that some words point at, and what to tell of the choice."""

    places: tuple[Place, ...]
    notes: tuple[Note, ...] = ()


def show(turn: Utterance, meant: Meant) -> Show:
    """Show provisions for their own sake; the next turn starts from them."""
    return Show(
        heard=turn.question,
        text=called_together(turn, meant.places),
        places=meant.places,
        memory=Memory(topic_at(turn, meant.places[0]), meant.places),
        notes=meant.notes,
    )


def called_together(turn: Utterance, places: Sequence[Place]) -> str:
    """Some provisions in words that stand alone: the first three by name."""
    names = [turn.name(place) for place in places[:3]]
    return " and ".join(names) + (" and others" if len(places) > len(names) else "")


def topic_at(turn: Utterance, place: Place) -> str:
    """What a dialogue is about that has moved to a provision: the same where it stays in the article."""
    return turn.topic if turn.is_in_focus(place) else turn.subject_of(place) or turn.topic


def pinpointed(turn: Utterance, text: str, ids: Sequence[str]) -> Meant | None:
    """The provisions that some words of the turn name, None where they name none that exists."""
    abouts = [instrument.about for instrument in turn.corpus.values()]
    found = tuple(p for p in find_pinpoints(spelling.spelled_out(text), abouts) if not p.foreign)
    try:
        return resolved(turn, found, ids) if found else None
    except UnknownProvision:
        return None


def resolved(turn: Utterance, pinpoints: Iterable[Pinpoint], ids: Sequence[str]) -> Meant:
    """The provisions that pinpoints name, relative ones from where the dialogue stands.

    Raises:
        UnknownProvision: one of them names nothing.
    """
    found: list[Meant] = []
    for p in pinpoints:
        if inner := _inside_last(turn, p, found):
            found[-1] = inner
        else:
            found.append(_relative(turn, p, ids) if p.relative else _absolute(turn, p, ids))
    places = dict.fromkeys(place for meant in found for place in meant.places)
    return Meant(tuple(places), tuple(dict.fromkeys(note for meant in found for note in meant.notes)))


def _inside_last(turn: Utterance, pinpoint: Pinpoint, found: Sequence[Meant]) -> Meant | None:
    """A part of what the same turn names just before: "article 40 then, what about its second paragraph?"."""
    if not pinpoint.relative or not found:
        return None
    instrument, provision = turn.provision(found[-1].places[0])
    part = _at(instrument, pinpoint, provision)
    if part is None or not eid.is_below(provision.eid, part.eid):
        return None
    return Meant(((instrument.id, part.eid),), found[-1].notes)


def _absolute(turn: Utterance, pinpoint: Pinpoint, ids: Sequence[str]) -> Meant:
    """In the instrument named, or the one the dialogue is in, or the only one that has it."""
    order = list(dict.fromkeys([*ids, *turn.corpus])) if not turn.named else list(ids)
    order = [pinpoint.instrument] if pinpoint.instrument else order
    fitting = list(_fitting(turn, pinpoint, order))
    if TURNS.back.match(turn.text):
        shown = {(place[0], turn.article(place)) for places in turn.foci for place in places}
        fitting.sort(key=lambda place: (place[0], turn.article(place)) not in shown)
    if not fitting:
        provision_at(turn.corpus[order[0]], pinpoint)
    place, *rest = fitting
    return Meant((place,), () if turn.named or len(turn.visited) == 1 else _taken(pinpoint, place, rest))


def _fitting(turn: Utterance, pinpoint: Pinpoint, ids: Iterable[str]) -> Iterator[Place]:
    for id in ids:
        try:
            yield id, provision_at(turn.corpus[id], pinpoint).eid
        except UnknownProvision:
            continue


def _relative(turn: Utterance, pinpoint: Pinpoint, ids: Sequence[str]) -> Meant:
    """From the last provision, cited or near, that has such a unit around it or in its article; or the only one."""
    starts = [place for places in (*turn.foci, turn.offered) for place in places if place[0] in ids]
    around = [fitting for start in starts if (fitting := _around(turn, pinpoint, start))]
    if around:
        kind = pinpoint.path[-1].kind
        best = next((row for row in around if turn.provision(row[0])[1].kind is kind), around[0])
        return Meant(best[:1], _taken(pinpoint, best[0], best[1:]))
    if only := _only(turn, pinpoint, ids):
        return Meant((only,))
    if not starts:
        raise UnknownProvision(f"{pinpoint.text} of which article?")
    instrument, provision = turn.provision(starts[0])
    return Meant(((instrument.id, provision_at(instrument, pinpoint, provision).eid),))


def _around(turn: Utterance, pinpoint: Pinpoint, start: Place) -> tuple[Place, ...]:
    """What a relative pinpoint can mean from a provision: looking outward, or else anywhere in its article."""
    instrument, provision = turn.provision(start)
    outward = _at(instrument, pinpoint, provision)
    if outward:
        return ((instrument.id, outward.eid),)
    inside = (_at(instrument, pinpoint, p) for p in instrument.descendants(instrument.article_of(provision)))
    return tuple(dict.fromkeys((instrument.id, p.eid) for p in inside if p))


def _at(instrument: Instrument, pinpoint: Pinpoint, provision: Provision) -> Provision | None:
    try:
        return provision_at(instrument, pinpoint, provision)
    except UnknownProvision:
        return None


def _only(turn: Utterance, pinpoint: Pinpoint, ids: Iterable[str]) -> Place | None:
    """The one provision of an instrument that bears the number: "item 7" where there is one list of items."""
    step = pinpoint.path[-1]
    if step.kind in (Kind.PARAGRAPH, Kind.POINT):
        return None
    places = [(id, p.eid) for id in ids for p in turn.corpus[id] if p.kind is step.kind and p.number == step.number]
    return places[0] if len(places) == 1 and len(pinpoint.path) == 1 else None


def by_number(turn: Utterance, number: str) -> Place | None:
    """What bears a number: in or beside what the dialogue is about, or else an article."""
    instrument, provision = turn.provision(turn.focus[0])
    id = turn.named[0] if turn.named else instrument.id
    line = neighbours.line_of(instrument, provision) if id == instrument.id else ()
    for place in line[: 1 + line.index(instrument.article_of(provision))] if line else ():
        children = neighbours.first_children(instrument, place)
        bare = children[int(number) - 1 : int(number)] if not any(p.number for p in children) else ()
        if found := next((p for p in (*children, *bare) if p.number == number or p in bare), None):
            return id, found.eid
    return next(((id, p.eid) for p in turn.corpus[id].articles if p.number == number), None)


def _taken(pinpoint: Pinpoint, place: Place, rest: Sequence[Place]) -> tuple[Note, ...]:
    """Which of several provisions a name was taken for."""
    return (TakenFor(pinpoint.text, place, tuple(rest[:3])),) if rest else ()


def headed(turn: Utterance, text: str) -> Meant | None:
    """An article called by its subject: "the article on arms", "the costs article"."""
    described = (found["about"] or found["about2"] for found in MOVES.headed.finditer(text))
    return next((meant for subject in described if (meant := called(turn, subject))), None)


def called(turn: Utterance, text: str) -> Meant | None:
    """The article that words up to a comma or dash call by its heading."""
    subject = MOVES.clause.split(text, maxsplit=1)[0]
    place = turn.recalled(subject, least=1.0) or turn.headed(subject, turn.scope) or turn.recalled(subject)
    return Meant((place,)) if place else None


def worded(turn: Utterance, text: str) -> Meant | None:
    """A provision called by words of it, in an article that the dialogue was about: "the 30 days bit"."""
    phrase = MOVES.around.sub("", text).strip().casefold()
    articles = ((places[0][0], turn.article(places[0])) for places in turn.foci)
    inside = ((id, p) for id, article in articles for p in turn.corpus[id].descendants(article))
    said = ((id, p.eid) for id, p in inside if phrase in turn.corpus[id].own(p).casefold())
    place = next(said, None) if content.content_words(phrase) and phrase != text.strip().casefold() else None
    return Meant((place,)) if place else None


def block(turn: Utterance, text: str) -> Meant | None:
    """What stands around the articles, by its everyday name: "there are also notes", "in the annex"."""
    found = MOVES.block.search(text)
    kind = found["block"].casefold() if found else ""
    places = [(id, p.eid) for id in turn.scope for p in turn.corpus[id] if p.kind == kind]
    return Meant((places[0],)) if places else None


def last_of(turn: Utterance, named: Sequence[str]) -> Meant | None:
    """What was last shown of an instrument, or at all."""
    for places in turn.foci:
        of_it = tuple(place for place in places if not named or place[0] in named)
        if of_it:
            return Meant(of_it[:1])
    return None


def places_of(instrument: Instrument, provisions: Iterable[Provision]) -> list[Place]:
    """Where provisions stand."""
    return [(instrument.id, provision.eid) for provision in provisions]
