"""Turns that follow references: what a provision refers to, and what refers to it."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.conversation import Place
from assistant.understanding import choices, content, counting, designation, neighbours
from assistant.understanding.designation import Meant
from assistant.understanding.intents import Memory, Show
from assistant.understanding.notes import NoReference
from assistant.understanding.utterance import Utterance
from corpus import eid, lexicon
from corpus.citations.references import referred_to, referring

REFERENCES = lexicon.read("references")


def references(turn: Utterance) -> Show | None:
    """A question about references: "what does it refer to?", "which articles mention this?"."""
    outward, inward = REFERENCES.refers.search(turn.text), REFERENCES.refers_to_it.search(turn.text)
    if not outward and not (inward and inward["what"]):
        return None
    # what is referred to is mostly an article, not the paragraph of it that was cited
    starts = (p for s in _subjects(turn) for p in (_outward(turn, s) if outward else (s, (s[0], turn.article(s).eid))))
    for place in starts:
        found = _targets(turn, place) if outward else _sources(turn, place)
        if found:
            return _followed(turn, place, found, "What {} refers to" if outward else "What refers to {}")
    return _no_references(turn)


def _targets(turn: Utterance, place: Place) -> list[Place]:
    """What a provision refers to outside itself; only what bears the number that the turn tells of it."""
    instrument, provision = turn.provision(place)
    found = referred_to(instrument, provision)
    apart = [p for p in found if p not in neighbours.line_of(instrument, provision)]
    told = REFERENCES.referred_unit.search(turn.text)
    return designation.places_of(instrument, [p for p in apart if not told or p.number == told["number"].casefold()])


def _sources(turn: Utterance, place: Place) -> list[Place]:
    """What refers to a provision; where the turn tells what of, that first."""
    instrument, provision = turn.provision(place)
    found = [p for p in referring(instrument, provision) if p != provision]
    if REFERENCES.other_article.search(turn.text):
        found = [p for p in found if instrument.article_of(p) != instrument.article_of(provision)]
    asked = {content.stem(word) for word in turn.content}
    found.sort(key=lambda p: -len(asked & content.stems(f"{instrument.article_of(p).heading} {instrument.own(p)}")))
    return designation.places_of(instrument, found)


def _followed(turn: Utterance, place: Place, found: list[Place], understood: str) -> Show:
    """The dialogue goes to what is shown where that is one provision, and stays where it is several."""
    chosen = REFERENCES.chosen.search(turn.text)
    n = counting.RANKS[chosen["nth"].casefold()] if chosen else 0
    if len(found) == 1 or (chosen and n < len(found)):
        n = min(n, len(found) - 1)
        return designation.show(turn, Meant((found[n],))).remembering(among=tuple(found) if chosen else ())
    if REFERENCES.one_other.search(turn.text):
        elsewhere = [p for p in found if turn.article(p) != turn.article(place)] or found
        return designation.show(turn, Meant(tuple(found))).remembering(about=(elsewhere[0],), among=tuple(found))
    return Show(
        heard=turn.question,
        text=understood.format(turn.name(place)),
        places=tuple(found),
        memory=Memory(designation.topic_at(turn, place), (place,), tuple(found)),
    )


def _outward(turn: Utterance, place: Place) -> list[Place]:
    """A provision, and what holds it inside its article: a point may have no reference, its paragraph one."""
    instrument, provision = turn.provision(place)
    article = turn.article(place)
    within = [p for p in instrument.ancestors(provision) if eid.is_below(article.eid, p.eid)]
    return [place, *designation.places_of(instrument, within)]


def _no_references(turn: Utterance) -> Show | None:
    if not turn.focus:
        return None
    return designation.show(turn, Meant(turn.focus[:1], (NoReference(turn.focus[0]),)))


def _subjects(turn: Utterance) -> Iterator[Place]:
    """What "it" can be in a question about references, the likeliest first."""
    text = REFERENCES.chosen.sub(" ", REFERENCES.referred_unit.sub(" ", turn.text))
    meant = designation.pinpointed(turn, text, turn.scope) or choices.nth_shown(turn, turn.text)
    if meant:
        yield from (place for place in meant.places if place[0] in turn.visited)
    yield from (place for places in turn.foci for place in places)
