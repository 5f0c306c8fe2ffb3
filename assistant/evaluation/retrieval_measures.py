"""How well the right articles rank: recall, reciprocal rank and nDCG, by the library ir-measures.

What is ranked are articles: those of the citations, then those of the passages, as a reader meets them. Accepted
alternatives count as the gold article they stand for, so that a run that always finds the answer scores 1.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from assistant.answer import Answer
from assistant.evaluation.benchmark import Item, Target
from assistant.evaluation.matching import Matcher, as_gold
from corpus.errors import MissingExtra

MEASURES = {"recall_at_1": "R@1", "recall_at_3": "R@3", "recall_at_5": "R@5", "recall_at_10": "R@10", "mrr": "RR"} | {
    "ndcg_at_10": "nDCG@10"
}
"""By the name of the figure, the name in ir-measures."""


def library() -> Any:  # ships no types
    """The package ir-measures.

    Raises:
        MissingExtra: it is not installed.
    """
    try:
        import ir_measures
    except ImportError as error:
        raise MissingExtra("treaty evaluate", "evaluate") from error
    return ir_measures


def ranking_scores(asked: Sequence[tuple[Item, Answer]], matcher: Matcher) -> Mapping[int, Mapping[str, float]]:
    """For the place of each answerable question in `asked`, its score in every one of :data:`MEASURES`."""
    ir = library()
    names = {ir.parse_measure(name): key for key, name in MEASURES.items()}
    relevant: list[Any] = []
    ranked: list[Any] = []
    for place, (item, answer) in enumerate(asked):
        gold = matcher.articles(item.gold)
        found = as_gold(ranking(answer, matcher), gold, matcher.articles(item.also_ok))
        relevant += [ir.Qrel(str(place), str(article), 1) for article in gold]
        ranked += [ir.ScoredDoc(str(place), str(article), -rank) for rank, article in enumerate(found) if gold]
    return _by_question(ir.iter_calc(list(names), relevant, ranked) if relevant else (), names)


def ranking(answer: Answer, matcher: Matcher) -> tuple[Target, ...]:
    """The distinct articles that an answer shows, the first first."""
    cited = [Target(citation.instrument, citation.eid) for citation in answer.citations]
    return matcher.articles(cited + [Target(passage.instrument, passage.eid) for passage in answer.passages])


def _by_question(measured: Iterable[Any], names: Mapping[Any, str]) -> Mapping[int, Mapping[str, float]]:
    scores: dict[int, dict[str, float]] = defaultdict(dict)
    for metric in measured:
        scores[int(metric.query_id)][names[metric.measure]] = float(metric.value)
    return scores
