"""Asks every question of a benchmark and judges the answers."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING, Protocol

from assistant.answer import Answer
from assistant.evaluation.benchmark import Item
from assistant.evaluation.matching import Matcher
from assistant.evaluation.results import Results
from assistant.evaluation.retrieval_measures import library, ranking_scores
from assistant.evaluation.scoring import judge
from corpus.model import Instrument

if TYPE_CHECKING:
    from assistant.assistant import Assistant

Ask = Callable[[str], Answer]


class Answerer(Protocol):
    """What can be evaluated."""

    def ask(self, question: str) -> Answer:
        """The answer to a question that stands alone."""

    def converse(self) -> Ask:
        """A fresh conversation: what it returns is asked the turns in order, and remembers them."""


@dataclass(frozen=True)
class AssistantAnswerer:
    """The assistant as a benchmark asks it."""

    assistant: Assistant
    write: bool = False
    """Whether the language model of the settings writes to each answer."""

    def ask(self, question: str) -> Answer:
        """See :class:`Answerer`."""
        return self.assistant.ask(question, write=self.write)

    def converse(self) -> Ask:
        """See :class:`Answerer`."""
        return partial(self.assistant.chat().ask, write=self.write)


def run(
    items: Sequence[Item],
    answerer: Answerer,
    instruments: Mapping[str, Instrument],
    progress: Callable[[int], None],
    name: str = "Treaty Assistant",
) -> Results:
    """Ask every question, one after another, and judge each answer.

    Args:
        items: as :func:`assistant.evaluation.benchmark.read_benchmark` gives them, the turns of a conversation
            together and in order.
        instruments: by identifier, what the labels and citations name.
        progress: told how many more questions are answered.
        name: what is evaluated, for the head of a column.

    Raises:
        MissingExtra: the packages of the extra ``evaluate`` are not installed; nothing has been asked then.
    """
    library()
    asked = []
    for item, ask in _asking(items, answerer):
        began = time.perf_counter()
        answer = ask(item.question)
        asked.append((item, answer, 1000 * (time.perf_counter() - began)))
        progress(1)
    matcher = Matcher(instruments)
    ranks = ranking_scores([(item, answer) for item, answer, _ in asked], matcher)
    outcomes = (judge(*one, ranks.get(place, {}), matcher) for place, one in enumerate(asked))
    return Results(name, tuple(outcomes))


def _asking(items: Sequence[Item], answerer: Answerer) -> Iterator[tuple[Item, Ask]]:
    """Each question with what answers it: a conversation of its own for the turns of one."""
    for _, turns in groupby(items, key=lambda item: item.id):
        for item in turns:
            if not item.turn:
                ask = answerer.ask if item.turn is None else answerer.converse()
            yield item, ask
