"""Ranked provisions to an answer: the smallest cover of provisions, and the words of each that answer."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from assistant.answer import Citation, Found
from assistant.answering.frame import Span, frame, left_out, run, trimmed
from assistant.answering.writers.base import Quoted
from assistant.retrieval.ranking import Ranked
from assistant.understanding.question import Question
from assistant.weights import weights
from corpus import eid
from corpus.citations.labels import Form
from corpus.citations.pinpoint import label
from corpus.lexicon import LANGUAGE, read
from corpus.model import Instrument, Kind, Provision, collapse
from corpus.shelf.collection import Corpus

Cover = Callable[[str, str], float]
"""How well a text covers the words of a question, 0 to 1."""


def cover(ranked: Sequence[Ranked], question: Question, corpus: Corpus) -> list[Ranked]:
    """The fewest provisions that answer: the best, narrowed to the part that answers, and what is as good."""
    chosen: list[Ranked] = []
    of = weights().composition
    for candidate in ranked:
        if len(chosen) == of.most or candidate.score < ranked[0].score - of.close:
            break
        part = narrowed(candidate, ranked, corpus)
        if question.enumerates:
            part = widened(part, ranked, corpus)
        if not any(_overlap(part, other) for other in chosen):
            chosen.append(part)
    return chosen


def narrowed(candidate: Ranked, ranked: Sequence[Ranked], corpus: Corpus) -> Ranked:
    """The best paragraph of an article: a pinpoint says more than the article's number."""
    provision = corpus[candidate.instrument][candidate.eid]
    if provision.kind is not Kind.ARTICLE:
        return candidate
    paragraphs = {p.eid for p in corpus[candidate.instrument].children(provision) if p.kind is Kind.PARAGRAPH}
    return next((r for r in ranked if r.instrument == candidate.instrument and r.eid in paragraphs), candidate)


def widened(point: Ranked, ranked: Sequence[Ranked], corpus: Corpus) -> Ranked:
    """The list that a point stands in, where it answers nearly as well."""
    instrument = corpus[point.instrument]
    provision = instrument[point.eid]
    if provision.kind is not Kind.POINT:
        return point
    whole = (r for r in ranked if (r.instrument, r.eid) == (point.instrument, provision.parent))
    return next((r for r in whole if r.score >= point.score - weights().composition.listed), point)


def quote(ranked: Ranked, question: Question, corpus: Corpus, covers: Cover) -> Quoted:
    """What to quote of a provision: all of it where it is short or a list, else the part or sentences that answer."""
    instrument = corpus[ranked.instrument]
    return _quoted(instrument, instrument[ranked.eid], question, covers)


def besides(ranked: Sequence[Ranked], cited: Sequence[Ranked]) -> tuple[str, ...]:
    """Other instruments that may answer as well, by their best provision; the best first."""
    enough = ranked[0].score - weights().composition.offered if ranked else 0.0
    near = dict.fromkeys(one.instrument for one in ranked if one.score >= enough)
    return tuple(id for id in near if id not in {one.instrument for one in cited})


def citations(quoted: Sequence[Quoted], form: Form = "un") -> tuple[Citation, ...]:
    """Citations with their markers, in the order given."""
    return tuple(_citation(marker, part, form) for marker, part in enumerate(quoted, start=1))


def found(ranked: Sequence[Ranked], corpus: Corpus, best: float) -> tuple[Found, ...]:
    """The nearest provisions as an answer lists them; `best` is the confidence that the first one is given."""
    top = ranked[0].score if ranked else 1.0
    return tuple(_found(r, corpus[r.instrument], best * max(0.0, r.score) / max(top, 1e-9)) for r in ranked)


def _found(ranked: Ranked, instrument: Instrument, score: float) -> Found:
    provision = instrument[ranked.eid]
    heading = instrument.article_of(provision).heading
    text = instrument.words(provision)
    return Found(instrument.id, provision.eid, label(instrument, provision), heading, round(score, 4), text)


