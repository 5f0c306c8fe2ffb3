"""Looks queries up: in each way to put them, alone or with the topic of the dialogue, here or in other instruments."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from assistant.conversation import Place
from assistant.retrieval.confidence import AGAIN, OPERATING_POINT, confidence
from assistant.retrieval.retriever import Ranked, Ranking, Retriever, blend, favour
from assistant.understanding.intents import Query, Search
from assistant.understanding.notes import AnsweredElsewhere
from assistant.understanding.question import Question
from assistant.understanding.structural import named_provisions
from corpus.errors import UnknownProvision
from corpus.shelf.collection import Corpus

SURE = 0.9
"""From this confidence on, what does not lean by its words is not tried with the topic as well: a third of the work.

From 0.85 on it would cost dev follow-ups."""
NAMED = 0.35
"""A provision that the question names is preferred to a better one elsewhere by so much of the score."""


@dataclass(frozen=True, slots=True)
class LookedUp:
    """A query with its ranking, and the confidence of that."""

    query: Query
    ranking: Ranking
    sure: float


class Finder:
    """Looks queries up in a corpus; the retriever is made when the first is."""

    def __init__(self, corpus: Corpus, retriever: Callable[[], Retriever]) -> None:
        self._corpus = corpus
        self._retriever = retriever

    def surest(self, search: Search) -> LookedUp:
        """What a turn finds; of one that may stand alone or lean on the topic, by the surer way to take it.

        Raises:
            UnknownProvision: it names a provision that none of the instruments in scope has.
        """
        if search.alone and not search.leans and (alone := self.weighed(search.alone)).sure >= SURE:
            return alone
        first = self.weighed(search.query)
        if search.alone and (other := self._in_place_of(first, search.alone, search.leans)):
            return other
        if not search.joined or first.sure >= SURE:
            return first
        return max(first, self.weighed(search.joined), key=lambda found: found.sure)

    def _in_place_of(self, joined: LookedUp, alone: Query, leans: bool) -> LookedUp | None:
        """What a turn surely finds by itself; tried where the topic leads nowhere, or to what was just cited."""
        nowhere = joined.sure < OPERATING_POINT
        provisions = joined.ranking.provisions
        back = bool(provisions) and place_of(provisions[0]) in joined.query.near[:1]
        tried = [alone] if leans and (nowhere or back) else []
        if nowhere and alone.kept and 0 < len(alone.scope) < len(self._corpus):
            tried.append(replace(alone, scope=(), notes=(AnsweredElsewhere(alone.scope),)))
        return next((found for query in tried if (found := self.weighed(query)).sure >= SURE), None)

    def weighed(self, query: Query) -> LookedUp:
        """A query with its ranking and the confidence of that, by each way to put it.

        Raises:
            UnknownProvision: as :meth:`rank`.
        """
        rankings = self.rankings(query)
        ranking = blend(rankings) if rankings else self.rank(query.question.within(query.scope))
        if rankings or query.near:
            ranking = favour(ranking, query.near, self._corpus)
        return LookedUp(query, ranking, confidence(ranking.signals))

    def rankings(self, query: Query) -> list[tuple[Ranking, float]]:
        """The rankings for the wordings of a turn, each with its weight; none where it stands alone."""
        ways = [(replace(way.question.within(query.scope), leans=True), way.weight) for way in query.wordings]
        return [(self._joined(question), weight) for question, weight in ways]

    def counterpart(self, instrument: str, sought: Question) -> list[Place]:
        """What an instrument has on something, where it has anything."""
        ranking = self._joined(replace(sought, scope=(instrument,)))
        return [place_of(best) for best in ranking.provisions[:1] if confidence(ranking.signals) >= AGAIN]

    def within(self, instrument: str, query: Query) -> LookedUp:
        """What one instrument has on a query."""
        narrowed = replace(query, scope=(instrument,))
        if query.wordings:
            return self.weighed(narrowed)
        ranking = self._retriever().rank(query.question, (instrument,))
        return LookedUp(narrowed, ranking, confidence(ranking.signals))

    def _joined(self, question: Question) -> Ranking:
        """The ranking for a turn in the words of an earlier one, which may name what the instrument meant now lacks."""
        try:
            return self.rank(question)
        except UnknownProvision:
            return self._retriever().rank(question)

    def rank(self, question: Question) -> Ranking:
        """The ranking for a question; inside the provisions that it names, where they hold the answer.

        Raises:
            UnknownProvision: it names a provision that none of the instruments in scope has.
        """
        ranking = self._retriever().rank(question)
        if question.is_keywords and not question.leans and confidence(ranking.signals) < SURE:
            in_full = self._retriever().rank(question.asked_in_full())
            ranking = max(ranking, in_full, key=lambda found: confidence(found.signals))
        named = named_provisions(question, self._corpus)
        if not named or len(named) > 2 or not ranking.provisions:
            return ranking
        inside = [self._retriever().rank(question, within=(i.id, p.eid)) for i, p in named]
        best = max(inside, key=lambda r: r.provisions[0].score if r.provisions else 0.0)
        near = best.provisions and best.provisions[0].score >= ranking.provisions[0].score - NAMED
        return best if near else ranking

    def cover(self, text: str, words: str) -> float:
        """How well some words cover those of a text, 0 to 1."""
        return self._retriever().cover(text, words)


def place_of(ranked: Ranked) -> Place:
    """Where a provision stands that was found."""
    return ranked.instrument, ranked.eid
