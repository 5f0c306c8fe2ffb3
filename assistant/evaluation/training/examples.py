"""What an encoder is tuned on: questions about the bundled instruments, each with what it should be drawn to.

A turn of a dialogue is seldom searched alone: it stands after the topic, or before the heading of the article that the
dialogue is in (:mod:`assistant.understanding.topics`). So turns are put into such surroundings, drawn anew each time:
those of the article that answers, of one near by, or of any.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random

from assistant.understanding.topics import joined
from corpus.eid import article_of
from corpus.model import Instrument
from corpus.shelf import bundle
from index.passages import passages_of

Place = tuple[str, str]
"""An instrument and an article of it."""

BARE, AFTER_TOPIC = 0.3, 0.38
"""Shares of turns that stand alone, and after a question; the others stand before a heading."""
HERE, NEAR = 0.5, 0.3
"""Shares of surroundings from the article that answers, and from one that is at most `REACH` articles away."""
REACH = 3


@dataclass(frozen=True, slots=True)
class Example:
    """A question, and what it should be drawn to."""

    question: str
    goal: int
    """Number of a provision, or of a category of unanswerable questions."""
    article: Place | None = None
    """The article that answers; none where nothing does."""
    turn: bool = False


@dataclass(frozen=True)
class Bundled:
    """The anticipated questions of the bundled instruments."""

    examples: tuple[Example, ...]
    goals: tuple[tuple[str, ...], ...]
    """For each goal texts that it lies among at first: the provision's passage, or the questions of the category."""
    surroundings: Surroundings


@dataclass(frozen=True)
class Surroundings:
    """What a turn may come after."""

    articles: tuple[Place, ...]
    """Those with questions, in reading order."""
    questions: Mapping[Place, Sequence[str]]
    """Full questions about each article."""
    headings: Mapping[Place, str]

    def put(self, example: Example, chance: Random) -> str:
        """An example as it might be searched."""
        drawn = chance.random()
        if not example.turn or drawn < BARE:
            return example.question
        article = self._article(example, chance)
        if drawn < BARE + AFTER_TOPIC:
            return joined(chance.choice(self.questions[article]), example.question, "")
        return joined("", example.question, self.headings[article])

    def _article(self, example: Example, chance: Random) -> Place:
        drawn = chance.random()
        anywhere = chance.choice(self.articles)
        if drawn >= HERE + NEAR or example.article not in self.questions:
            return anywhere
        here = self.articles.index(example.article)
        near = here if drawn < HERE else here + chance.randint(-REACH, REACH)
        return self.articles[near] if 0 <= near < len(self.articles) else anywhere


def bundled(instruments: Sequence[Instrument]) -> Bundled:
    """The questions of the instruments, and those that none of them answers."""
    examples: list[Example] = []
    goals: dict[Place, list[str]] = {}
    numbers: dict[Place, int] = {}
    for instrument in instruments:
        passages = {passage.eid: passage.embedded for passage in reversed(list(passages_of(instrument)))}
        for one in (one for one in bundle.anticipated(instrument) if one.eid in passages):
            place = instrument.id, one.eid
            goals.setdefault(place, [passages[one.eid]])
            number = numbers.setdefault(place, len(numbers))
            examples.append(Example(one.question, number, (instrument.id, article_of(one.eid)), one.turn))
    for none in bundle.unanswerable():
        goals.setdefault(("", none.category), []).append(none.question)
        number = numbers.setdefault(("", none.category), len(numbers))
        examples.append(Example(none.question, number, None, none.turn))
    return Bundled(tuple(examples), tuple(map(tuple, goals.values())), _surroundings(instruments, examples))


def _surroundings(instruments: Sequence[Instrument], examples: Sequence[Example]) -> Surroundings:
    questions: dict[Place, list[str]] = defaultdict(list)
    for example in examples:
        if example.article and not example.turn:
            questions[example.article].append(example.question)
    by_id = {instrument.id: instrument for instrument in instruments}
    headings = {(id, eid): by_id[id].article_of(by_id[id][eid]).heading or eid for id, eid in questions}
    return Surroundings(tuple(questions), questions, headings)
