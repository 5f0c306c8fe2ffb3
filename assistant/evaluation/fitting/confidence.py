"""Fit the confidence on the dev splits: for single questions, and for turns that are searched in several wordings."""

from __future__ import annotations

from collections.abc import Sequence

from assistant import Assistant
from assistant.evaluation.benchmark import Item
from assistant.evaluation.fitting.logistic import Sample, Task, fit, sampled
from assistant.evaluation.fitting.reading import searched_questions, searched_turns
from assistant.evaluation.fitting.record import Fit
from assistant.retrieval.dialogue import rank_turn
from corpus.shelf.collection import Corpus

QUESTIONS = Task(
    ("score", "lead", "over_category", "over_unanswerable", "passage", "cover", "foreign"), declined=0.01, strength=0.5
)
"""One in a hundred answerable questions may be declined; nearly all of these are strangers'."""
TURNS = Task(("score", "lead", "over_category", "over_unanswerable", "cover"), declined=0.01, strength=0.5)
"""One in a hundred turns may be declined that have the right article first; the others are no loss."""


def fits(items: Sequence[Item], assistant: Assistant) -> tuple[Fit, Fit]:
    """Both models, fitted on the questions and turns of a benchmark."""
    questions, turns = of_questions(items, assistant), of_turns(items, assistant)
    return fit_questions(questions, assistant.corpus), fit_turns(turns, assistant.corpus)


def of_questions(items: Sequence[Item], assistant: Assistant) -> list[Sample]:
    """Single questions with their rankings."""
    searched = searched_questions(items, assistant.corpus)
    return sampled((one.item, assistant.retriever.search(one.question, one.named)) for one in searched)


def of_turns(items: Sequence[Item], assistant: Assistant) -> list[Sample]:
    """Turns of dialogues with their rankings."""
    return sampled(
        (turn.item, rank_turn(assistant.retriever, turn.variants, turn.cited, assistant.corpus))
        for turn in searched_turns(items, assistant)
    )


def fit_questions(samples: Sequence[Sample], corpus: Corpus) -> Fit:
    """The model for questions that stand alone: what is answerable is to be answered."""
    model = fit(QUESTIONS, samples, [one.item.answerable for one in samples])
    return Fit("confidence", model.numbers, _report("questions", samples, corpus, QUESTIONS, model.declined))


def fit_turns(samples: Sequence[Sample], corpus: Corpus) -> Fit:
    """The model for turns: what has the right article first is to be answered."""
    model = fit(TURNS, samples, [one.item.answerable and one.is_right(corpus) for one in samples])
    return Fit("confidence_of_turns", model.numbers, _report("turns", samples, corpus, TURNS, model.declined))


def _report(what: str, samples: Sequence[Sample], corpus: Corpus, task: Task, declined: float) -> tuple[str, str]:
    answerable = sum(one.item.answerable for one in samples)
    right = sum(one.is_right(corpus) for one in samples)
    return (
        f"{len(samples)} {what}, {answerable} answerable, {right} with the right article first",
        f"held out: declines {declined:.3f} of the unanswerable where {task.declined:g} of the others are declined",
    )
