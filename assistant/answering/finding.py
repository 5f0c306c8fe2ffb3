"""Looks queries up: in each way to put them, alone or with the topic of the dialogue, here or in other instruments."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from assistant.conversation import Place
from assistant.retrieval.confidence import confidence
from assistant.retrieval.crossing import CrossingRetriever
from assistant.retrieval.dialogue import Variant, favour, rank_turn
from assistant.retrieval.ranking import Ranked, Ranking
from assistant.retrieval.retriever import Retriever
from assistant.understanding.intents import Query, Search
from assistant.understanding.notes import AnsweredElsewhere
from assistant.understanding.question import Question
from assistant.understanding.structural import named_provisions
from assistant.weights import weights
from corpus.errors import UnknownProvision
from corpus.shelf.collection import Corpus


@dataclass(frozen=True, slots=True)
class LookedUp:
    """A query with its ranking, and the confidence of that."""

    query: Query
    ranking: Ranking
    sure: float


class Finder:
    """Looks queries up in a corpus; the retriever is made when the first is."""

    def __init__(self, corpus: Corpus, retriever: Callable[[], Retriever | CrossingRetriever]) -> None:
        self._corpus = corpus
        self._retriever = retriever

    def surest(self, search: Search) -> LookedUp:
        """What a turn finds; of one that may stand alone or lean on the topic, by the surer way to take it.

        Raises:
            UnknownProvision: it names a provision that none of the instruments in scope has.
        """
        if search.alone and not search.leans and (alone := self.weighed(search.alone)).sure >= weights().decision.sure:
            return alone
        first = self.weighed(search.query)
        if search.alone and (other := self._in_place_of(first, search.alone, search.leans)):
            return other
        if not search.joined or first.sure >= weights().decision.sure:
            return first
        return max(first, self.weighed(search.joined), key=lambda found: found.sure)

    def _in_place_of(self, joined: LookedUp, alone: Query, leans: bool) -> LookedUp | None:
        """What a turn surely finds by itself; tried where the topic leads nowhere, or to what was just cited."""
        nowhere = joined.sure < weights().decision.operating_point
        provisions = joined.ranking.provisions
        back = bool(provisions) and place_of(provisions[0]) in joined.query.near[:1]
        tried = [alone] if leans and (nowhere or back) else []
        if nowhere and alone.kept and 0 < len(alone.scope) < len(self._corpus):
            tried.append(replace(alone, scope=(), notes=(AnsweredElsewhere(alone.scope),)))
        return next((found for query in tried if (found := self.weighed(query)).sure >= weights().decision.sure), None)

    def weighed(self, query: Query) -> LookedUp:
        """A query with its ranking and the confidence of that, by each way to put it.

        Raises:
            UnknownProvision: as :meth:`rank`.
        """
        if variants := variants_of(query, self._corpus):
            ranking = rank_turn(self._retriever(), variants, query.near, self._corpus)
        else:
            alone = self.rank(query.question.within(query.scope))
            ranking = favour(alone, query.near, self._corpus) if query.near else alone
        return self._read(query, ranking)

    def _read(self, query: Query, ranking: Ranking) -> LookedUp:
        """What was found, read where that helps."""
        wordings = [(wording.question.subject, wording.weight) for wording in query.wordings]
        read = self._retriever().read(ranking, wordings or [(query.question.subject, 1.0)])
        return LookedUp(query, read, confidence(read.signals))

    def counterpart(self, instrument: str, sought: Question) -> list[Place]:
        """What an instrument has on something, where it has anything."""
        question = replace(sought, scope=(instrument,))
        found = self._retriever().search(question, _named(question, self._corpus))
        ranking = self._retriever().read(found, [(question.subject, 1.0)])
        sure = confidence(ranking.signals) >= weights().decision.again
        return [place_of(best) for best in ranking.provisions[:1] if sure]

    def within(self, instrument: str, query: Query) -> LookedUp:
        """What one instrument has on a query."""
        narrowed = replace(query, scope=(instrument,))
        if query.wordings:
            return self.weighed(narrowed)
        return self._read(narrowed, self._retriever().rank(query.question, (instrument,)))

    def rank(self, question: Question) -> Ranking:
        """The ranking for a question; inside the provisions that it names, where they hold the answer.

        Raises:
            UnknownProvision: it names a provision that none of the instruments in scope has.
        """
        return self._retriever().search(question, named_in(question, self._corpus))

    def cover(self, text: str, words: str) -> float:
        """How well some words cover those of a text, 0 to 1."""
        return self._retriever().cover(text, words)


def variants_of(query: Query, corpus: Corpus) -> list[Variant]:
    """The ways to put a turn, as a search takes them; none where it stands alone."""
    ways = [(replace(way.question.within(query.scope), leans=True), way.weight) for way in query.wordings]
    return [Variant(question, weight, _named(question, corpus)) for question, weight in ways]


def _named(question: Question, corpus: Corpus) -> tuple[Place, ...]:
    """The provisions that a question names; none where it is in the words of a turn that named them elsewhere."""
    try:
        return named_in(question, corpus)
    except UnknownProvision:
        return ()


def named_in(question: Question, corpus: Corpus) -> tuple[Place, ...]:
    """The provisions that a question names.

    Raises:
        UnknownProvision: none of the instruments in scope has one of them.
    """
    return tuple((instrument.id, provision.eid) for instrument, provision in named_provisions(question, corpus))


def place_of(ranked: Ranked) -> Place:
    """Where a provision stands that was found."""
    return ranked.instrument, ranked.eid
