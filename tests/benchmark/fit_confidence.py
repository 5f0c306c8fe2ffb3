"""Fit the weights of assistant.confidence on the dev split, and print them with the operating point.

    python tests/benchmark/fit_confidence.py

The test split is never read. Questions that the structure answers are left out: they need no confidence.
"""

from dataclasses import asdict

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import cross_val_predict

from assistant import Assistant, structure
from assistant.benchmark import bundled
from assistant.evaluation import read_benchmark
from assistant.question import read
from corpus.errors import UnknownProvision, UsageError

FEATURES = ("score", "lead", "over_category", "over_unanswerable", "passage", "cover", "foreign")
DECLINED = 0.02
"""Share of answerable questions that may be declined."""


def samples(assistant: Assistant) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Signals, whether the first provision's article is right, and whether the question is answerable."""
    rows, right, answerable = [], [], []
    for item in read_benchmark(bundled("dev"), assistant.corpus):
        if item.turn is not None:
            continue
        try:
            question = read(item.question, assistant.corpus)
            if question.compares or structure.read_off(question, assistant.corpus):
                continue
            ranking = assistant._answering.rank(question)
        except (UsageError, UnknownProvision):
            continue
        best = ranking.provisions[0]
        accepted = {(target.instrument, target.eid.split("__")[0]) for target in item.accepted}
        rows.append([asdict(ranking.signals)[name] for name in FEATURES])
        right.append((best.instrument, best.eid.split("__")[0]) in accepted)
        answerable.append(item.answerable)
    return np.array(rows), np.array(right), np.array(answerable)


def main() -> None:
    features, right, answerable = samples(Assistant())
    print(
        f"{len(features)} questions, {answerable.sum()} answerable, {right.sum()} of them with the right article first"
    )
    mean, deviation = features.mean(axis=0), features.std(axis=0) + 1e-9
    model = LogisticRegression(C=0.5)
    scaled = (features - mean) / deviation
    held_out = cross_val_predict(model, scaled, answerable, cv=10, method="predict_proba")[:, 1]
    point = np.quantile(held_out[answerable], DECLINED)
    print(f"held out: declines {np.mean(held_out[~answerable] < point):.3f} of the unanswerable at {point:.3f}")
    model.fit(scaled, answerable)
    weights = model.coef_[0] / deviation
    print({"": round(float(model.intercept_[0] - weights @ mean), 2)})
    print(dict(zip(FEATURES, weights.round(2).tolist(), strict=True)))
    fitted = model.predict_proba(scaled)[:, 1]
    print(f"operating point {np.quantile(fitted[answerable], DECLINED):.3f}")
    for low, high in ((0, 0.3), (0.3, 0.6), (0.6, 0.8), (0.8, 0.9), (0.9, 0.97), (0.97, 1.01)):
        inside = (held_out >= low) & (held_out < high)
        share = right[inside].mean() if inside.any() else 0
        print(f"{low:.2f}-{high:.2f}: {inside.sum():4d} questions, {share:.3f} right")


if __name__ == "__main__":
    main()
