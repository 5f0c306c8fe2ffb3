"""Encoders run by ONNX Runtime, from weights in 8 bits that another package carries."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from index.encoders.base import Tally
from index.encoders.packaged import PackagedModel
from index.vectors import Floats, Vectors, unit

TOKENS = 2048
"""Tokens of a batch, padding included: bounds the memory of a run."""


@dataclass(frozen=True)
class OnnxEncoder:
    """A BERT-like encoder run by ONNX Runtime from weights that another package carries."""

    model: PackagedModel
    pooling: str
    """``cls`` or ``mean``, as the model was trained."""
    query_prefix: str
    dimension: int = 384

    @property
    def name(self) -> str:
        """See :class:`Encoder`."""
        return self.model.name

    @property
    def digest(self) -> str:
        """See :class:`Encoder`."""
        return f"{self.model.sha256[:16]}-{self.pooling}-{self.model.max_tokens}"

    @property
    def symmetric(self) -> bool:
        """See :class:`Encoder`."""
        return not self.query_prefix

    def texts(self, texts: Sequence[str], progress: Tally | None = None) -> Vectors:
        """See :class:`Encoder`."""
        return self._encode(texts, progress)

    def queries(self, questions: Sequence[str]) -> Vectors:
        """See :class:`Encoder`."""
        return self._encode([self.query_prefix + question for question in questions], None)

    def _encode(self, texts: Sequence[str], progress: Tally | None) -> Vectors:
        """Batches hold texts of similar length, so that little is computed for padding."""
        vectors = np.zeros((len(texts), self.dimension), dtype=np.float32)
        ids = [encoding.ids for encoding in self.model.tokenizer.encode_batch(list(texts))]
        order = sorted(range(len(ids)), key=lambda i: len(ids[i]))
        for rows in _batches(order, [len(row) for row in ids]):
            vectors[rows] = self._run([ids[row] for row in rows])
            if progress:
                progress(len(rows))
        return vectors

    def _run(self, batch: Sequence[Sequence[int]]) -> Vectors:
        tokens = np.zeros((len(batch), max(map(len, batch))), dtype=np.int64)
        mask = np.zeros_like(tokens)
        for row, ids in enumerate(batch):
            tokens[row, : len(ids)] = ids
            mask[row, : len(ids)] = 1
        feed = {"input_ids": tokens, "attention_mask": mask, "token_type_ids": np.zeros_like(tokens)}
        states: Floats = np.asarray(self.model.session.run(None, feed)[0])
        if self.pooling == "cls":
            return unit(states[:, 0])
        weights = mask[:, :, None].astype(np.float32)
        return unit((states * weights).sum(axis=1) / weights.sum(axis=1))


def _batches(order: Sequence[int], lengths: Sequence[int]) -> Iterator[list[int]]:
    """Rows in the given order, shortest first, cut so that no batch exceeds `TOKENS` when padded."""
    batch: list[int] = []
    for row in order:
        if batch and (len(batch) + 1) * lengths[row] > TOKENS:
            yield batch
            batch = []
        batch.append(row)
    if batch:
        yield batch
