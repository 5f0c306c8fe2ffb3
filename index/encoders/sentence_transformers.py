"""Any model of sentence-transformers, by name or folder."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np

from corpus.errors import ModelError
from index.encoders.base import Tally
from index.vectors import Vectors

SENTENCES = 256
"""Texts handed to sentence-transformers at once; it batches them itself."""


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
            raise ModelError(f"the model {self.name!r} cannot be loaded: {_fault(self.name)}") from error

    @cached_property
    def digest(self) -> str:
        """Of the first layer's weights: names alone do not tell two versions of a model apart."""
        weights = next(self._model.parameters()).detach().numpy()
        return hashlib.sha256(self.name.encode() + weights.tobytes()).hexdigest()[:32]

    @cached_property
    def dimension(self) -> int:
        """See :class:`Encoder`."""
        return int(self._model.get_embedding_dimension())

    def texts(self, texts: Sequence[str], progress: Tally | None = None) -> Vectors:
        """See :class:`Encoder`."""
        return self._encode(self._model.encode_document, texts, progress)

    def queries(self, questions: Sequence[str]) -> Vectors:
        """See :class:`Encoder`."""
        return self._encode(self._model.encode_query, questions, None)

    def _encode(self, encode: Any, texts: Sequence[str], progress: Tally | None) -> Vectors:
        parts = [np.zeros((0, self.dimension), dtype=np.float32)]
        for first in range(0, len(texts), SENTENCES):
            part = list(texts[first : first + SENTENCES])
            parts.append(np.asarray(encode(part, normalize_embeddings=True, show_progress_bar=False), np.float32))
            if progress:
                progress(len(part))
        return np.concatenate(parts)


def _fault(name: str) -> str:
    """What is wrong with the name of a model that cannot be loaded; the library's own words speak of its inside."""
    place = Path(name).expanduser()
    if place.is_dir():
        return "the folder holds no sentence-transformers model that can be read; name one that does"
    if place.is_absolute() or name.startswith((".", "~")):
        return "there is no such folder; name one that holds a sentence-transformers model"
    return "it is no folder, and no hub gave a model of that name; check the name and the network, or name a folder"
