"""Questions that the structure of an instrument answers, not similarity: provisions named, terms defined, counts,
lists of headings, cross-references. What they ask is read here; :mod:`assistant.answering.structure` looks it up.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.understanding import gathering, outlines
from assistant.understanding.definitions import definitions, glossaries
from assistant.understanding.intents import (
    Compare,
    Count,
    Gather,
    Intent,
    Lacking,
    Outline,
    Search,
    Show,
    Survey,
    Trace,
    Within,
)
from assistant.understanding.question import Question
from corpus import lexicon
from corpus.citations.pinpoint import label, resolve
from corpus.errors import UnknownProvision
from corpus.model import GROUPS, Instrument, Kind, Provision
from corpus.shelf.collection import Corpus

QUESTIONS = lexicon.read("questions")
REFERENCES = lexicon.read("references")

Named = Sequence[tuple[Instrument, Provision]]
"""Provisions with their instruments."""


def read_off(search: Search, corpus: Corpus) -> Intent:
    """What a question that stands alone asks of the structure; the search itself where it asks nothing of it."""
    question = search.query.question.within(search.query.scope)
    try:
        found = _structural(question, corpus)
    except UnknownProvision as problem:
        return Lacking(heard=search.heard, text=search.text, memory=search.memory, problem=str(problem))
    if found:
        return replace(found, heard=search.heard, text=search.text, memory=search.memory, notes=search.query.notes)
    if not question.compares:
        return search
    return Compare(
        heard=search.heard,
        text=search.text,
        memory=search.memory,
        notes=search.query.notes,
        query=search.query,
        instruments=question.scope,
    )


def _structural(question: Question, corpus: Corpus) -> Survey | Show | None:
    """The answer that the structure gives, None where the question is not of that kind, or of none that is loaded.

    Raises:
        UnknownProvision: it names a provision that none of the instruments in scope has.
    """
    if question.foreign and not question.named:
        return None
    if survey := surveyed(question, corpus):
        return survey
    if terms := glossaries(question, corpus) or definitions(question, corpus):
        return _shown(question, terms)
    named = named_provisions(question, corpus)
    bare = named and not substance(question, *(heading_of(*place) for place in named))
    return _shown(question, named) if bare else None


def surveyed(question: Question, corpus: Corpus, named: Named | None = None) -> Survey | Show | None:
    """A count, references, a list of headings, or a title; None where the question asks for none of these.

    Args:
        named: the provisions that it asks of; by default those that it names.

    Raises:
        UnknownProvision: it names a provision that none of the instruments in scope has.
    """
    readers = (_counts, _references, _gathered, outlines.outlined, _lists, _titles)
    return next((found for reader in readers if (found := reader(question, corpus, named))), None)


def _gathered(question: Question, corpus: Corpus, named: Named | None) -> Gather | None:
    return None if named else gathering.gathered(question, corpus)


def _shown(question: Question, provisions: Named) -> Show:
    places = tuple((instrument.id, provision.eid) for instrument, provision in provisions)
    return Show(heard=question, text=question.text, places=places)


def named_provisions(question: Question, corpus: Corpus) -> list[tuple[Instrument, Provision]]:
    """The provisions that a question names, in every instrument in scope that has them.

    Raises:
        UnknownProvision: none of them has one; the message says what there is instead.
    """
    found: dict[tuple[str, str], tuple[Instrument, Provision]] = {}
    problems: dict[str, None] = {}
    for pinpoint in question.pinpoints:
        for id in (pinpoint.instrument,) if pinpoint.instrument in question.scope else question.scope:
            try:
                provision = resolve(corpus[id], pinpoint)
            except UnknownProvision as problem:
                problems[str(problem)] = None
            else:
                found[id, provision.eid] = (corpus[id], provision)
    if question.pinpoints and not found:
        raise UnknownProvision("; ".join(problems))
    return list(found.values())


def substance(question: Question, *headings: str) -> str:
    """What a question asks beside naming provisions, by number or by heading: empty for a mere look-up."""
    text = question.subject
    for mention in {pinpoint.text for pinpoint in question.pinpoints}:
        text = text.replace(mention, " ")
    known = set(re.findall(r"\w+", " ".join(headings).casefold()))
    words = re.findall(r"\w{2,}", QUESTIONS.showing.sub(" ", text))
    return " ".join(word for word in words if word.casefold() not in known)


def heading_of(instrument: Instrument, provision: Provision) -> str:
    """The heading that a reader knows the provision by: its own or its article's."""
    return provision.heading or instrument.article_of(provision).heading


