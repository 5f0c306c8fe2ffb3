"""A question to ranked provisions: the arms of the index, weighed against each other."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from assistant.retrieval.confidence import confidence
from assistant.retrieval.fusion import PASSAGE, PROTOTYPE, QUESTION, Floats, fuse, highest
from assistant.retrieval.ranking import Ranked, Ranking, Signals, lead_of
from assistant.retrieval.reader import as_read
from assistant.retrieval.rerankers.base import Reranker, Withholding
from assistant.understanding.question import Question
from assistant.weights import weights
from corpus import lexicon
from corpus.eid import article_of, holds
from corpus.model import collapse
from corpus.shelf.collection import Corpus
from index.search import Candidates, Index

QUESTIONS = lexicon.read("questions")
RERANKED = 20
"""Provisions that a reranker looks at."""
READ = 8
"""Provisions that the reader looks at."""


@dataclass(frozen=True, slots=True)
class Part:
    """What one look-up found."""

    learned: bool
    """Whether its instruments have anticipated questions."""
    candidates: Candidates
    provisions: tuple[Ranked, ...]


class Retriever:
    """Ranks provisions for questions. Safe to share between threads."""

    def __init__(
        self,
        index: Index,
        corpus: Corpus,
        anticipated: Mapping[tuple[str, str], str],
        reranker: Reranker | None = None,
        reader: Reranker | None = None,
    ) -> None:
        """
        Args:
            anticipated: for each provision, its anticipated questions run together: more words to know it by.
            reranker: puts the first provisions in order again; None leaves them as they are.
            reader: see :meth:`read`; None where nothing is read.
        """
        self._index = index
        self._corpus = corpus
        self._anticipated = anticipated
        self._asked = {instrument for instrument, _ in anticipated}
        self._reranker = reranker
        self._reader = reader

    @property
    def vocabulary(self) -> Collection[str]:
        """Every word of the instruments, in small letters."""
        return self._index.vocabulary

    def search(self, question: Question, named: Sequence[tuple[str, str]] = ()) -> Ranking:
        """The ranking for a question: of keywords bare and in full the surer; inside what it names, if that answers.

        Args:
            named: instrument and identifier of each provision that the question names.
        """
        ranking = self.rank(question)
        if question.is_keywords and not question.leans and confidence(ranking.signals) < weights().decision.sure:
            in_full = self.rank(question.asked_in_full())
            ranking = max(ranking, in_full, key=lambda found: confidence(found.signals))
        if not named or len(named) > 2 or not ranking.provisions:
            return ranking
        inside = [self.rank(question, within=place) for place in named]
        best = max(inside, key=lambda found: found.provisions[0].score if found.provisions else 0.0)
        enough = ranking.provisions[0].score - weights().decision.named
        return best if best.provisions and best.provisions[0].score >= enough else ranking

    def rank(
        self, question: Question, instruments: Collection[str] = (), within: tuple[str, str] | None = None
    ) -> Ranking:
        """The provisions that answer the question best.

        Args:
            instruments: look in these alone; empty means the question's own scope.
            within: an instrument and a provision of it: look at that and what it holds alone.
        """
        found = list(self.parts(question, instruments or question.scope, within))
        provisions = tuple(sorted((ranked for part in found for ranked in part.provisions), key=lambda r: -r.score))
        if not provisions:
            return Ranking((), None)
        provisions = self._reranked(question, provisions)
        best = next(part for part in found if provisions[0].instrument in part.candidates.instruments)
        return Ranking(provisions, self._signals(question, best, provisions))

    def read(self, ranking: Ranking, wordings: Sequence[tuple[str, float]]) -> Ranking:
        """The ranking after its first provisions were read together with what is asked.

        Read is where the best provision's instrument has no anticipated questions: among those that have, the arms on
        them know better.

        Args:
            wordings: ways to put what is asked, each with its weight; these add up to 1.
        """
        signals = ranking.signals
        if self._reader is None or signals is None or signals.learned:
            return ranking
        told = self.told(ranking.provisions, wordings)
        articles = [(ranked.instrument, article_of(ranked.eid)) for ranked in ranking.provisions]
        best: dict[tuple[str, str], float] = {}
        for article, logit in zip(articles, told, strict=True):
            best[article] = max(logit, best.get(article, logit))
        of = weights().reading
        weighed = zip(ranking.provisions, told, (best[article] for article in articles), strict=True)
        mixed = [replace(one, score=one.score + of.weight * own + of.article * most) for one, own, most in weighed]
        return Ranking(tuple(sorted(mixed, key=lambda r: -r.score)), replace(signals, read=max(told)))

    def told(self, provisions: Sequence[Ranked], wordings: Sequence[tuple[str, float]]) -> list[float]:
        """What the reader says of each provision, as a logit: of the first it reads, of the others the least of those.

        Args:
            wordings: as for :meth:`read`.
        """
        if self._reader is None:
            return [0.0] * len(provisions)
        passages = [self._passage(ranked) for ranked in provisions[:READ]]
        each = [[weight * logit for logit in self._reader.scores(text, passages)] for text, weight in wordings]
        told = [sum(logits) for logits in zip(*each, strict=True)]
        return [*told, *(min(told) for _ in provisions[READ:])]

    def parts(self, question: Question, instruments: Collection[str], within: tuple[str, str] | None) -> Iterator[Part]:
        """What is found among instruments with anticipated questions, and among those without, each in its own way."""
        for learned, wordings in ((True, question.wordings), (False, _bare(question))):
            ids = [id for id in instruments if (id in self._asked) is learned]
            if ids:
                candidates = self._index.candidates(wordings, ids, question.leans)
                yield Part(learned, candidates, _ordered(candidates, fuse(candidates, learned), within))

    def _reranked(self, question: Question, provisions: tuple[Ranked, ...]) -> tuple[Ranked, ...]:
        """The provisions with the first of them as the reranker puts them.

        The scores stay where they are: what is measured by them, confidence above all, keeps its meaning.
        """
        if self._reranker is None:
            return provisions
        read = [row for row, ranked in enumerate(provisions[:RERANKED]) if self._may_be_read(ranked)]
        if not read:
            return provisions
        scores = self._reranker.scores(question.text, [self._passage(provisions[row]) for row in read])
        order = sorted(range(len(read)), key=lambda place: -scores[place])
        dealt = list(provisions)
        for row, place in zip(read, order, strict=True):
            dealt[row] = replace(provisions[read[place]], score=provisions[row].score)
        return tuple(dealt)

    def _may_be_read(self, ranked: Ranked) -> bool:
        """Whether the reranker may be given a provision; one that it may not keeps its place."""
        withholding = self._reranker if isinstance(self._reranker, Withholding) else None
        return withholding is None or not withholding.withholds(self._corpus[ranked.instrument])

    def _passage(self, ranked: Ranked) -> str:
        instrument = self._corpus[ranked.instrument]
        return as_read(instrument, instrument[ranked.eid])

    def _signals(self, question: Question, part: Part, provisions: tuple[Ranked, ...]) -> Signals:
        best, candidates = provisions[0], part.candidates
        words = self._words(best)
        return Signals(
            score=best.score,
            lead=lead_of(provisions, self._corpus),
            over_category=highest(candidates, PROTOTYPE) - candidates.category,
            over_unanswerable=highest(candidates, QUESTION) - candidates.unanswerable,
            passage=highest(candidates, PASSAGE),
            cover=self.cover(question.subject, words),
            foreign=_unmentioned(question.foreign, words),
            category=candidates.category,
            learned=float(part.learned),
        )

    def _words(self, ranked: Ranked) -> str:
        """All words by which a provision is known: its article's heading, its own, and those of its questions."""
        instrument = self._corpus[ranked.instrument]
        provision = instrument[ranked.eid]
        heading = instrument.article_of(provision).heading
        asked = self._anticipated.get((ranked.instrument, ranked.eid), "")
        above = " ".join(instrument.own(p) for p in instrument.ancestors(provision)[:2])
        return " ".join((heading, above, instrument.words(provision), asked))

    def cover(self, text: str, words: str) -> float:
        """Share of the text's terms, weighed by how rare they are, that stand among the words."""
        lexical = self._index.lexical
        known = set(lexical.terms(words))
        rarity = {term: 1 / np.log(2.0 + lexical.frequency(term)) for term in lexical.terms(text)}
        total = sum(rarity.values())
        return float(sum(weight for term, weight in rarity.items() if term in known) / total) if total else 0.0


