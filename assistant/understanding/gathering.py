"""Questions for everything of a kind: "all offences", "list all obligations to report". Found by the words that texts
have for it, never by likeness, so that it can be said what was looked for.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from assistant.understanding import content
from assistant.understanding.intents import Gather, Matter
from assistant.understanding.question import Question
from corpus import lexicon
from corpus.model import Instrument, Kind, Provision
from corpus.shelf.collection import Corpus

GATHERING = lexicon.read("gathering")
VERBS, NAMED = GATHERING.table("verbs"), GATHERING.table("named")
SPEAKING = frozenset({Kind.ARTICLE, Kind.PARAGRAPH, Kind.POINT, Kind.ITEM, Kind.WRAPUP})
"""Kinds of provisions that lay something down."""

Finds = Callable[[Instrument, Provision], bool]
"""Whether a provision's own words are of the kind that is asked for."""


def gathered(question: Question, corpus: Corpus) -> Gather | None:
    """All that is asked for, of each instrument in scope; None where one kind or one place is not all that is asked.

    Where no text has words of that kind, it is no question for the structure either.
    """
    if question.pinpoints:
        return None
    matter, said, finds = _sought(question.subject)
    if not finds:
        return None
    places = tuple((id, p.eid) for id in question.scope for p in _found(corpus[id], finds))
    if not places:
        return None
    silent = tuple(id for id in question.scope if id not in dict(places))
    return Gather(heard=question, text=question.text, matter=matter, said=said, places=places, silent=silent)


def _sought(subject: str) -> tuple[Matter, str, Finds | None]:
    if GATHERING.asks_offences.search(subject) and not re.search(r"\w", GATHERING.offence_words.sub(" ", subject)):
        return Matter.OFFENCES, "", _makes_offence
    asked = GATHERING.asks_duties.match(subject)
    verb = asked and (asked["verb"] or NAMED.get((asked["noun"] or asked["kind"]).casefold(), ""))
    return (Matter.DUTIES, verb.casefold(), _binds(verb.casefold())) if verb else (Matter.DUTIES, "", None)


def _found(instrument: Instrument, finds: Finds) -> Iterator[Provision]:
    return (provision for provision in instrument if provision.kind in SPEAKING and finds(instrument, provision))


def _makes_offence(instrument: Instrument, provision: Provision) -> bool:
    return bool(GATHERING.makes_offence.search(instrument.own(provision)))


def _binds(verb: str) -> Finds:
    """Whether a provision lays a duty on somebody, in any of the words for it."""
    words = VERBS.get(verb, rf"{re.escape(content.stem(verb))}\w*")
    within, first = (_pattern(name, words) for name in ("bound", "bound_point"))

    def binds(instrument: Instrument, provision: Provision) -> bool:
        own = instrument.own(provision)
        if within.search(own):
            return True
        above = instrument.own(instrument[provision.parent]) if provision.parent else ""
        return bool(first.search(own) and BOUND_ABOVE.search(above))

    return binds


def _pattern(name: str, verb: str) -> re.Pattern[str]:
    return re.compile(GATHERING.fragment(name).replace("VERB", verb), re.IGNORECASE)


BOUND_ABOVE = _pattern("bound_above", "")