def _within(question: Question, provisions: Named) -> tuple[Within, ...]:
    """Some provisions, or else all of the instruments in scope."""
    found = tuple(Within(instrument.id, provision.eid) for instrument, provision in provisions)
    return found or tuple(map(Within, question.scope))


# --- counts -----------------------------------------------------------------------------------------------

_COUNTED = {noun: Kind(kind) for noun, kind in QUESTIONS.table("counted").items()}


def counted(text: str) -> Kind | None:
    """The kind of provision that a question counts."""
    asked = QUESTIONS.how_many.search(text)
    return _COUNTED[asked.group(1).lower()] if asked else None


def _counts(question: Question, corpus: Corpus, named: Named | None) -> Count | None:
    kind = counted(question.text)
    if not kind or QUESTIONS.of_some.search(question.text):
        return None
    places = named_provisions(question, corpus) if named is None else named
    inside = [(i, p) for i, p in places if p.kind is not kind]
    return Count(heard=question, text=question.text, kind=kind, within=_within(question, inside))


def of_kind(instrument: Instrument, place: Provision | None, kind: Kind) -> list[Provision]:
    """The provisions of a kind right below a provision, or else anywhere in it; in all of the instrument where None."""
    if place is None and kind is Kind.ARTICLE:
        return list(instrument.articles)
    if place is None:
        return [p for p in instrument if p.kind is kind]
    if place.kind is Kind.PREAMBLE and kind is Kind.PARAGRAPH:
        kind = Kind.RECITAL
    direct = [p for p in instrument.children(place) if p.kind is kind]
    return direct or [p for p in instrument.descendants(place) if p.kind is kind]


# --- lists of headings ------------------------------------------------------------------------------------


def _lists(question: Question, corpus: Corpus, named: Named | None) -> Outline | None:
    asked = QUESTIONS.listed.search(question.text) or (
        (question.pinpoints or named) and QUESTIONS.members.search(question.text)
    )
    if not asked or QUESTIONS.list_words.sub("", substance(question)).strip():
        return None
    places = named_provisions(question, corpus) if named is None else named
    groups = [(i, p) for i, p in places if p.kind in GROUPS]
    if places and not groups:
        return None
    return Outline(heard=question, text=question.text, kind=_kind_listed(asked), within=_within(question, groups))


def _kind_listed(asked: re.Match[str]) -> Kind:
    named, headings = asked.group(1), asked.re is QUESTIONS.listed and asked.group(2)
    return _COUNTED[named.lower()] if named else Kind.ARTICLE if headings else Kind.CHAPTER


def _titles(question: Question, corpus: Corpus, named: Named | None) -> Show | None:
    """The titles of instruments: "what is the full title of the treaty?"."""
    if (
        question.pinpoints
        or named
        or not QUESTIONS.title.search(question.text)
        or substance(question, *QUESTIONS.words("titles"))
    ):
        return None
    titles = [(corpus[id], p) for id in question.scope for p in corpus[id] if p.kind is Kind.TITLE]
    return _shown(question, titles) if titles else None


# --- cross-references -------------------------------------------------------------------------------------


def asks_for_references(text: str) -> bool:
    """Whether a question asks what a provision refers to, or what refers to it."""
    return bool(REFERENCES.outward.search(text) or REFERENCES.inward.search(text))


def _references(question: Question, corpus: Corpus, named: Named | None) -> Trace | None:
    if not question.pinpoints and not named:
        return None
    outward = bool(REFERENCES.outward.search(question.text))
    if not outward and not (
        REFERENCES.inward.search(question.text) and not question.text.casefold().startswith("what does")
    ):
        return None
    found = named_provisions(question, corpus) if named is None else named
    return Trace(
        heard=question,
        text=question.text,
        places=tuple((instrument.id, provision.eid) for instrument, provision in found),
        said=" and ".join(
            dict.fromkeys([*(p.text for p in question.pinpoints), *(label(*place) for place in named or ())])
        ),
        outward=outward,
    )
