"""Texts to unit vectors: a fast ONNX Runtime path for the weights that installation brings, and
sentence-transformers for every other model, named by hub name or folder.

Both paths give the same vectors for the same model. Answering a question with the default
encoders imports no PyTorch.
"""

from __future__ import annotations

from index.encoders.base import Encoder, Tally
from index.encoders.bundled import BUNDLED, MINILM
from index.encoders.nano import NanoEncoder
from index.encoders.onnx import OnnxEncoder
from index.encoders.sentence_transformers import SentenceTransformerEncoder

__all__ = [
    "BUNDLED",
    "MINILM",
    "MULTILINGUAL",
    "Encoder",
    "NanoEncoder",
    "OnnxEncoder",
    "SentenceTransformerEncoder",
    "Tally",
    "load_encoder",
]


MULTILINGUAL = NanoEncoder()
"""Reads questions and texts in other languages than English; comes with the extra ``languages``."""


def load_encoder(name: str) -> Encoder:
    """The encoder of that name: a bundled one, or else any sentence-transformers model by name or folder.

    Nothing is read from disk before the encoder is first used.
    """
    return (
        BUNDLED.get(name) or (MULTILINGUAL if name == MULTILINGUAL.name else None) or SentenceTransformerEncoder(name)
    )
