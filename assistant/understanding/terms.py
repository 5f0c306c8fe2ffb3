"""Turns about terms: the definition of that, what a word means here, which article uses the term."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from assistant.conversation import Place
from assistant.understanding import content, definitions, designation, leaning
from assistant.understanding.designation import Meant
from assistant.understanding.intents import Show
from assistant.understanding.utterance import Utterance
from corpus import lexicon
from corpus.citations.references import referring
from corpus.model import GROUPS, Instrument, Kind, Provision

TERMS = lexicon.read("terms")


def definition(turn: Utterance) -> Show | None:
    """A wish for a definition: "show the definition of that", "what does property mean here?"."""
    if not turn.focus:
        return None
    if all_of_them := _all(turn):
        return designation.show(turn, Meant((all_of_them,)))
    exact = () if TERMS.standalone.match(turn.text) else _defined_terms(turn) or _same_term(turn) or _quoted(turn)
    if exact:
        return designation.show(turn, Meant(exact))
    if not TERMS.definition.search(turn.text) or TERMS.quoted.search(turn.text):
        return None
    asked = {content.stem(word) for word in turn.content} - content.DEFINING
    texts = [" ".join(turn.content)] if asked else [turn.topic, *_words_in_focus(turn)]
    for text in texts:
        for id in turn.scope:
            if found := _defined(turn.corpus[id], text, partly=bool(asked), hint=turn.topic):
                return designation.show(turn, Meant(((id, found.eid),)))
    return None


def _all(turn: Utterance) -> Place | None:
    """The article that defines most terms, for a turn that asks for no certain one: "list all definitions"."""
    asked = {content.stem(word) for word in turn.content} - content.DEFINING - {"list"}
    if asked or leaning.points_back(turn.text) or not TERMS.all.search(turn.text):
        return None
    counts = Counter(
        (id, turn.corpus[id].article_of(provision).eid)
        for id in turn.scope
        for found in definitions.defined(turn.corpus[id]).values()
        for provision in found
    )
    return max(counts, key=counts.__getitem__, default=None)


def _defined_terms(turn: Utterance) -> tuple[Place, ...]:
    """What defines a term that the turn names in full; in the instruments meant, or else in any that is loaded."""
    for ids in (turn.scope, () if turn.named else tuple(turn.corpus)):
        if found := definitions.definitions(replace(turn.question, scope=ids), turn.corpus):
            return tuple((instrument.id, provision.eid) for instrument, provision in found)
    return ()


def _quoted(turn: Utterance) -> tuple[Place, ...]:
    """What defines a term that the turn quotes and asks nothing else of."""
    found = TERMS.quoted.search(turn.text)
    if not found or len(content.stems(" ".join(turn.content)) - content.stems(_term(found)) - content.DEFINING) > 1:
        return ()
    ids = turn.named or turn.visited
    return next(filter(None, (_places(turn, id, _term(found)) for id in ids)), ())


def _term(quoted: re.Match[str]) -> str:
    return quoted["term"] or quoted["single"]


def _same_term(turn: Utterance) -> tuple[Place, ...]:
    """What defines the term of the dialogue in another instrument: "same term in the other treaty?"."""
    if not TERMS.same.search(turn.text) or not turn.moves_elsewhere:
        return ()
    return tuple(place for id in turn.named for term in _terms_in_focus(turn) for place in _places(turn, id, term))


def _places(turn: Utterance, id: str, term: str) -> tuple[Place, ...]:
    return tuple((id, p.eid) for p in definitions.defined(turn.corpus[id]).get(definitions.term(term), ()))


def _terms_in_focus(turn: Utterance) -> list[str]:
    """The terms that the provision which the dialogue is about defines."""
    instrument, provision = turn.provision(turn.focus[0])
    return [term for term, found in definitions.defined(instrument).items() if provision in found]


def uses(turn: Utterance) -> Show | None:
    """A question which provisions use the term that was defined: "which offence article uses that term?"."""
    if not turn.focus or not TERMS.uses.search(turn.text):
        return None
    instrument, provision = turn.provision(turn.focus[0])
    wanted = [content.stems(term) for term in _terms_in_focus(turn)]
    using = [p for p in instrument if p.kind not in GROUPS and any(_says(instrument.own(p), t) for t in wanted)]
    found = [p for p in using or referring(instrument, provision) if _is_elsewhere(instrument, p, provision)]
    found.sort(key=lambda p: not any(_says(instrument.article_of(p).heading, term) for term in wanted))
    return designation.show(turn, Meant(tuple(designation.places_of(instrument, found)))) if found else None


def _says(text: str, term: set[str]) -> bool:
    """Whether all words of a term stand in a text, in whatever form."""
    said = content.content_words(text)
    return bool(term) and all(any(word.startswith(part) for word in said) for part in term)


def _is_elsewhere(instrument: Instrument, provision: Provision, definition: Provision) -> bool:
    return provision.kind is not Kind.CONTENTS and instrument.article_of(provision) != instrument.article_of(definition)


def _words_in_focus(turn: Utterance) -> Iterator[str]:
    for place in turn.focus[:3]:
        instrument, provision = turn.provision(place)
        yield instrument.words(provision)


def _defined(instrument: Instrument, text: str, partly: bool, hint: str) -> Provision | None:
    """The definition of the term that fills most of the text, or with `partly` of one that the text names in part."""
    said, known = content.stems(text), content.stems(text) | content.stems(hint)
    fits = {term: _fit(content.stems(term), said, known, partly) for term in definitions.defined(instrument)}
    best = max(fits, key=fits.__getitem__, default="")
    return definitions.defined(instrument)[best][0] if fits.get(best) else None


def _fit(term: set[str], said: set[str], known: set[str], partly: bool) -> float:
    """How well a term answers to what was said: all of its words, the more the better; else some of them."""
    if term and term <= said:
        return 10.0 + len(term)
    if partly and said & term - content.DEFINING and said <= term | content.DEFINING:
        return len(term & known) / len(term) + len(term & said)
    return 0.0
