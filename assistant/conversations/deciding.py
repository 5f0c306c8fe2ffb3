"""The words of a quote that decide a question: what a reader looks for first, in the words of the text.

They are told only where the question asks for a time, a count, or whether something may or must be done. What they come
to, yes or no, is left to the reader.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from assistant.answer import Answer, Citation
from assistant.understanding import content
from corpus import lexicon, markdown

WORDS = lexicon.read("deciding")
CONFIDENT = 0.95
"""Confidence from which on an answer says something at first sight: chosen on the dev split, where 123 of the 126
answers that do are of the right article, and all 27 of strangers-dev (``headline_right`` of ``treaty evaluate``)."""
LONGEST = 12
"""Words of a permission, duty or ban that are told."""
MARKER = re.compile(r"^((?:>[^\n]*\n)*> [^\n]*)\[(\d+)\]$", re.MULTILINE)
"""A quote in an answer, and its marker."""


@dataclass(frozen=True, slots=True)
class Headline:
    """What an answer says at first sight: the words that decide, and where they stand."""

    citation: Citation
    words: str
    """Verbatim from its quote, or from what that hangs on."""

    @property
    def goes_on(self) -> bool:
        """Whether the sentence of the quote goes on after them."""
        return self.citation.whole.partition(self.words)[2][:1] not in ("", ".", ";")


def headlines(answer: Answer) -> tuple[Headline, ...]:
    """The deciding words of the first citation of each instrument that has any, in the order of the answer.

    None of an answer that is not sure enough: what stands above the quotes is read as the answer.
    """
    if answer.confidence < CONFIDENT:
        return ()
    found: dict[str, Headline] = {}
    for citation in sorted(answer.citations, key=lambda citation: citation.marker):
        words = deciding(answer.resolved_question or answer.question, citation.whole)
        if words:
            found.setdefault(citation.instrument, Headline(citation, words))
    return tuple(found.values())


def emphasised(answer: str, bold: Mapping[int, str]) -> str:
    """An answer's Markdown with some words of its quotes in bold.

    Args:
        bold: verbatim words of the quote, by the marker of its citation.
    """

    def line(found: re.Match[str]) -> str:
        words = markdown.quote(bold.get(int(found[2]), ""))
        return found[0].replace(words, f"**{words}**", 1) if words else found[0]

    return MARKER.sub(line, answer)


def deciding(question: str, quote: str) -> str:
    """The words of a quote that decide a question, verbatim; empty where the question asks for nothing of the kind."""
    for asks, read in READINGS:
        asked = asks.search(question)
        said = (read(sentence, question, asked) for sentence in _sentences(question, quote)) if asked else ()
        if words := next(filter(None, said), ""):
            return words
    return ""


def _sentences(question: str, quote: str) -> list[str]:
    """The sentences of a quote, those with most words of the question first."""
    asked = content.stems(question)
    sentences = [found[0] for found in WORDS.sentence.finditer(quote)]
    return sorted(sentences, key=lambda sentence: -len(asked & content.stems(sentence)))


def _time(sentence: str, _question: str, _asked: re.Match[str]) -> str:
    found = WORDS.time.search(sentence)
    return found[0].strip() if found else ""


def _count(sentence: str, _question: str, asked: re.Match[str]) -> str:
    of = asked["of"]
    counts = WORDS.count.finditer(sentence)
    return next((one[0] for one in counts if not of or content.stem(one["of"].casefold()) == content.stem(of)), "")


def _modal(sentence: str, question: str, _asked: re.Match[str]) -> str:
    done = content.stems(WORDS.thing.sub(" ", question))
    found = (one for one in WORDS.modal.finditer(sentence) if content.stem(one["verb"].casefold()) in done)
    return next((_clause(sentence, one.start()) for one in found), "")


def _clause(sentence: str, start: int) -> str:
    """The words from a place to the end of their clause; the first of many."""
    clause = WORDS.clause.match(sentence, start)
    words = clause[0].split(" ") if clause else []
    return " ".join(words[:LONGEST]).strip()


READINGS: tuple[tuple[re.Pattern[str], Callable[[str, str, re.Match[str]], str]], ...] = (
    (WORDS.asks_time, _time),
    (WORDS.asks_count, _count),
    (WORDS.asks_whether, _modal),
)
"""What a question may ask for, and what reads it off a sentence."""
