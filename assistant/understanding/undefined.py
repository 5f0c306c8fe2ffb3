"""Questions for the definition of a term that the instruments in scope use and do not define.

What does not stand in their text may be another word for what does: that is a matter of search.
"""

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
    """The term whose definition a question asks, where the text has it and nowhere says what it means; else empty."""
    term, quoted = _asked(question.text)
    stems = content.stems(term)
    if not stems or question.foreign or question.pinpoints or leaning.points_back(term):
        return ""
    known = (content.stems(name) for id in question.scope for name in definitions.defined(corpus[id]))
    if any(_covers(name, stems) if quoted else name & stems for name in known):
        return ""
    saying = [corpus[id].own(p) for id in question.scope for p in _saying(corpus[id], term)]
    return term if saying and not any(TERMS.says_meaning.search(text) for text in saying) else ""


def used(term: str, question: Question, corpus: Corpus) -> tuple[Place, ...]:
    """The articles whose text has a term."""
    found = ((id, corpus[id].article_of(p).eid) for id in question.scope for p in _saying(corpus[id], term))
    return tuple(dict.fromkeys(found))


def _covers(name: set[str], stems: set[str]) -> bool:
    """Whether a defined term has all words of the one asked of, or two of them: its short form or plural may differ."""
    return stems <= name or len(stems & name) > 1


def _asked(text: str) -> tuple[str, bool]:
    """The term, and whether it stands in quotes."""
    found, in_quotes = TERMS.asks_definition.search(text), TERMS.quoted.search(text)
    if TERMS.several.search(text):
        return "", False
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
