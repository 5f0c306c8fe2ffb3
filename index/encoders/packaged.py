"""Models that ONNX Runtime runs from weights that an installed package carries.

The package is located, never imported; the digests of weights and tokenizer are checked before they are loaded.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from corpus.errors import ModelError

if TYPE_CHECKING:
    import onnxruntime
    import tokenizers


@dataclass(frozen=True)
class PackagedModel:
    """A BERT-like model of an installed package, with its tokenizer; loaded when first used."""

    name: str
    weights: tuple[str, str]
    """Package and path inside it."""
    tokenizer_file: tuple[str, str]
    """The same of the tokenizer."""
    sha256: str
    """Of the weights."""
    tokenizer_sha256: str
    max_tokens: int
    """What is longer is cut."""

    @cached_property
    def session(self) -> onnxruntime.InferenceSession:
        """The weights, ready to run.

        Raises:
            ModelError: they are missing, or not those expected.
        """
        onnxruntime = _runtime()
        path = self.located()
        self._check_digest("weights", path, self.sha256)
        options = onnxruntime.SessionOptions()
        options.log_severity_level = 3
        options.enable_cpu_mem_arena = False  # an arena keeps the largest batch's memory for good
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])

    @cached_property
    def tokenizer(self) -> tokenizers.Tokenizer:
        """What makes tokens of text.

        Raises:
            ModelError: its file is missing, or not the one expected.
        """
        from tokenizers import Tokenizer

        path = self._located(*self.tokenizer_file)
        self._check_digest("tokenizer", path, self.tokenizer_sha256)
        tokenizer = Tokenizer.from_file(str(path))
        tokenizer.enable_truncation(self.max_tokens)
        tokenizer.no_padding()
        return tokenizer

    def located(self) -> Path:
        """The file of the weights.

        Raises:
            ModelError: it is missing.
        """
        return self._located(*self.weights)

    def _located(self, package: str, path: str) -> Path:
        spec = importlib.util.find_spec(package)
        folders = spec.submodule_search_locations if spec else None
        file = Path(folders[0]) / path if folders else None
        if file is None or not file.is_file():
            raise ModelError(f"the weights of {self.name} are missing: reinstall the package {package}")
        return file

    def _check_digest(self, what: str, path: Path, expected: str) -> None:
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        if digest != expected:
            raise ModelError(
                f"the {what} of {self.name}, {path.name}, is not what was expected (sha256 {digest[:12]}…): "
                "reinstall the package"
            )


def _runtime() -> Any:  # the package is typed in part only
    """ONNX Runtime, kept from reporting: from 1.29 on it tells its maker of each model loaded, unless told not to.

    The variable counts while the package is imported, the call where something else has imported it before.
    """
    os.environ.setdefault("ORT_DISABLE_TELEMETRY", "1")
    import onnxruntime

    onnxruntime.disable_telemetry_events()
    return onnxruntime
