"""A learned network as a file that ONNX Runtime runs, with weights in 8 bits."""

from __future__ import annotations

import hashlib
import tempfile
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.matmul_nbits_quantizer import MatMulNBitsQuantizer

from assistant.evaluation.training.network import Network
from assistant.evaluation.training.tuning import TunedEncoder

INPUTS = ("input_ids", "attention_mask", "token_type_ids")
OUTPUTS = {"score": {0: "texts"}, "states": {0: "texts", 1: "tokens"}}
"""What the reader gives, and what the encoder gives, by axis."""
BLOCK = 64
"""Weights that share a scale."""


def export(network: Network | TunedEncoder, output: str, path: Path) -> str:
    """Write the network; the SHA-256 of the file.

    Args:
        output: which of `OUTPUTS` it gives.
    """
    example = torch.ones(2, 16, dtype=torch.long)
    axes = {name: {0: "texts", 1: "tokens"} for name in INPUTS} | {output: OUTPUTS[output]}
    network.bert.set_attn_implementation("eager")
    with tempfile.TemporaryDirectory() as folder:
        whole = Path(folder) / "whole.onnx"
        torch.onnx.export(
            network.eval(),
            (example, example, torch.zeros_like(example)),
            str(whole),
            input_names=list(INPUTS),
            output_names=[output],
            dynamic_axes=axes,
            opset_version=17,
            dynamo=False,
        )
        _in_8_bits(whole, path)
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _in_8_bits(whole: Path, path: Path) -> None:
    """Embeddings and weights in 8 bits, these in blocks with a scale each.

    A scale for a whole column, as usual, turned the vectors of the tuned encoder away by 0.007 of a cosine, blocks by
    0.001: a point and a half of questions about unprepared treaties.
    """
    embedded = whole.with_name("embedded.onnx")
    quantize_dynamic(whole, embedded, weight_type=QuantType.QInt8, per_channel=True, op_types_to_quantize=["Gather"])
    weights = MatMulNBitsQuantizer(
        onnx.load(str(embedded)), bits=8, block_size=BLOCK, is_symmetric=True, accuracy_level=4
    )
    weights.process()
    weights.model.save_model_to_file(str(path))
