"""A question to ranked provisions: the arms of the index, weighed against each other."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from statistics import fmean

import numpy as np
import numpy.typing as npt

from assistant.understanding.question import Question
from corpus import lexicon
from corpus.model import collapse
from corpus.shelf.collection import Corpus
from index.search import Candidates, Index

QUESTIONS = lexicon.read("questions")

WEIGHTS: Mapping[str, float] = {"prototype": 1.0, "question": 0.35, "passage": 0.15, "words": 0.08}
"""Of each arm, as a mean over encoders; fitted on held-out anticipated questions, confirmed on the dev split."""
UNLEARNED: Mapping[str, float] = {"passage": 1.0, "article": 0.4, "words": 0.15, "": -0.2}
"""The same for instruments without any anticipated questions; ``article`` is the passage of a provision's article.

Chosen by ``tests/benchmark/fit_added.py`` on questions about four instruments that are not bundled."""
RECITAL = 0.06
"""What a recital of such an instrument stands behind a provision: it explains, the provision binds."""
FIRST = 0.04
"""How near to the best of its article a first paragraph of such an instrument is taken for it: it states the rule."""

Floats = npt.NDArray[np.float32]


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
    turn: float = 0.0
    """1 where they are the mean over the wordings of a turn of a dialogue, else 0."""


@dataclass(frozen=True, slots=True)
class Ranking:
    """Provisions, the best first, and what their scores tell."""

    provisions: tuple[Ranked, ...]
    signals: Signals | None
    """None where nothing was found."""


@dataclass(frozen=True, slots=True)
class _Found:
    """What one look-up found."""

    learned: bool
    """Whether its instruments have anticipated questions."""
    candidates: Candidates
    provisions: tuple[Ranked, ...]


class Retriever:
    """Ranks provisions for questions. Safe to share between threads."""

    def __init__(self, index: Index, corpus: Corpus, anticipated: Mapping[tuple[str, str], str]) -> None:
        """
        Args:
            anticipated: for each provision, its anticipated questions run together: more words to know it by.
        """
        self._index = index
        self._corpus = corpus
        self._anticipated = anticipated
        self._asked = {instrument for instrument, _ in anticipated}

    def rank(
        self, question: Question, instruments: Collection[str] = (), within: tuple[str, str] | None = None
    ) -> Ranking:
        """The provisions that answer the question best.

        Args:
            instruments: look in these alone; empty means the question's own scope.
            within: an instrument and a provision of it: look at that and what it holds alone.
        """
        found = list(self._found(question, instruments or question.scope, within))
        provisions = tuple(sorted((ranked for part in found for ranked in part.provisions), key=lambda r: -r.score))
        if not provisions:
            return Ranking((), None)
        best = next(part for part in found if provisions[0] in part.provisions)
        return Ranking(provisions, self._signals(question, best, provisions))

    def _found(
        self, question: Question, instruments: Collection[str], within: tuple[str, str] | None
    ) -> Iterator[_Found]:
        """What is found among instruments with anticipated questions, and among those without, each in its own way."""
        for learned, wordings in ((True, question.wordings), (False, _bare(question))):
            ids = [id for id in instruments if (id in self._asked) is learned]
            if ids:
                candidates = self._index.candidates(wordings, ids, question.leans)
                yield _Found(learned, candidates, _ordered(candidates, fuse(candidates, learned), within))

    def _signals(self, question: Question, part: _Found, provisions: tuple[Ranked, ...]) -> Signals:
        best, candidates = provisions[0], part.candidates
        words = self._words(best)
        return Signals(
            score=best.score,
            lead=_lead(provisions, self._corpus),
            over_category=_highest(candidates, "prototype") - candidates.category,
            over_unanswerable=_highest(candidates, "question") - candidates.unanswerable,
            passage=_highest(candidates, "passage"),
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
        weights = {term: 1 / np.log(2.0 + lexical.frequency(term)) for term in lexical.terms(text)}
        total = sum(weights.values())
        return float(sum(weight for term, weight in weights.items() if term in known) / total) if total else 0.0


def _bare(question: Question) -> tuple[str, ...]:
    """What to search for, without a name that no loaded instrument answers to: a provision seldom says its title."""
    bare = collapse(QUESTIONS.called.sub(" ", question.subject))
    return question.wordings if question.named or len(bare.split()) < 3 else (bare,)


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
    return Ranking(_sorted(scores), _mean([ranking.signals for ranking, _ in filled if ranking.signals]))


def _mean(signals: Sequence[Signals]) -> Signals | None:
    if not signals:
        return None
    rows = [asdict(one) for one in signals]
    return Signals(**{name: fmean(row[name] for row in rows) for name in rows[0]} | {"turn": 1.0})


def favour(ranking: Ranking, cited: Sequence[tuple[str, str]], corpus: Corpus) -> Ranking:
    """The ranking for a turn after some provisions were cited, with the score and lead of the one that is first now.

    The instrument and the article of the first gain, the provisions themselves lose: who asks on mostly asks for
    something else in the same article.
    """
    home, around = (cited[0][0], _article_with_all(corpus, *cited[0])) if cited else ("", frozenset())
    scores = {}
    for p in ranking.provisions:
        there = (HERE + NEAR * (p.eid in around)) * (p.instrument == home)
        scores[p.instrument, p.eid] = p.score + there - KNOWN * ((p.instrument, p.eid) in cited)
    provisions = _sorted(scores)
    if not ranking.signals or not provisions:
        return Ranking(provisions, ranking.signals)
    best = provisions[0]
    return Ranking(provisions, replace(ranking.signals, score=best.score, lead=_lead(provisions, corpus)))


def _lead(provisions: Sequence[Ranked], corpus: Corpus) -> float:
    """How far the best provision's score lies above that of the best in another article."""
    best = provisions[0]
    article = _article(corpus, best.instrument, best.eid)
    rivals = (p.score for p in provisions if _article(corpus, p.instrument, p.eid) != article)
    return best.score - next(rivals, 0.0)


