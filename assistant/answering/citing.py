"""Answers and passages with their pinpoints in another form, and an answer with its citations as one text."""

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


def written(answer: Answer, corpus: Corpus) -> str:
    """An answer as one text, Markdown: its statements and the list of its citations; or why there is none."""
    if not answer.answered:
        return "\n".join((answer.message or "", *(f"- {choice}" for choice in answer.choices))).strip()
    lines = [f"[{one.marker}] {named(one, corpus)}: {one.heading}".removesuffix(": ") for one in answer.citations]
    further = [f"Ask also: {choice}" for choice in answer.choices]
    return "\n\n".join(filter(None, (answer.answer, "  \n".join(lines), answer.message, *further)))


def named(one: Citation | Found, corpus: Corpus) -> str:
    """A pinpoint with the short title of its instrument."""
    return f"{one.label}, {corpus[one.instrument].about.short_title}"


def _label(one: Citation | Found, corpus: Corpus, form: Form) -> str:
    instrument = corpus[one.instrument]
    return label(instrument, instrument[one.eid], form)
