"""A question to ranked provisions across languages: the question is in one, the texts may be in another."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from assistant.retrieval.confidence import confidence
from assistant.retrieval.ranking import Ranked, Ranking, Signals, lead_of
from assistant.understanding.question import Question
from assistant.understanding.speech import spoken_language
from assistant.weights import weights
from corpus import lexicon
from corpus.eid import article_of, holds, in_preamble
from corpus.lexicon import LANGUAGE
from corpus.model import Kind
from corpus.shelf.collection import Corpus
from index.crossing import Crossed, Crossing

TERMS = lexicon.read("terms")


@dataclass(frozen=True, slots=True)
class _Part:
    """What was found among instruments with anticipated questions, or among those without."""

    ranking: Ranking
    sure: float


class CrossingRetriever:
    """Ranks provisions for questions in any language that the encoder reads. Safe to share between threads."""

    def __init__(self, crossing: Crossing, corpus: Corpus, learned: Collection[str]) -> None:
        """
        Args:
            learned: identifiers of the instruments that have anticipated questions.
        """
        self._crossing = crossing
        self._corpus = corpus
        self._learned = frozenset(learned)

    def search(self, question: Question, named: Sequence[tuple[str, str]] = ()) -> Ranking:
        """The ranking for a question; inside what it names, where it names a provision or two."""
        if not 0 < len(named) <= 2:
            return self.rank(question)
        inside = [self.rank(question, (instrument,), (instrument, eid)) for instrument, eid in named]
        return max(inside, key=lambda ranking: ranking.provisions[0].score if ranking.provisions else -1.0)

    def rank(
        self, question: Question, instruments: Collection[str] = (), within: tuple[str, str] | None = None
    ) -> Ranking:
        """The provisions that answer the question best, as :meth:`Retriever.rank`."""
        scope = tuple(instruments or question.scope)
        found = [self._part(question, ids, learned, within) for learned, ids in self._apart(scope).items() if ids]
        filled = sorted((part for part in found if part.ranking.provisions), key=lambda part: -part.sure)
        if not filled:
            return Ranking((), None)
        best = filled[0].ranking
        below = [ranked for part in filled[1:] for ranked in part.ranking.provisions]
        last = best.provisions[-1].score
        lowered = tuple(Ranked(ranked.instrument, ranked.eid, min(ranked.score, last)) for ranked in below)
        return Ranking((*best.provisions, *lowered), best.signals)

    def read(self, ranking: Ranking, wordings: Sequence[tuple[str, float]]) -> Ranking:  # noqa: ARG002  # it reads English
        """The ranking as it is: the reader reads English alone."""
        return ranking

    def cover(self, text: str, words: str) -> float:
        """How near some words lie to a text in another language, as a cosine."""
        return self._crossing.cover(text, spoken_language(text), words)

    def _apart(self, scope: Sequence[str]) -> Mapping[bool, list[str]]:
        """The instruments with anticipated questions, and those without."""
        return {learned: [id for id in scope if (id in self._learned) is learned] for learned in (True, False)}

    def _part(
        self, question: Question, instruments: Sequence[str], learned: bool, within: tuple[str, str] | None
    ) -> _Part:
        asked = question.subject
        crossed = self._crossing.candidates(asked, spoken_language(asked), instruments)
        scores = _learned(crossed) if learned else _unlearned(crossed)
        if _defines(asked):
            scores = scores + np.float32(weights().crossing.definition) * self._are_definitions(crossed.places)
        order = [row for row in np.argsort(-scores, kind="stable") if _inside(crossed.places[row], within)]
        provisions = tuple(Ranked(crossed.places[row][0], crossed.places[row][1], float(scores[row])) for row in order)
        if not provisions:
            return _Part(Ranking((), None), 0.0)
        ranking = Ranking(provisions, self._signals(question, crossed, provisions, order[0]))
        return _Part(ranking, confidence(ranking.signals))

    def _are_definitions(self, places: Sequence[tuple[str, str]]) -> np.ndarray[tuple[int], np.dtype[np.float32]]:
        """1 for each point of an article that defines terms, else 0."""
        return np.array([self._is_definition(place) for place in places], np.float32)

    def _is_definition(self, place: tuple[str, str]) -> bool:
        instrument = self._corpus[place[0]]
        provision = instrument[place[1]]
        return provision.kind is Kind.POINT and bool(TERMS.heading.search(instrument.article_of(provision).heading))

    def _signals(self, question: Question, crossed: Crossed, provisions: Sequence[Ranked], best: int) -> Signals:
        learned = provisions[0].instrument in self._learned
        return Signals(
            score=provisions[0].score,
            lead=lead_of(provisions, self._corpus),
            over_category=float(crossed.prototype[best]) - crossed.category if learned else -crossed.category,
            over_unanswerable=float(crossed.question[best]) if learned else 0.0,
            passage=float(crossed.passage[best]),
            cover=0.0,
            foreign=float(bool(question.foreign)),
            category=crossed.category,
            learned=float(learned),
            crossed=1.0,
        )


def _defines(asked: str) -> bool:
    """Whether a question in another language than English asks what a term means."""
    language = spoken_language(asked)
    return language != LANGUAGE and bool(lexicon.read("spoken", language).defines.search(asked))


def _inside(place: tuple[str, str], within: tuple[str, str] | None) -> bool:
    return within is None or (place[0] == within[0] and holds(within[1], place[1]))


def _learned(crossed: Crossed) -> np.ndarray[tuple[int], np.dtype[np.float32]]:
    of = weights().crossing
    total = of.prototype * crossed.prototype + of.question * crossed.question + of.passage * crossed.passage
    # a provision without anticipated questions has no prototype, and is compared by its passage alone
    return np.where(crossed.prototype == 0.0, of.passage * crossed.passage, total).astype(np.float32)


def _unlearned(crossed: Crossed) -> np.ndarray[tuple[int], np.dtype[np.float32]]:
    of = weights().crossing
    best = dict(zip(crossed.places, crossed.passage.tolist(), strict=True))
    lowest = float(crossed.passage.min(initial=0.0))
    articles = [best.get((instrument, article_of(eid)), lowest) for instrument, eid in crossed.places]
    behind = [of.recital * in_preamble(eid) for _, eid in crossed.places]
    return np.asarray(crossed.passage + of.article * np.array(articles) - np.array(behind), dtype=np.float32)
