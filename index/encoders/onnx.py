"""Encoders run by ONNX Runtime, from weights in 8 bits that another package carries."""

from __future__ import annotations

import hashlib
import importlib.util
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from corpus.errors import ModelError
from index.encoders.base import Tally
from index.vectors import Floats, Vectors, unit

if TYPE_CHECKING:
    import onnxruntime
    import tokenizers

TOKENS = 2048
"""Tokens of a batch, padding included: bounds the memory of a run."""


@dataclass(frozen=True)
class OnnxEncoder:
    """A BERT-like encoder run by ONNX Runtime from weights that another package carries."""

    name: str
    weights: tuple[str, str]
    """Package and path inside it; the package is located, never imported."""
    tokenizer: tuple[str, str]
    sha256: str
    pooling: str
    """``cls`` or ``mean``, as the model was trained."""
    query_prefix: str
    max_tokens: int
    dimension: int = 384

    @property
    def digest(self) -> str:
        """See :class:`Encoder`."""
        return f"{self.sha256[:16]}-{self.pooling}-{self.max_tokens}"

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

    @cached_property
    def _session(self) -> onnxruntime.InferenceSession:
        onnxruntime = _runtime()
        path = _packaged(self.name, *self.weights)
        _check_digest(self.name, path, self.sha256)
        options = onnxruntime.SessionOptions()
        options.log_severity_level = 3
        options.enable_cpu_mem_arena = False  # an arena keeps the largest batch's memory for good
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])

    @cached_property
    def _tokenizer(self) -> tokenizers.Tokenizer:
        from tokenizers import Tokenizer

        tokenizer = Tokenizer.from_file(str(_packaged(self.name, *self.tokenizer)))
        tokenizer.enable_truncation(self.max_tokens)
        tokenizer.no_padding()
        return tokenizer

    def _encode(self, texts: Sequence[str], progress: Tally | None) -> Vectors:
        """Batches hold texts of similar length, so that little is computed for padding."""
        vectors = np.zeros((len(texts), self.dimension), dtype=np.float32)
        ids = [encoding.ids for encoding in self._tokenizer.encode_batch(list(texts))]
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
        states: Floats = np.asarray(self._session.run(None, feed)[0])
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


def _runtime() -> Any:  # the package is typed in part only
    """ONNX Runtime, kept from reporting: from 1.29 on it tells its maker of each model loaded, unless told not to.

    The variable counts while the package is imported, the call where something else has imported it before.
    """
    os.environ.setdefault("ORT_DISABLE_TELEMETRY", "1")
    import onnxruntime

    onnxruntime.disable_telemetry_events()
    return onnxruntime


def _packaged(name: str, package: str, path: str) -> Path:
    spec = importlib.util.find_spec(package)
    folders = spec.submodule_search_locations if spec else None
    file = Path(folders[0]) / path if folders else None
    if file is None or not file.is_file():
        raise ModelError(f"the weights of {name} are missing: reinstall the package {package}")
    return file


def _check_digest(name: str, path: Path, expected: str) -> None:
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    if digest != expected:
        raise ModelError(f"the weights of {name} are not those expected (sha256 {digest[:12]}…): reinstall the package")