def _bare(question: Question) -> tuple[str, ...]:
    """What to search for, without a name that no loaded instrument answers to: a provision seldom says its title."""
    bare = collapse(QUESTIONS.called.sub(" ", question.subject))
    return question.wordings if question.named or len(bare.split()) < 3 else (bare,)


def _ordered(candidates: Candidates, scores: Floats, within: tuple[str, str] | None) -> tuple[Ranked, ...]:
    """The candidates, the best first; `within` as for :meth:`Retriever.rank`."""
    if within:
        inside = [place == within[0] and holds(within[1], eid) for place, eid in _places(candidates)]
        scores = np.where(np.array(inside, np.bool_), scores, np.float32(-np.inf))
    order = [row for row in np.argsort(-scores, kind="stable") if np.isfinite(scores[row])]
    return tuple(Ranked(candidates.instruments[i], candidates.eids[i], float(scores[i])) for i in order)


def _places(candidates: Candidates) -> Iterator[tuple[str, str]]:
    return zip(candidates.instruments, candidates.eids, strict=True)


def _unmentioned(names: Collection[str], words: str) -> float:
    """Share of the names of which the words do not mention even the last part."""
    folded = words.casefold()
    missing = [name for name in names if name.casefold().removeprefix("the ") not in folded]
    return len(missing) / len(names) if names else 0.0
