"""Fit the confidence where an instrument has no anticipated questions, on questions about instruments that were added.

What no instrument answers is taken from the dev questions that come with the package.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from assistant import Assistant
from assistant.evaluation.benchmark import Item
from assistant.evaluation.fitting.logistic import Sample, Task, fit, sampled
from assistant.evaluation.fitting.reading import searched_questions
from assistant.evaluation.fitting.record import Fit
from corpus.shelf.bundle import BUNDLED
from corpus.shelf.collection import Corpus

UNLEARNED = Task(("score", "category", "read"), declined=0.03, strength=1.0, folds=8)
"""The arms on questions say nothing of them; names of other laws are too few among the questions to be fitted."""


def fits(added: Sequence[Item], dev: Sequence[Item], assistant: Assistant) -> tuple[Fit]:
    """The model, fitted on the dev questions about added instruments and on bundled ones that none answers."""
    of_added, of_dev = ranked(added, assistant), ranked(dev, assistant)
    report = accuracy(of_added, of_dev, assistant.corpus)
    taught = [one for one in of_added if one.item.split == "dev"]
    model = fit_unlearned([*taught, *(one for one in of_dev if not one.item.answerable)])
    return (Fit(model.section, model.numbers, (*report, *model.report)),)


def ranked(items: Sequence[Item], assistant: Assistant) -> list[Sample]:
    """Questions that need a search, with what it finds."""
    searched = searched_questions(items, assistant.corpus)
    retriever = assistant.retriever
    ranked = ((one.item, one.question, retriever.rank(one.question)) for one in searched)
    return sampled((item, retriever.read(found, [(question.subject, 1.0)])) for item, question, found in ranked)


def fit_unlearned(samples: Sequence[Sample]) -> Fit:
    """The model for questions of which the best provision's instrument has no anticipated questions."""
    rows = [one for one in samples if not one.signals.learned]
    model = fit(UNLEARNED, rows, [one.item.answerable for one in rows])
    said = f"{len(rows)} questions; held out, {model.declined:.3f} of the unanswerable are declined"
    return Fit("confidence_unlearned", model.numbers, (said,))


def accuracy(added: Sequence[Sample], dev: Sequence[Sample], corpus: Corpus) -> tuple[str, ...]:
    """How often the right article comes first, and how often an added instrument takes a bundled question."""
    groups = {split: [one for one in added if one.item.split == split] for split in ("dev", "test")} | {"bundled": dev}
    answerable = {name: [one for one in group if one.item.answerable] for name, group in groups.items()}
    taken = np.mean([one.best.instrument not in BUNDLED for one in answerable["bundled"]])
    return (
        *(
            f"{name}: right article first {np.mean([one.is_right(corpus) for one in group]):.3f} of {len(group)}"
            for name, group in answerable.items()
            if group
        ),
        f"bundled questions with an added instrument first: {taken:.3f}",
    )
