"""Fit the weights of assistant.retrieval.confidence on the dev split, and print them with what they decline.

    python tests/benchmark/fit_confidence.py

Once for questions that stand alone, once for turns of a dialogue that are searched in several wordings. The test split
is never read. What the structure answers is left out: it needs no confidence.
"""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold, cross_val_predict

from assistant import Assistant
from assistant.answering import structure
from assistant.answering.answering import Answering
from assistant.evaluation import read_benchmark
from assistant.evaluation.benchmark import Item
from assistant.evaluation.shipped import bundled
from assistant.retrieval.confidence import OPERATING_POINT
from assistant.retrieval.retriever import Ranking
from assistant.understanding.question import read
from assistant.understanding.turns import resolve
from corpus.errors import UnknownProvision, UsageError

QUESTIONS = ("score", "lead", "over_category", "over_unanswerable", "passage", "cover", "foreign")
TURNS = ("score", "lead", "over_category", "over_unanswerable", "cover")
DECLINED = {"questions": 0.02, "turns": 0.01}
"""Share that may be declined: of answerable questions, and of turns with the right article first."""


@dataclass(frozen=True)
class Sample:
    """A question with what its ranking tells."""

    item: Item
    ranking: Ranking

    @property
    def right(self) -> bool:
        """Whether the first provision stands in an accepted article."""
        best = self.ranking.provisions[0]
        accepted = {(target.instrument, target.eid.split("__")[0]) for target in self.item.accepted}
        return (best.instrument, best.eid.split("__")[0]) in accepted


def questions(assistant: Assistant) -> Iterator[Sample]:
    """Single questions that are searched."""
    answering = Answering(assistant.corpus, lambda: assistant.retriever)
    for item in read_benchmark(bundled("dev"), assistant.corpus):
        if item.turn is not None:
            continue
        try:
            question = read(item.question, assistant.corpus)
            if not question.compares and not structure.read_off(question, assistant.corpus):
                yield Sample(item, answering.rank(question))
        except (UsageError, UnknownProvision):
            continue


def turns(assistant: Assistant) -> Iterator[Sample]:
    """Turns that are searched in several wordings, each after the assistant's own answers to those before it."""
    chats = {}
    answering = Answering(assistant.corpus, lambda: assistant.retriever)
    for item in read_benchmark(bundled("dev"), assistant.corpus):
        if item.turn is None:
            continue
        chat = chats.setdefault(item.id, assistant.chat())
        meant = resolve(item.question, chat.conversation, assistant.corpus)
        if meant.wordings and not meant.beside:
            _, ranking, _ = answering._weighed(meant)
            if ranking.provisions:
                yield Sample(item, ranking)
        chat.ask(item.question)


def report(name: str, samples: Sequence[Sample], features: Sequence[str]) -> None:
    """Print a fit and what it declines, held out by question or conversation."""
    signals = np.array([[asdict(one.ranking.signals)[what] for what in features] for one in samples])
    answerable = np.array([one.item.answerable for one in samples])
    right = np.array([one.right for one in samples])
    kept = answerable & right if name == "turns" else answerable
    used = kept | ~answerable
    mean, deviation = signals.mean(axis=0), signals.std(axis=0) + 1e-9
    scaled = (signals - mean) / deviation
    groups = [one.item.id for one in samples]
    model = LogisticRegression(C=0.5 if name == "questions" else 0.03)
    held_out = cross_val_predict(
        model,
        scaled[used],
        answerable[used],
        groups=np.array(groups)[used],
        cv=GroupKFold(10),
        method="decision_function",
    )
    point = np.quantile(held_out[kept[used]], DECLINED[name])
    declined = np.mean(held_out[~answerable[used]] < point)
    print(f"{len(samples)} {name}, {answerable.sum()} answerable, {right.sum()} with the right article first")
    print(
        f"held out: declines {declined:.3f} of the unanswerable where {DECLINED[name]:.2f} of the others are declined"
    )
    model.fit(scaled[used], answerable[used])
    weights = model.coef_[0] / deviation
    point = np.quantile(model.decision_function(scaled[used])[kept[used]], DECLINED[name])
    intercept = model.intercept_[0] - weights @ mean
    shifted = intercept - point + np.log(OPERATING_POINT / (1 - OPERATING_POINT))
    print(dict(zip(features, weights.round(2).tolist(), strict=True)))
    print(f"intercept {intercept:.2f}; {shifted:.2f} puts that point at the operating point")


def main() -> None:
    assistant = Assistant()
    report("questions", list(questions(assistant)), QUESTIONS)
    report("turns", list(turns(assistant)), TURNS)


if __name__ == "__main__":
    main()
