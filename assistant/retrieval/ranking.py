"""What a search gives: provisions, the best first, and what their scores tell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from corpus.shelf.collection import Corpus


@dataclass(frozen=True, slots=True)
class Ranked:
    """A provision that the search found."""

    instrument: str
    eid: str
    score: float
    """Weighted sum of the arms; higher is better, comparable between questions."""


@dataclass(frozen=True, slots=True)
class Signals:
    """What the search tells of how well the instruments answer; read by :mod:`assistant.retrieval.confidence`."""

    score: float
    """Of the best provision."""
    lead: float
    """Of the best provision over the best in another article."""
    over_category: float
    """How far the best prototype's cosine lies above that of the nearest category of unanswerable questions."""
    over_unanswerable: float
    """How far the score of the nearest anticipated questions lies above the nearest unanswerable one's."""
    passage: float
    """Cosine of the best passage."""
    cover: float
    """Share of the question's words, by their rarity, that the best provision and its questions use."""
    foreign: float
    """Share of the names of other instruments and laws in the question that the best provision does not mention."""
    category: float
    """Cosine with the nearest category of unanswerable questions."""
    learned: float
    """1 where the best provision's instrument has anticipated questions, else 0; for a turn, the share of wordings."""
    read: float = 0.0
    """The most that the reader says of a provision, as a logit; 0 where nothing was read."""
    turn: float = 0.0
    """1 where they are the mean over the wordings of a turn of a dialogue, else 0."""
    crossed: float = 0.0
    """1 where it was searched across languages, else 0; all cosines are those of another encoder then."""


@dataclass(frozen=True, slots=True)
class Ranking:
    """Provisions, the best first, and what their scores tell."""

    provisions: tuple[Ranked, ...]
    signals: Signals | None
    """None where nothing was found."""


def by_score(scores: Mapping[tuple[str, str], float]) -> tuple[Ranked, ...]:
    """Provisions, each an instrument and an identifier with its score, the best first."""
    return tuple(Ranked(*place, scores[place]) for place in sorted(scores, key=lambda place: -scores[place]))


def lead_of(provisions: Sequence[Ranked], corpus: Corpus) -> float:
    """How far the best provision's score lies above that of the best in another article."""
    best = provisions[0]
    article = _article(corpus, best)
    rivals = (p.score for p in provisions if _article(corpus, p) != article)
    return best.score - next(rivals, 0.0)


def _article(corpus: Corpus, ranked: Ranked) -> tuple[str, str]:
    instrument = corpus[ranked.instrument]
    return instrument.id, instrument.article_of(instrument[ranked.eid]).eid
