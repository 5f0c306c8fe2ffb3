"""Prose before the quotes of an answer, while it is written and when it is done."""

from __future__ import annotations

import time
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from assistant.answer import Answer, Checked, Citation, Sentence
from assistant.answering.prose.checking import checked
from assistant.answering.prose.evidence import Evidence
from assistant.answering.prose.prompt import prompt
from assistant.answering.prose.sentences import Drafted, ended, split
from assistant.answering.prose.wording import unwritten
from assistant.answering.prose.words import PROSE
from assistant.language_model.base import Cause, LanguageModel, Unwritten, Use
from assistant.language_model.disclosure import disclose, is_private
from corpus import markdown
from corpus.lexicon import LANGUAGE
from corpus.model import Instrument

MODE, QUOTED = "prose", "extractive"
"""How an answer was made, with prose and without."""
MOST = 4
"""Sentences of an answer at most: a headline and three more."""
LENGTH = 6000
"""Characters of an answer that are read at most."""
STANDING = 0.5
"""Share of the sentences that must stand; and the first must."""


@dataclass(frozen=True, slots=True)
class Draft:
    """An answer while prose is written to it."""

    answer: Answer
    """The quotes, and above them the sentences that stand so far. It can be shown and kept as it is."""
    pending: str = ""
    """Words of the sentence that is being written: held against nothing yet, to be shown as such or not at all."""
    done: bool = False
    """Whether this is the last."""


def written(
    answer: Answer, instruments: Mapping[str, Instrument], writer: LanguageModel, private: Collection[str] = ()
) -> Iterator[Draft]:
    """An answer with prose, step by step: first the quotes alone, then sentence by sentence, at last the whole.

    An answer that was not searched for has no prose, nor has a decline. Where there is none that stands, the last is
    the answer with its quotes and a line that says why.

    Args:
        answer: as it was found, its citations sound.
        instruments: by identifier, what it cites.
        private: names of instruments of which nothing may be sent to another machine.
    """
    if not answer.answered or answer.mode == "structure" or not answer.citations:
        yield Draft(answer, done=True)
        return
    yield Draft(answer)
    began = time.perf_counter()
    sentences: list[Sentence] = []
    try:
        given = _given(answer.citations, instruments)
        _allow(given, writer, private)
        for sentences, pending in _held(answer, given, writer):
            yield Draft(_with(answer, sentences), pending)
        _enough(sentences)
        last = _with(answer, sentences)
    except Unwritten as problem:
        told = " ".join(filter(None, (answer.message, unwritten(problem))))
        last = replace(answer, message=told, sentences=tuple(sentences))
    took = 1000 * (time.perf_counter() - began)
    quotes = answer.timing_ms.get("total", 0.0)
    timing = {**answer.timing_ms, "total": quotes + took, "quotes": quotes, "prose": took}
    yield Draft(replace(last, timing_ms=timing), done=True)


def last(drafts: Iterable[Draft]) -> Answer:
    """The answer when all is written."""
    *_, draft = drafts
    return draft.answer


def without_prose(answer: Answer) -> Answer:
    """An answer with its quotes alone, whatever was written above them."""
    if answer.mode != MODE:
        return replace(answer, sentences=())
    return replace(answer, answer=answer.answer.partition("\n\n")[2], mode=QUOTED, sentences=())


def held_again(answer: Answer, instruments: Mapping[str, Instrument]) -> Answer:
    """An answer from elsewhere: what it says of its sentences is not believed, each is held once more."""
    bare = without_prose(answer)
    if answer.mode != MODE:
        return bare
    given = _given([one for one in answer.citations if one.verified], instruments)
    asked = answer.resolved_question or answer.question
    sentences = [checked(Drafted(one.text), given, asked) for one in answer.sentences[:MOST]]
    return _with(bare, sentences)


def _given(citations: Sequence[Citation], instruments: Mapping[str, Instrument]) -> tuple[Evidence, ...]:
    return tuple(
        Evidence(one.marker, instruments[one.instrument], instruments[one.instrument][one.eid], one.quote)
        for one in citations
    )


def _allow(given: Sequence[Evidence], writer: LanguageModel, private: Collection[str]) -> None:
    """Say what is sent where, before it is.

    Raises:
        Unwritten: it may not be sent, or could not be held against what comes back.
    """
    instruments = [one.instrument for one in given]
    if any(instrument.about.language != LANGUAGE for instrument in instruments):
        raise Unwritten(Cause.LANGUAGE)
    if is_private(instruments, private, writer):
        raise Unwritten(Cause.PRIVATE)
    disclose(writer, Use.PROSE)


def _held(answer: Answer, given: Sequence[Evidence], writer: LanguageModel) -> Iterator[tuple[list[Sentence], str]]:
    """The sentences so far, each as soon as it is whole and held, with the words that follow."""
    asked = answer.resolved_question or answer.question
    sentences: list[Sentence] = []
    for drafted, rest in _drafted(writer, *prompt(asked, given)):
        sentences = [*sentences, *(checked(one, given, asked) for one in drafted)]
        yield sentences, rest


def _drafted(writer: LanguageModel, instructions: str, material: str) -> Iterator[tuple[list[Drafted], str]]:
    """What a writer writes, cut into sentences: those that have become whole, and the rest.

    Raises:
        Unwritten: there is nothing, or it says that the provisions do not answer.
    """
    text, told = "", 0
    pieces = writer.pieces(instructions, material)
    try:
        for piece in pieces:
            text += piece
            said = PROSE.thoughts.sub("", text).lstrip()
            whole, rest = split(said)
            whole = whole[:MOST]
            if declines(said):
                raise Unwritten(Cause.NOT_ANSWERED)
            yield whole[told:], rest if len(whole) < MOST else ""
            told = len(whole)
            if told == MOST or len(text) > LENGTH:
                break
    finally:
        if close := getattr(pieces, "close", None):
            close()
    said = PROSE.thoughts.sub("", text).strip()
    if not said:
        raise Unwritten(Cause.EMPTY)
    yield ended(said)[told:MOST], ""


def declines(said: str) -> bool:
    """Whether a writer says that the provisions do not answer, and nothing else before."""
    opening = said.strip(" *_\"'“").casefold()
    return any(opening.startswith(words) for words in PROSE.words("declining"))


def _enough(sentences: Sequence[Sentence]) -> None:
    """
    Raises:
        Unwritten: the first sentence does not stand, or less than half do.
    """
    standing = sum(one.stands for one in sentences)
    if not sentences or not sentences[0].stands or standing < STANDING * len(sentences):
        raise Unwritten(Cause.TOO_LITTLE)


def _with(answer: Answer, sentences: Sequence[Sentence]) -> Answer:
    """The answer with the sentences that stand above its quotes."""
    standing = " ".join(_shown(one) for one in sentences if one.status is not Checked.STRUCK)
    if not standing:
        return replace(answer, sentences=tuple(sentences))
    prose = f"{standing}\n\n{answer.answer}"
    return replace(answer, answer=prose, sentences=tuple(sentences), mode=MODE)


def _shown(sentence: Sentence) -> str:
    """A sentence in Markdown: its words as they stand, its markers as markers."""
    text, parts, start = sentence.text, [], 0
    for found in PROSE.marker.finditer(text):
        parts.append(markdown.quote(text[start : found.start()]))
        parts.append("".join(f"[{int(number)}]" for number in found[1].replace(";", ",").split(",")))
        start = found.end()
    return "".join((*parts, markdown.quote(text[start:])))
