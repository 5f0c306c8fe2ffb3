"""Answers to turns in another language: what is said beside the quotes, in that language."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.answer import Answer, Citation, Reason
from assistant.answering.wording import capital
from assistant.answering.writers.base import Quoted
from corpus.citations.spoken import spoken
from corpus.languages import name_of
from corpus.lexicon import read
from corpus.shelf.collection import Corpus
from corpus.shelf.languages import version_in


def versions(quoted: Sequence[Quoted], language: str, corpus: Corpus) -> list[Quoted]:
    """The same provisions in a language, of instruments that are loaded in it as well and are quoted in another."""
    found: list[Quoted] = []
    for part in quoted:
        version = version_in(language, part.instrument, corpus)
        if version is None or version is part.instrument or part.provision.eid not in version:
            continue
        provision = version[part.provision.eid]
        found.append(Quoted(version, provision, (provision.body, provision.end)))
    held = {(part.instrument.id, part.provision.eid) for part in quoted}
    return [part for part in found if (part.instrument.id, part.provision.eid) not in held]


def told_in(language: str, answer: Answer, corpus: Corpus) -> Answer:
    """The answer with what there is to say of it in the asker's language: in which language the text is, or nothing."""
    said = read("spoken", language).table("said")
    if answer.answered:
        citations = tuple(_named(citation, language, corpus) for citation in answer.citations)
        message = " ".join(filter(None, (answer.message, _quoted_in(language, answer.citations, corpus))))
        text = answer.answer
        for was, now in zip(answer.citations, citations, strict=True):
            text = text.replace(f"**{capital(was.label)}**", f"**{capital(now.label)}**")
        return replace(answer, answer=text, citations=citations, message=message or None)
    if answer.reason in (Reason.NOT_IN_TEXT, Reason.OTHER_INSTRUMENT) and answer.mode != "structure":
        return replace(answer, message=str(said["nothing"]), resolved_question=None)
    return answer


def _named(citation: Citation, language: str, corpus: Corpus) -> Citation:
    instrument = corpus[citation.instrument]
    return replace(citation, label=spoken(instrument, instrument[citation.eid], language))


def _quoted_in(language: str, citations: Sequence[Citation], corpus: Corpus) -> str:
    """That the text is in another language than the question, and that a version follows where one does."""
    lexicon = read("spoken", language)
    said, names = lexicon.table("said"), lexicon.table("languages")
    others = dict.fromkeys(corpus[citation.instrument].about.language for citation in citations)
    if beside := language in others:
        del others[language]
    lines = [str(said["quoted"]).format(language=names.get(code, name_of(code))) for code in others]
    return " ".join([*lines, *([str(said["beside"])] if beside and others else [])])
