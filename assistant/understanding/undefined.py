"""Questions for the definition of a term that no instrument in scope defines."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.conversation import Place
from assistant.understanding import content, definitions, leaning
from assistant.understanding.question import Question
from corpus import lexicon
from corpus.model import GROUPS, Instrument, Kind, Provision
from corpus.shelf.collection import Corpus

TERMS = lexicon.read("terms")


def undefined_term(question: Question, corpus: Corpus) -> str:
    """The term of which a question asks the definition, where no instrument in scope says what it means; else empty."""
    term, quoted = _asked(question.text)
    stems = content.stems(term)
    if not stems or question.foreign or question.pinpoints or leaning.points_back(term):
        return ""
    known = (content.stems(name) for id in question.scope for name in definitions.defined(corpus[id]))
    if any(stems <= name if quoted else name & stems for name in known):
        return ""
    saying = ((corpus[id], p) for id in question.scope for p in _saying(corpus[id], term))
    return "" if any(TERMS.says_meaning.search(instrument.own(p)) for instrument, p in saying) else term


def used(term: str, question: Question, corpus: Corpus) -> tuple[Place, ...]:
    """The articles whose text has a term."""
    found = ((id, corpus[id].article_of(p).eid) for id in question.scope for p in _saying(corpus[id], term))
    return tuple(dict.fromkeys(found))


def _asked(text: str) -> tuple[str, bool]:
    """The term, and whether it stands in quotes."""
    found, in_quotes = TERMS.asks_definition.search(text), TERMS.quoted.search(text)
    if in_quotes and (found or TERMS.definition.search(text)):
        return in_quotes["term"] or in_quotes["single"], True
    return (next(filter(None, found.groups())), False) if found else ("", False)


def _saying(instrument: Instrument, term: str) -> Iterator[Provision]:
    """The provisions that have the words of a term, one after another in whatever form."""
    wanted = [content.stem(word) for word in content.content_words(term)]
    for provision in instrument:
        if provision.kind in GROUPS or provision.kind in (Kind.TITLE, Kind.CONTENTS, Kind.NOTE):
            continue
        said = [content.stem(word) for word in content.content_words(instrument.own(provision))]
        if any(said[at : at + len(wanted)] == wanted for at in range(len(said))):
            yield provision
