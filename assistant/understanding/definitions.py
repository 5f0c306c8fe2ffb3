"""Terms that an instrument defines, and questions that ask for them."""

from __future__ import annotations

from weakref import WeakKeyDictionary

from assistant.understanding.question import Question
from corpus import lexicon
from corpus.model import GROUPS, Instrument, Kind, Provision, collapse
from corpus.shelf.collection import Corpus

TERMS = lexicon.read("terms")


def definitions(question: Question, corpus: Corpus) -> list[tuple[Instrument, Provision]]:
    """The provisions that define the term which a question asks the meaning of; none where it asks for none."""
    asked = asked_term(question.subject)
    if not asked or question.pinpoints:
        return []
    wanted = term(asked)
    return [(corpus[id], provision) for id in question.scope for provision in defined(corpus[id]).get(wanted, ())]


def glossaries(question: Question, corpus: Corpus) -> list[tuple[Instrument, Provision]]:
    """The articles that define terms, where a question asks for all that is defined."""
    if question.pinpoints or not TERMS.glossary.match(question.subject):
        return []
    articles = ((corpus[id], article) for id in question.scope for article in corpus[id].articles)
    return [(instrument, article) for instrument, article in articles if TERMS.heading.search(article.heading)]


def asked_term(question: str) -> str:
    """The words of which a question asks the meaning; empty where it asks for none."""
    asked = TERMS.meaning.match(question) or TERMS.trailing.match(question)
    return asked["term"] if asked else ""


_DEFINED: WeakKeyDictionary[Instrument, dict[str, tuple[Provision, ...]]] = WeakKeyDictionary()
"""What was found in an instrument, as long as it is loaded."""


def defined(instrument: Instrument) -> dict[str, tuple[Provision, ...]]:
    """The provisions that define a term, by the term in lower case, singular, without quotes."""
    if instrument not in _DEFINED:
        _DEFINED[instrument] = _scanned(instrument)
    return _DEFINED[instrument]


def _scanned(instrument: Instrument) -> dict[str, tuple[Provision, ...]]:
    terms: dict[str, tuple[Provision, ...]] = {}
    for provision in instrument:
        if provision.kind in GROUPS or provision.kind in (Kind.TITLE, Kind.CONTENTS, Kind.NOTE):
            continue
        words = instrument.own(provision)
        bracketed = TERMS.named_in_brackets.search(words)
        names = [name for match in TERMS.defines.finditer(words) for name in match.groups() if name]
        for name in [*names, *(bracketed.groups() if bracketed else ())]:
            terms[term(name)] = (*terms.get(term(name), ()), provision)
    return terms


def term(words: str) -> str:
    """A term as definitions are looked up by: in lower case, singular, without quotes or article."""
    folded = collapse(TERMS.quote_marks.sub(" ", words)).casefold()
    folded = TERMS.article.sub("", folded)
    return TERMS.plural.sub("", folded)
