"""Answers and passages with their pinpoints written in another form."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.answer import Answer, Citation, Found
from corpus.citations.labels import Form, label
from corpus.shelf.collection import Corpus


def cited(answer: Answer, corpus: Corpus, form: Form) -> Answer:
    """The answer with its citations and passages labelled in a form."""
    citations = tuple(replace(one, label=_label(one, corpus, form)) for one in answer.citations)
    return replace(answer, citations=citations, passages=relabelled(answer.passages, corpus, form))


def relabelled(passages: Sequence[Found], corpus: Corpus, form: Form) -> tuple[Found, ...]:
    """The passages labelled in a form."""
    return tuple(replace(passage, label=_label(passage, corpus, form)) for passage in passages)


def _label(one: Citation | Found, corpus: Corpus, form: Form) -> str:
    instrument = corpus[one.instrument]
    return label(instrument, instrument[one.eid], form)
