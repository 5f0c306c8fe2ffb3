"""Fit how a follow-up is ranked: what its wordings weigh, and what the place of the dialogue adds.

Six numbers, fitted as a softmax over the candidates, a listwise loss (Cao, Qin, Liu, Tsai and Li, "Learning to rank",
2007), held out by conversation.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from assistant import Assistant
from assistant.conversation import Place
from assistant.evaluation.benchmark import Item
from assistant.evaluation.fitting.reading import SearchedTurn, searched_turns
from assistant.evaluation.fitting.record import Fit
from assistant.retrieval.dialogue import rank_variants
from assistant.weights import FollowUps, weights
from corpus.shelf.collection import Corpus

if TYPE_CHECKING:
    from torch import Tensor

WORDINGS = 3
"""Those of a turn by itself, after the topic, and in its article."""
FOLDS, STEPS, RATE = 10, 100, 0.03
DEPTH = 40
"""Candidates of each wording."""
SHARPNESS = 0.05
"""Difference of scores by which one candidate is e times likelier than another."""
HELD = 0.3
"""Weight of the square of the distance from where the fit starts, which is where the weights are now."""


@dataclass(frozen=True)
class Choice:
    """A follow-up turn: what there is to choose from, and which of it is right."""

    conversation: str
    features: Tensor
    """A row for each candidate, a column for each weight."""
    right: Tensor
    in_article: Tensor
    """Which stand in the article of one that is right."""


def fits(items: Sequence[Item], assistant: Assistant) -> tuple[Fit]:
    """The weights, fitted on the answerable follow-ups of a benchmark."""
    return (fit(of_turns(items, assistant)),)


def of_turns(items: Sequence[Item], assistant: Assistant) -> list[Choice]:
    """Every answerable follow-up that is searched in three wordings and has a right candidate."""
    found = [
        _candidates(turn, assistant)
        for turn in searched_turns(items, assistant)
        if turn.item.style == "follow-up" and turn.item.answerable and len(turn.variants) == WORDINGS
    ]
    return [one for one in found if one.right.any()]


def fit(rows: Sequence[Choice]) -> Fit:
    """The weights, the wordings' adding up to 1, with how often the right one comes first."""
    start = _start()
    before, held_out, found = accuracy(rows, start), _held_out(rows), fitted(rows)
    shares = (found / found[:WORDINGS].sum()).tolist()
    numbers = dict(zip(asdict(weights().followups), shares, strict=True))
    rounded = {name: round(-number if name == "known" else number, 3) for name, number in numbers.items()}
    said = (
        f"{what}: article {articles / len(rows):.3f}, provision {provisions / len(rows):.3f} of {len(rows)} turns"
        for what, (articles, provisions) in {"as they are": before, "held out": held_out}.items()
    )
    return Fit("followups", rounded, tuple(said))


def fitted(rows: Sequence[Choice]) -> Tensor:
    """The weights under which the right candidates, and those in the right article, are likeliest."""
    import torch

    start = _start()
    found = start.clone().requires_grad_(True)
    optimizer = torch.optim.Adam([found], RATE)
    for _ in range(STEPS):
        optimizer.zero_grad()
        loss = torch.stack([_surprise(row, found) for row in rows]).mean() + HELD * ((found - start) ** 2).sum()
        loss.backward()  # type: ignore[no-untyped-call]
        optimizer.step()
    return found.detach()


def accuracy(rows: Sequence[Choice], found: Tensor) -> tuple[int, int]:
    """How many have the right article first, and how many the right provision."""
    best = [int((row.features @ found).argmax()) for row in rows]
    articles = sum(bool(row.in_article[b]) for row, b in zip(rows, best, strict=True))
    return articles, sum(bool(row.right[b]) for row, b in zip(rows, best, strict=True))


def _held_out(rows: Sequence[Choice]) -> tuple[int, int]:
    fold = {id: n % FOLDS for n, id in enumerate(sorted({row.conversation for row in rows}))}
    articles = provisions = 0
    for n in sorted(set(fold.values())):
        found = fitted([row for row in rows if fold[row.conversation] != n])
        more = accuracy([row for row in rows if fold[row.conversation] == n], found)
        articles, provisions = articles + more[0], provisions + more[1]
    return articles, provisions


def _surprise(row: Choice, found: Tensor) -> Tensor:
    """How unlikely the right candidates are, and those in the right article: mean of both negative logarithms."""
    import torch

    scores = row.features @ found / SHARPNESS
    likely = torch.logsumexp(scores[row.right], 0) + torch.logsumexp(scores[row.in_article], 0)
    return torch.logsumexp(scores, 0) - likely / 2


def _start() -> Tensor:
    """The weights as they are; what was cited loses, so its weight is below 0 here."""
    import torch

    now: FollowUps = weights().followups
    return torch.tensor([now.alone, now.with_topic, now.with_heading, now.here, now.near, -now.known])


def _candidates(turn: SearchedTurn, assistant: Assistant) -> Choice:
    import torch

    corpus = assistant.corpus
    rankings = [ranking for ranking, _ in rank_variants(assistant.retriever, turn.variants)]
    scores = [{(p.instrument, p.eid): p.score for p in ranking.provisions} for ranking in rankings]
    places = sorted({(p.instrument, p.eid) for ranking in rankings for p in ranking.provisions[:DEPTH]})
    accepted = {(target.instrument, target.eid) for target in turn.item.accepted}
    articles = {_article(corpus, place) for place in accepted}
    home = _article(corpus, turn.cited[0]) if turn.cited else None
    lowest = [min(found.values(), default=0.0) for found in scores]
    rows = [
        [found.get(place, low) for found, low in zip(scores, lowest, strict=True)]
        + _place_of(place, _article(corpus, place), home, turn.cited)
        for place in places
    ]
    return Choice(
        turn.item.id,
        torch.tensor(rows, dtype=torch.float32),
        torch.tensor([place in accepted for place in places]),
        torch.tensor([_article(corpus, place) in articles for place in places]),
    )


def _place_of(place: Place, article: Place, home: Place | None, cited: Sequence[Place]) -> list[float]:
    """Whether a candidate stands in the instrument and in the article that the dialogue is in, and was just cited."""
    inside = home is not None and article[0] == home[0]
    return [float(inside), float(article == home), float(place in cited)]


def _article(corpus: Corpus, place: Place) -> Place:
    instrument = corpus[place[0]]
    return place[0], instrument.article_of(instrument[place[1]]).eid
