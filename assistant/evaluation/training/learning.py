"""Learns the reader by lists: which of some texts answers a question, or that none does.

The loss is a softmax over the texts of a list and a fixed zero that stands for "none" (Cao et al., "Learning to rank:
from pairwise approach to listwise approach", 2007), so that the number of one text has a meaning by itself.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import torch
from tokenizers import Encoding, Tokenizer
from torch.nn import functional

from assistant.evaluation.training.lists import QuestionList
from assistant.evaluation.training.network import Network, tokenizer

OTHERS = 4
"""Texts of a list beside the one that answers: all but one of them among the nearest."""
NEAREST = 8
BATCH = 16
"""Lists of a step."""
CHUNK = 512
"""Lists that are sorted by their length together, so that little is computed for padding."""
RATE = 1e-4
HEAD = 5.0
"""How much faster the last layers learn."""
WARM_UP = 100
SMOOTHING = 0.05

Told = Callable[[int, float], None]
"""Told of each step its number and its loss."""


@dataclass(frozen=True, slots=True)
class _Row:
    pairs: tuple[Encoding, ...]
    answered: bool
    """Whether the first pair is the answer."""

    @property
    def length(self) -> int:
        return max(len(pair.ids) for pair in self.pairs)


def learn(lists: Sequence[QuestionList], minutes: float, told: Told, seed: int = 0) -> Network:
    """A network that has learned from the lists for so long; shuffled and drawn anew in each round."""
    torch.manual_seed(seed)
    network = Network().train()
    body = [p for name, p in network.named_parameters() if name.startswith("bert")]
    head = [p for name, p in network.named_parameters() if not name.startswith("bert")]
    optimiser = torch.optim.AdamW([{"params": body, "of": 1.0}, {"params": head, "of": HEAD}], lr=RATE)
    began = time.monotonic()
    for step, batch in enumerate(_batches(lists, tokenizer(), random.Random(seed)), 1):  # noqa: S311 - no secret
        spent = (time.monotonic() - began) / 60 / minutes
        if spent >= 1:
            break
        for group in optimiser.param_groups:
            group["lr"] = RATE * group["of"] * min(1.0, step / WARM_UP) * max(0.02, 1 - spent)
        loss = _loss(network, batch)
        loss.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimiser.step()
        optimiser.zero_grad()
        told(step, float(loss.detach()))
    return network.eval()


def _batches(lists: Sequence[QuestionList], tokens: Tokenizer, chance: random.Random) -> Iterator[list[_Row]]:
    order = list(range(len(lists)))
    while True:
        chance.shuffle(order)
        for start in range(0, len(order), CHUNK):
            rows = [_row(lists[k], tokens, chance) for k in order[start : start + CHUNK] if lists[k].others]
            rows.sort(key=lambda row: row.length)
            batches = [rows[k : k + BATCH] for k in range(0, len(rows), BATCH)]
            chance.shuffle(batches)
            yield from batches


def _row(one: QuestionList, tokens: Tokenizer, chance: random.Random) -> _Row:
    near, far = list(one.others[:NEAREST]), list(one.others[NEAREST:])
    chance.shuffle(near)
    chance.shuffle(far)
    others = [*near[: OTHERS - 1], *far][:OTHERS]
    answer = [chance.choice(one.answers)] if one.answers else []
    return _Row(tuple(tokens.encode(one.question, text) for text in (*answer, *others)), bool(answer))


def _loss(network: Network, batch: Sequence[_Row]) -> torch.Tensor:
    with torch.autocast("cpu", dtype=torch.bfloat16):
        scores = network(*_padded([pair for row in batch for pair in row.pairs])).float()
    none, losses = torch.zeros(1), []
    for row, of_list in zip(batch, scores.split([len(row.pairs) for row in batch]), strict=True):
        right = torch.tensor([1 if row.answered else 0])
        choices = torch.cat([none, of_list])[None]
        losses.append(functional.cross_entropy(choices, right, label_smoothing=SMOOTHING))
    return torch.stack(losses).mean()


def _padded(pairs: Sequence[Encoding]) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    ids, mask, types = (torch.zeros(len(pairs), max(len(p.ids) for p in pairs), dtype=torch.long) for _ in range(3))
    for row, pair in enumerate(pairs):
        ids[row, : len(pair.ids)] = torch.tensor(pair.ids)
        mask[row, : len(pair.ids)] = 1
        types[row, : len(pair.ids)] = torch.tensor(pair.type_ids)
    return ids, mask, types