HERE, NEAR, KNOWN = 0.03, 0.065, 0.035
"""Of the score: what standing in the instrument and in the article that a dialogue is in gains, and what having been
cited there loses.

Fitted together with the weights of wordings on dev conversations."""


def _sorted(scores: Mapping[tuple[str, str], float]) -> tuple[Ranked, ...]:
    return tuple(Ranked(*place, scores[place]) for place in sorted(scores, key=lambda place: -scores[place]))


def _article(corpus: Corpus, instrument: str, eid: str) -> tuple[str, str]:
    return instrument, corpus[instrument].article_of(corpus[instrument][eid]).eid


def _article_with_all(corpus: Corpus, instrument: str, eid: str) -> frozenset[str]:
    """The article that holds a provision, and all that stands in it."""
    article = corpus[instrument].article_of(corpus[instrument][eid])
    return frozenset((article.eid, *(p.eid for p in corpus[instrument].descendants(article))))


def fuse(candidates: Candidates, learned: bool) -> Floats:
    """One score for each candidate from what the arms say of it.

    Args:
        learned: whether its instruments have anticipated questions.
    """
    if learned:
        return _weighed(candidates, WEIGHTS)
    scores = _weighed(candidates, UNLEARNED) + np.float32(UNLEARNED[""]) + _by_place(candidates)
    return _first_paragraphs(candidates, scores)


def _first_paragraphs(candidates: Candidates, scores: Floats) -> Floats:
    """The scores with first paragraphs raised to the best of their article where they are near to it."""
    articles = list(zip(candidates.instruments, map(_holder, candidates.eids), strict=True))
    best: dict[tuple[str, str], np.float32] = {}
    for article, score in zip(articles, scores, strict=True):
        best[article] = max(score, best.get(article, score))
    highest = np.array([best[article] for article in articles], np.float32)
    first = np.array([eid.endswith(_FIRST) and eid.count("__") == 1 for eid in candidates.eids], np.bool_)
    return np.where(first & (scores >= highest - FIRST), highest, scores).astype(np.float32)


_FIRST = ("__para_1", "__para_nn_1")


def _ordered(candidates: Candidates, scores: Floats, within: tuple[str, str] | None) -> tuple[Ranked, ...]:
    """The candidates, the best first; `within` as for :meth:`Retriever.rank`."""
    if within:
        scores = np.where(_inside(candidates, *within), scores, np.float32(-np.inf))
    order = [row for row in np.argsort(-scores, kind="stable") if np.isfinite(scores[row])]
    return tuple(Ranked(candidates.instruments[i], candidates.eids[i], float(scores[i])) for i in order)


def _weighed(candidates: Candidates, weights: Mapping[str, float]) -> Floats:
    total = np.zeros(len(candidates), dtype=np.float32)
    for what, weight in weights.items():
        if what:
            total += np.float32(weight) * _arm(candidates, what)
    return total


def _arm(candidates: Candidates, what: str) -> Floats:
    """What an arm says of each candidate, as a mean over encoders; 0 where there is no such arm."""
    scores = [scores for name, scores in candidates.arms.items() if name.split("-")[0] == what]
    return np.mean(scores, axis=0, dtype=np.float32) if scores else np.zeros(len(candidates), np.float32)


def _by_place(candidates: Candidates) -> Floats:
    """What the place of a provision adds to its score: how near its article is, and whether it is a recital."""
    passage = _arm(candidates, "passage")
    places = list(zip(candidates.instruments, candidates.eids, strict=True))
    of_place = dict(zip(places, passage, strict=True))
    lowest = passage.min(initial=0.0)
    articles = [of_place.get((instrument, _holder(eid)), lowest) for instrument, eid in places]
    behind = [RECITAL * eid.startswith("preamble") for eid in candidates.eids]
    return np.float32(UNLEARNED["article"]) * np.array(articles, np.float32) - np.array(behind, np.float32)


def _holder(eid: str) -> str:
    """The identifier of the article that holds a provision, or of what stands at the top."""
    levels = eid.split("__")
    depth = next((n for n, level in enumerate(levels, 1) if level.startswith("art_")), 1)
    return "__".join(levels[:depth])


def _highest(candidates: Candidates, what: str) -> float:
    scores = _arm(candidates, what)
    return float(scores.max()) if len(scores) else 0.0


def _inside(candidates: Candidates, instrument: str, eid: str) -> npt.NDArray[np.bool_]:
    return np.array(
        [
            i == instrument and (e == eid or e.startswith(f"{eid}__"))
            for i, e in zip(candidates.instruments, candidates.eids, strict=True)
        ]
    )


def _unmentioned(names: Collection[str], words: str) -> float:
    """Share of the names of which the words do not mention even the last part."""
    folded = words.casefold()
    missing = [name for name in names if name.casefold().removeprefix("the ") not in folded]
    return len(missing) / len(names) if names else 0.0
