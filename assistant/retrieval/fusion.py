"""What the arms of the index say of each candidate, made one score: a weighted sum.

A linear combination of scores (Fox and Shaw, "Combination of multiple searches", 1994); against fusion by ranks it
keeps how far apart two candidates lie (Bruch, Gai and Ingber, "An analysis of fusion functions for hybrid retrieval",
2023).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import numpy.typing as npt

from assistant.weights import weights
from corpus.eid import article_of, in_preamble, is_first_paragraph, is_point, outside_articles
from index.search import Candidates

Floats = npt.NDArray[np.float32]

PROTOTYPE, QUESTION, PASSAGE, WORDS = "prototype", "question", "passage", "words"
"""The arms."""


def fuse(candidates: Candidates, learned: bool) -> Floats:
    """One score for each candidate from what the arms say of it.

    Args:
        learned: whether its instruments have anticipated questions.
    """
    return _learned(candidates) if learned else _first_paragraphs(candidates, _unlearned(candidates))


def arm(candidates: Candidates, what: str) -> Floats:
    """What an arm says of each candidate, as a mean over encoders; 0 where there is no such arm."""
    scores = [scores for name, scores in candidates.arms.items() if _arm_of(name) == what]
    return np.mean(scores, axis=0, dtype=np.float32) if scores else np.zeros(len(candidates), np.float32)


def highest(candidates: Candidates, what: str) -> float:
    """The most that an arm says of any candidate; 0 without candidates."""
    scores = arm(candidates, what)
    return float(scores.max()) if len(scores) else 0.0


def _arm_of(name: str) -> str:
    """The arm of a row of scores, which for a dense one has the encoder's number behind it."""
    return name.partition("-")[0]


def _learned(candidates: Candidates) -> Floats:
    of = weights().fusion
    weighed = {PROTOTYPE: of.prototype, QUESTION: of.question, PASSAGE: of.passage, WORDS: of.words}
    return _weighed(candidates, weighed)


def _unlearned(candidates: Candidates) -> Floats:
    of = weights().fusion_unlearned
    total = np.full(len(candidates), of.offset, dtype=np.float32)
    for name, view in unlearned_views(candidates).items():
        total += np.float32(getattr(of, name)) * view
    return total


def _weighed(candidates: Candidates, weighed: dict[str, float]) -> Floats:
    total = np.zeros(len(candidates), dtype=np.float32)
    for what, weight in weighed.items():
        total += np.float32(weight) * arm(candidates, what)
    return total


def unlearned_views(candidates: Candidates) -> dict[str, Floats]:
    """What is weighed of each candidate without anticipated questions, under the name of its weight.

    What stands behind others is counted below 0: a recital explains, a point and an annex say a part of the rule.
    """
    passage = arm(candidates, PASSAGE)
    return {
        "passage": passage,
        "article": _of_articles(candidates, passage),
        "words": arm(candidates, WORDS),
        "recital": -_counted(in_preamble, candidates.eids),
        "point": -_counted(is_point, candidates.eids),
        "annex": -_counted(outside_articles, candidates.eids),
    }


def _of_articles(candidates: Candidates, passage: Floats) -> Floats:
    """For each candidate how near its article is."""
    places = list(zip(candidates.instruments, candidates.eids, strict=True))
    of_place = dict(zip(places, passage, strict=True))
    lowest = passage.min(initial=0.0)
    return np.array([of_place.get((instrument, article_of(eid)), lowest) for instrument, eid in places], np.float32)


def _counted(which: Callable[[str], bool], eids: Sequence[str]) -> Floats:
    return np.array([which(eid) for eid in eids], np.float32)


def _first_paragraphs(candidates: Candidates, scores: Floats) -> Floats:
    """The scores with first paragraphs raised to the best of their article where they are near to it."""
    articles = list(zip(candidates.instruments, map(article_of, candidates.eids), strict=True))
    best: dict[tuple[str, str], np.float32] = {}
    for article, score in zip(articles, scores, strict=True):
        best[article] = max(score, best.get(article, score))
    most = np.array([best[article] for article in articles], np.float32)
    first = np.array([is_first_paragraph(eid) for eid in candidates.eids], np.bool_)
    near = scores >= most - weights().fusion_unlearned.first_paragraph
    return np.where(first & near, most, scores).astype(np.float32)
