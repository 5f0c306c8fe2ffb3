"""Measure and fit what instruments without anticipated questions are weighed by, on added_questions.jsonl.

    treaty add GDPR BUDAPEST VIENNA BBNJ --yes
    python tests/benchmark/fit_added.py

The identifiers of the instruments are those of the file. Prints how often the right article comes first on either of
its splits and on the bundled dev split; how many bundled questions an added instrument takes; and the weights of the
confidence, fitted on dev, with the place of the operating point.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import cross_val_predict

from assistant import Assistant
from assistant.answering import structure
from assistant.evaluation import Item, read_benchmark
from assistant.evaluation.shipped import bundled
from assistant.retrieval.confidence import OPERATING_POINT
from assistant.retrieval.retriever import Ranked, Ranking
from assistant.understanding.question import read
from corpus.errors import TreatyError
from corpus.shelf.bundle import BUNDLED

QUESTIONS = Path(__file__).with_name("added_questions.jsonl")
FEATURES = ("score", "category")
DECLINED = 0.06
"""Share of answerable questions that may be declined."""


def ranked(assistant: Assistant, path: Path) -> list[tuple[Item, Ranking, bool]]:
    """Questions that need a search, with what it finds and whether they name an instrument."""
    found = []
    for item in read_benchmark(path, assistant.corpus):
        try:
            question = read(item.question, assistant.corpus)
            if item.turn is None and not question.compares and not structure.read_off(question, assistant.corpus):
                found.append((item, assistant.retriever.rank(question), bool(question.named)))
        except TreatyError:
            continue
    return found


def is_right(assistant: Assistant, item: Item, best: Ranked) -> bool:
    """Whether the provision stands in an article that answers."""
    corpus = assistant.corpus
    article = corpus[best.instrument].article_of(corpus[best.instrument][best.eid]).eid
    return any(
        target.instrument == best.instrument
        and corpus[best.instrument].article_of(corpus[best.instrument][target.eid]).eid == article
        for target in item.accepted
    )


def main() -> None:
    assistant = Assistant()
    added, dev = ranked(assistant, QUESTIONS), ranked(assistant, bundled("dev"))
    splits = {split: [row for row in added if row[0].split == split] for split in ("dev", "test")}
    for name, rows in (*splits.items(), ("bundled", dev)):
        right = [is_right(assistant, item, ranking.provisions[0]) for item, ranking, _ in rows if item.answerable]
        print(f"{name}: right article first {np.mean(right):.3f} of {len(right)}")
    open_scope = [ranking for item, ranking, named in dev if item.answerable and not named]
    taken = sum(ranking.provisions[0].instrument not in BUNDLED for ranking in open_scope)
    print(f"dev questions that name no instrument: {taken} of {len(open_scope)} have an added one first")
    fit([*splits["dev"], *((i, r, n) for i, r, n in dev if not i.answerable)])


def fit(rows: list[tuple[Item, Ranking, bool]]) -> None:
    """Fit the confidence where the best provision has no anticipated questions, and print it."""
    rows = [row for row in rows if row[1].signals and not row[1].signals.learned]
    features = np.array([[getattr(ranking.signals, name) for name in FEATURES] for _, ranking, _ in rows])
    answerable = np.array([item.answerable for item, _, _ in rows])
    mean, deviation = features.mean(axis=0), features.std(axis=0) + 1e-9
    scaled = (features - mean) / deviation
    held_out = cross_val_predict(LogisticRegression(), scaled, answerable, cv=8, method="predict_proba")[:, 1]
    point = np.quantile(held_out[answerable], DECLINED)
    print(f"{len(rows)} questions; held out, {np.mean(held_out[~answerable] < point):.3f} of the unanswerable declined")
    model = LogisticRegression().fit(scaled, answerable)
    weights = model.coef_[0] / deviation
    shift = np.log(OPERATING_POINT / (1 - OPERATING_POINT)) - np.log(point / (1 - point))
    print({"": round(float(model.intercept_[0] - weights @ mean + shift), 2)})
    print(dict(zip(FEATURES, weights.round(2).tolist(), strict=True)))


if __name__ == "__main__":
    main()