def _overlap(one: Ranked, other: Ranked) -> bool:
    """Whether one provision holds the other."""
    return one.instrument == other.instrument and eid.related(one.eid, other.eid)


def _quoted(instrument: Instrument, provision: Provision, question: Question, covers: Cover) -> Quoted:
    words, of = len(instrument.words(provision).split()), weights().composition
    if words <= of.long or (_is_list(instrument, provision) and words <= of.list):
        return Quoted(instrument, provision, (provision.body, provision.end))
    if provision.children:
        best = max(instrument.children(provision), key=lambda p: covers(question.subject, instrument.words(p)))
        return _quoted(instrument, best, question, covers)
    return Quoted(instrument, provision, _best_sentences(instrument, provision, question, covers))


def _is_list(instrument: Instrument, provision: Provision) -> bool:
    return any(child.kind in (Kind.POINT, Kind.ITEM) for child in instrument.children(provision))


def _best_sentences(instrument: Instrument, provision: Provision, question: Question, covers: Cover) -> Span:
    """The run of whole sentences of at most `long` words that covers the question best; one sentence at least.

    It grows to hold every sentence that limits the others: left out, it could turn what is quoted.
    """
    sentences = list(_sentences(instrument.text, provision.body, provision.end))
    runs = list(_runs(instrument, sentences))
    best = max(runs, key=lambda run: covers(question.subject, instrument.text[_over(sentences, run)]))
    kept = (*best, *_limiting(instrument, sentences))
    return sentences[min(kept)][0], sentences[max(kept)][1]


def _runs(instrument: Instrument, sentences: Sequence[Span]) -> Iterator[tuple[int, int]]:
    """The first and the last sentence of each run that is short enough."""
    words = [_count(instrument, start, end) for start, end in sentences]
    for first, length in enumerate(words):
        yield first, first
        for last in range(first + 1, len(words)):
            length += words[last]
            if length > weights().composition.long:
                break
            yield first, last


def _over(sentences: Sequence[Span], run: tuple[int, int]) -> slice:
    return slice(sentences[run[0]][0], sentences[run[1]][1])


def _limiting(instrument: Instrument, sentences: Sequence[Span]) -> list[int]:
    """Which sentences limit, deny or condition; any may, in a language whose words for that are not known."""
    if instrument.about.language != LANGUAGE:
        return list(range(len(sentences)))
    limits = read("limits").limits
    return [number for number, (start, end) in enumerate(sentences) if limits.search(instrument.text, start, end)]


_SENTENCE_END = re.compile(
    r"(?<=[.;!?])(?<!\bNo\.)(?<!\bart\.)(?<!\be\.g\.)(?<!\bi\.e\.)[”\"’)]*\s+(?=[“\"(]?[A-ZА-Я])"
)


def _sentences(text: str, start: int, end: int) -> Iterator[Span]:
    """Spans of the sentences of a run of text."""
    for cut in _SENTENCE_END.finditer(text, start, end):
        yield start, cut.start()
        start = cut.end()
    if start < end:
        yield start, end


def _count(instrument: Instrument, start: int, end: int) -> int:
    return len(instrument.text[start:end].split())


def _citation(marker: int, quoted: Quoted, form: Form) -> Citation:
    instrument, provision = quoted.instrument, quoted.provision
    start, end = trimmed(instrument.text, *quoted.span) or quoted.span
    citation = Citation(
        marker=marker,
        instrument=instrument.id,
        eid=provision.eid,
        label=label(instrument, provision, form),
        heading=instrument.article_of(provision).heading,
        quote=collapse(instrument.text[start:end]),
        start=start,
        end=end,
    )
    return hung(citation, instrument)


def hung(citation: Citation, instrument: Instrument) -> Citation:
    """The citation with the words that its quote hangs on, as the text has them."""
    provision, span = instrument[citation.eid], (citation.start, citation.end)
    around = frame(instrument, provision, span)
    lead_in, flush = (tuple(run(instrument, words) for words in of) for of in (around.lead_in, around.flush))
    return replace(citation, lead_in=lead_in, flush=flush, part=any(left_out(instrument, provision, span)))
