"""Fit how a follow-up is ranked on the dev conversations, and print the weights with their held-out accuracy.

    python tests/benchmark/fit_followups.py

Six numbers: what the turn alone, after the topic and in its article each weigh (`assistant.understanding.turns`), and
what the instrument and the article that the dialogue is in gain and what was just cited loses
(`assistant.retrieval.retriever`).
They are fitted as a softmax over the candidates (a listwise loss: Cao et al., "Learning to rank", 2007), held out by
conversation. The test split is never read. Every turn stands after the assistant's own answers to those before it.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch

from assistant import Assistant
from assistant.answering.answering import Answering
from assistant.evaluation import read_benchmark
from assistant.evaluation.benchmark import Item
from assistant.evaluation.shipped import bundled
from assistant.retrieval.retriever import HERE, KNOWN, NEAR
from assistant.understanding.turns import ALONE, WITH_HEADING, WITH_TOPIC, resolve
from assistant.understanding.utterance import Reading

NAMES = ("alone", "with topic", "with heading", "here", "near", "known")
START = torch.tensor([ALONE, WITH_TOPIC, WITH_HEADING, HERE, NEAR, -KNOWN])
FOLDS, STEPS, RATE = 10, 100, 0.03
DEPTH = 40
"""Candidates of each wording."""
SHARPNESS = 0.05
"""Difference of scores by which one candidate is e times likelier than another."""
HELD = 0.3
"""Weight of the square of the distance from where the fit starts."""
Place = tuple[str, str]


@dataclass(frozen=True)
class Sample:
    """A follow-up turn: its candidates by their features, and which of them are right."""

    conversation: str
    features: torch.Tensor
    right: torch.Tensor
    in_article: torch.Tensor


def article(assistant: Assistant, place: Place) -> Place:
    instrument = assistant.corpus[place[0]]
    return place[0], instrument.article_of(instrument[place[1]]).eid


def sample(assistant: Assistant, item: Item, turn: Reading) -> Sample | None:
    """The turn's candidates; None where it is not searched in three wordings."""
    meant = resolve(item.question, turn.conversation, assistant.corpus)
    if len(meant.wordings) != 3:
        return None
    rankings = [ranking for ranking, _ in Answering(assistant.corpus, lambda: assistant.retriever).rankings(meant)]
    scores = [{(p.instrument, p.eid): p.score for p in ranking.provisions} for ranking in rankings]
    places = sorted({(p.instrument, p.eid) for ranking in rankings for p in ranking.provisions[:DEPTH]})
    lowest = [min(found.values()) for found in scores]
    home = article(assistant, meant.near[0]) if meant.near else None
    articles = [article(assistant, place) for place in places]
    rows = [
        [
            *(found.get(place, low) for found, low in zip(scores, lowest, strict=True)),
            home is not None and of[0] == home[0],
            of == home,
            place in meant.near,
        ]
        for place, of in zip(places, articles, strict=True)
    ]
    accepted = {(target.instrument, target.eid) for target in item.accepted}
    accepted_articles = {article(assistant, place) for place in accepted}
    return Sample(
        item.id,
        torch.tensor(rows, dtype=torch.float32),
        torch.tensor([place in accepted for place in places]),
        torch.tensor([of in accepted_articles for of in articles]),
    )


def samples(assistant: Assistant) -> list[Sample]:
    """Every answerable follow-up of the dev split that is searched, after the turns before it."""
    found, chats = [], {}
    for item in read_benchmark(bundled("dev"), assistant.corpus):
        if item.turn is None:
            continue
        chat = chats.setdefault(item.id, assistant.chat())
        if item.style == "follow-up" and item.answerable:
            found.append(sample(assistant, item, Reading(item.question, chat.conversation, assistant.corpus)))
        chat.ask(item.question)
    return [one for one in found if one and one.right.any()]


def fitted(rows: list[Sample]) -> torch.Tensor:
    """The weights under which the right candidates, and those in the right article, are likeliest."""
    weights = START.clone().requires_grad_(True)
    optimizer = torch.optim.Adam([weights], RATE)
    for _ in range(STEPS):
        losses = []
        for row in rows:
            scores = row.features @ weights / SHARPNESS
            likely = torch.logsumexp(scores[row.right], 0) + torch.logsumexp(scores[row.in_article], 0)
            losses.append(torch.logsumexp(scores, 0) - likely / 2)
        loss = torch.stack(losses).mean() + HELD * ((weights - START) ** 2).sum()
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return weights.detach()


def accuracy(rows: list[Sample], weights: torch.Tensor) -> tuple[int, int]:
    """How many have the right article first, and how many the right provision."""
    best = [int((row.features @ weights).argmax()) for row in rows]
    articles = sum(bool(row.in_article[b]) for row, b in zip(rows, best, strict=True))
    return articles, sum(bool(row.right[b]) for row, b in zip(rows, best, strict=True))


def main() -> None:
    rows = samples(Assistant())
    fold = {id: n % FOLDS for n, id in enumerate(sorted({row.conversation for row in rows}))}
    held_out = []
    for n in range(FOLDS):
        weights = fitted([row for row in rows if fold[row.conversation] != n])
        held_out.append(accuracy([row for row in rows if fold[row.conversation] == n], weights))
    for what, (articles, provisions) in {
        "as they are": accuracy(rows, START),
        "held out": tuple(map(sum, zip(*held_out, strict=True))),
    }.items():
        print(
            f"{what}: article {articles / len(rows):.3f}, provision {provisions / len(rows):.3f} of {len(rows)} turns"
        )
    weights = fitted(rows)
    print(dict(zip(NAMES, (weights / weights[:3].sum()).round(decimals=3).tolist(), strict=True)))


if __name__ == "__main__":
    main()
