"""Questions that the outline of a chapter or of a long article answers: "what does it say about extradition"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress

from assistant.understanding import content
from assistant.understanding.intents import Outline, Within
from assistant.understanding.question import Question
from corpus import lexicon
from corpus.citations.pinpoint import resolve
from corpus.errors import UnknownProvision
from corpus.model import GROUPS, Instrument, Kind, Provision
from corpus.shelf.collection import Corpus

GATHERING = lexicon.read("gathering")
LONG, MANY = 250, 4
"""Words and paragraphs from which on an article is told of by its paragraphs."""


def outlined(question: Question, corpus: Corpus, named: object = None) -> Outline | None:
    """What the chapter or article that is named holds, or the long article that is headed by what is asked about.

    None where an instrument that is asked by name, or beside others, has none of that heading.
    """
    if named:
        return None
    if question.pinpoints:
        return _numbered(question, corpus)
    found = tuple(_headed(question, corpus))
    asked = question.scope if question.compares else question.named
    if not {within.instrument for within in found}.issuperset(asked):
        return None
    return _outline(question, Kind.PARAGRAPH, found)


def _numbered(question: Question, corpus: Corpus) -> Outline | None:
    """Of chapters that it names by number, where it asks what they say; of articles, where it asks for an outline."""
    found = list(_resolved(question, corpus))
    groups = [(i, p) for i, p in found if p.kind in GROUPS]
    whole = not re.search(r"\w", GATHERING.group_words.sub(" ", _without_numbers(question)))
    if groups and len(groups) == len(found) and GATHERING.group_says.search(question.text) and whole:
        return _outline(question, Kind.ARTICLE, (Within(i.id, p.eid) for i, p in groups))
    if not GATHERING.outline_of.search(question.text):
        return None
    return _outline(question, Kind.PARAGRAPH, (Within(i.id, p.eid) for i, p in found if len(_paragraphs(i, p)) > 1))


def _outline(question: Question, kind: Kind, within: Iterable[Within]) -> Outline | None:
    meant = tuple(within)
    return Outline(heard=question, text=question.text, kind=kind, within=meant) if meant else None


def _resolved(question: Question, corpus: Corpus) -> Iterator[tuple[Instrument, Provision]]:
    """The provisions that a question names, in every instrument in scope that has them."""
    for pinpoint in question.pinpoints:
        for id in question.scope:
            with suppress(UnknownProvision):
                yield corpus[id], resolve(corpus[id], pinpoint)


def _without_numbers(question: Question) -> str:
    text = question.subject
    for pinpoint in question.pinpoints:
        text = text.replace(pinpoint.text, " ")
    return text


def _headed(question: Question, corpus: Corpus) -> Iterator[Within]:
    """The long article of each instrument whose heading is what the question is about."""
    asked = GATHERING.says_about.match(question.subject)
    topic = content.stems(asked["topic"]) if asked else set()
    for id in question.scope if topic else ():
        headed = [article for article in corpus[id].articles if content.stems(article.heading) == topic]
        if len(headed) == 1 and _long(corpus[id], headed[0]):
            yield Within(id, headed[0].eid)


def _long(instrument: Instrument, article: Provision) -> bool:
    return len(instrument.words(article).split()) > LONG and len(_paragraphs(instrument, article)) >= MANY


def _paragraphs(instrument: Instrument, article: Provision) -> list[Provision]:
    return [p for p in instrument.children(article) if p.kind is Kind.PARAGRAPH]
