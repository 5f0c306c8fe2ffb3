"""Turns about terms: the definition of that, what a word means here, which article uses the term."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from assistant import definitions
from assistant.conversation import Place
from assistant.dialogue import content, pointed, words
from assistant.dialogue.pointed import Meant
from assistant.dialogue.reading import Reading, Resolution
from corpus.model import Instrument, Provision


def definition(turn: Reading) -> Resolution | None:
    """A wish for a definition: "show the definition of that", "what does property mean here?"."""
    if not turn.focus:
        return None
    exact = () if words.STANDALONE_TERM.match(turn.text) else _defined_terms(turn)
    if exact:
        return pointed.show(turn, Meant(exact))
    if not words.DEFINITION.search(turn.text):
        return None
    asked = {content.stem(word) for word in turn.content} - content.DEFINING
    texts = [" ".join(turn.content)] if asked else [turn.topic, *_words_in_focus(turn)]
    for text in texts:
        for id in turn.scope:
            if found := _defined(turn.corpus[id], text, partly=bool(asked), hint=turn.topic):
                return pointed.show(turn, Meant(((id, found.eid),)))
    return None


def _defined_terms(turn: Reading) -> tuple[Place, ...]:
    """What defines a term that the turn names in full; in the instruments meant, or else in any that is loaded."""
    for ids in (turn.scope, () if turn.named else tuple(turn.corpus)):
        if found := definitions.definitions(replace(turn.question, scope=ids), turn.corpus):
            return tuple((instrument.id, provision.eid) for instrument, provision in found)
    return ()


def _words_in_focus(turn: Reading) -> Iterator[str]:
    for place in turn.focus[:3]:
        instrument, provision = turn.provision(place)
        yield instrument.words(provision)


def _defined(instrument: Instrument, text: str, partly: bool, hint: str) -> Provision | None:
    """The definition of the term that fills most of the text, or with `partly` of one that the text names in part."""
    said, known = _stems(text), _stems(text) | _stems(hint)
    fits = {term: _fit(_stems(term), said, known, partly) for term in definitions.defined(instrument)}
    best = max(fits, key=fits.__getitem__, default="")
    return definitions.defined(instrument)[best][0] if fits.get(best) else None


def _fit(term: set[str], said: set[str], known: set[str], partly: bool) -> float:
    """How well a term answers to what was said: all of its words, the more the better; else some of them."""
    if term and term <= said:
        return 10.0 + len(term)
    if partly and said & term - content.DEFINING:
        return len(term & known) / len(term) + len(term & said)
    return 0.0


def _stems(text: str) -> set[str]:
    return {content.stem(word) for word in content.content_words(text)}
