"""Terms that an instrument defines, and questions that ask for them."""

from __future__ import annotations

import re
from functools import lru_cache

from assistant.understanding.question import Question
from corpus.model import GROUPS, Instrument, Kind, Provision, collapse
from corpus.shelf.library import Corpus

_VERB = r"(?:shall (?:mean|include|have the meaning|be determined)|means?|includes?|has the meaning|signifie|désigne)"
_DEFINES = re.compile(
    r"(?:the terms?\s+)?[\"“‘«`]+\s?([^\"”’»]{2,90})[\"”’»]+\s*(?:\(([^)]{2,20})\)\s*)?,?"
    rf"[^.;:]{{0,120}}?\b{_VERB}\b",
    re.IGNORECASE,
)
_MEANING = re.compile(
    r"^(?:so |and |please |pls )?(?:"
    r"(?:what|who) (?:exactly )?(?:is|are|counts as|qualifies as)(?: meant by)?(?: the)?(?: (?:meaning|definition) of)?"
    r"|what(?:'s| s|’s)(?: the (?:meaning|definition) of)?|what does|define"
    r"|(?:give )?(?:the )?(?:definition|meaning) of"
    r"|how (?:is|are|does|do)(?: the)?)\s+(?:it |they |you |the term |term |an? |the |word |words )*"
    r"(?P<term>.{2,80}?)"
    r"(?:\s+(?:means?|defined?|stand for|definition|meaning|understood))?"
    r"(?:\s+(?:under|in|by|for|according)\b.*)?\s*\?*$",
    re.IGNORECASE,
)
_TRAILING = re.compile(r"^(?P<term>.{2,60}?)\s+(?:definition|meaning|defined|means what)\s*\?*$", re.IGNORECASE)


def definitions(question: Question, corpus: Corpus) -> list[tuple[Instrument, Provision]]:
    """The provisions that define the term which a question asks the meaning of; none where it asks for none."""
    asked = asked_term(question.subject)
    if not asked or question.pinpoints:
        return []
    wanted = term(asked)
    return [(corpus[id], provision) for id in question.scope for provision in defined(corpus[id]).get(wanted, ())]


def asked_term(question: str) -> str:
    """The words of which a question asks the meaning; empty where it asks for none."""
    asked = _MEANING.match(question) or _TRAILING.match(question)
    return asked["term"] if asked else ""


@lru_cache(maxsize=64)
def defined(instrument: Instrument) -> dict[str, tuple[Provision, ...]]:
    """The provisions that define a term, by the term in lower case, singular, without quotes."""
    terms: dict[str, tuple[Provision, ...]] = {}
    for provision in instrument:
        if provision.kind in GROUPS or provision.kind in (Kind.TITLE, Kind.CONTENTS, Kind.NOTE):
            continue
        for match in _DEFINES.finditer(instrument.own(provision)):
            for name in filter(None, match.groups()):
                terms[term(name)] = (*terms.get(term(name), ()), provision)
    return terms


def term(words: str) -> str:
    """A term as definitions are looked up by: in lower case, singular, without quotes or article."""
    folded = collapse(re.sub(r"[\"“”‘’'«»`?]", " ", words)).casefold()
    folded = re.sub(r"^(?:an?|the) ", "", folded)
    return re.sub(r"(?<=[a-z]{3})s$", "", folded)
