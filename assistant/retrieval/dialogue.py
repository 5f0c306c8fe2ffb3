"""The ranking for a turn of a dialogue: several wordings side by side, and where the dialogue is.

Rankings for several ways to put one question are joined by a weighted sum of their scores (Belkin, Kantor, Fox and
Shaw, "Combining the evidence of multiple query representations for information retrieval", 1995).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from statistics import fmean

from assistant.retrieval.crossing import CrossingRetriever
from assistant.retrieval.ranking import Ranking, Signals, by_score, lead_of
from assistant.retrieval.retriever import Retriever
from assistant.understanding.question import Question
from assistant.weights import weights
from corpus.shelf.collection import Corpus


@dataclass(frozen=True, slots=True)
class Variant:
    """One way to put what a turn asks."""

    question: Question
    weight: float
    """Its share in the ranking, 0 to 1; those of a turn add up to 1."""
    named: tuple[tuple[str, str], ...] = ()
    """Instrument and identifier of each provision that it names."""


def rank_turn(
    retriever: Retriever | CrossingRetriever,
    variants: Sequence[Variant],
    cited: Sequence[tuple[str, str]],
    corpus: Corpus,
) -> Ranking:
    """The ranking for a turn by each way to put it, after some provisions were cited."""
    return favour(blend(rank_variants(retriever, variants)), cited, corpus)


def rank_variants(retriever: Retriever | CrossingRetriever, variants: Sequence[Variant]) -> list[tuple[Ranking, float]]:
    """The ranking for each way to put a turn, with its weight."""
    return [(retriever.search(variant.question, variant.named), variant.weight) for variant in variants]


def blend(rankings: Sequence[tuple[Ranking, float]]) -> Ranking:
    """Rankings for the wordings of one turn as one, each with its weight; the signals are the mean of theirs.

    A provision that one of them did not find has the lowest score there.
    """
    filled = [(ranking, weight) for ranking, weight in rankings if ranking.provisions]
    if not filled:
        return Ranking((), None)
    scores: dict[tuple[str, str], float] = dict.fromkeys(
        ((p.instrument, p.eid) for ranking, _ in filled for p in ranking.provisions), 0.0
    )
    for ranking, weight in filled:
        found = {(p.instrument, p.eid): p.score for p in ranking.provisions}
        lowest = min(found.values())
        for place in scores:
            scores[place] += weight * found.get(place, lowest)
    return Ranking(by_score(scores), _mean([ranking.signals for ranking, _ in filled if ranking.signals]))


def favour(ranking: Ranking, cited: Sequence[tuple[str, str]], corpus: Corpus) -> Ranking:
    """The ranking for a turn after some provisions were cited, with the score and lead of the one that is first now.

    The instrument and the article of the first gain, the provisions themselves lose: who asks on mostly asks for
    something else in the same article.
    """
    of = weights().followups
    home, around = (cited[0][0], _article_with_all(corpus, *cited[0])) if cited else ("", frozenset())
    scores = {}
    for p in ranking.provisions:
        there = (of.here + of.near * (p.eid in around)) * (p.instrument == home)
        scores[p.instrument, p.eid] = p.score + there - of.known * ((p.instrument, p.eid) in cited)
    provisions = by_score(scores)
    if not ranking.signals or not provisions:
        return Ranking(provisions, ranking.signals)
    lead = lead_of(provisions, corpus)
    return Ranking(provisions, replace(ranking.signals, score=provisions[0].score, lead=lead))


def _mean(signals: Sequence[Signals]) -> Signals | None:
    if not signals:
        return None
    rows = [asdict(one) for one in signals]
    return Signals(**{name: fmean(row[name] for row in rows) for name in rows[0]} | {"turn": 1.0})


def _article_with_all(corpus: Corpus, instrument: str, eid: str) -> frozenset[str]:
    """The article that holds a provision, and all that stands in it."""
    article = corpus[instrument].article_of(corpus[instrument][eid])
    return frozenset((article.eid, *(p.eid for p in corpus[instrument].descendants(article))))
