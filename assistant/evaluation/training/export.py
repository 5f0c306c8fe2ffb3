"""A learned network as a file that ONNX Runtime runs, with weights in 8 bits."""

from __future__ import annotations

import hashlib
import tempfile
from pathlib import Path

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic

from assistant.evaluation.training.network import Network

INPUTS = ("input_ids", "attention_mask", "token_type_ids")


def export(network: Network, path: Path) -> str:
    """Write the network; the SHA-256 of the file."""
    example = torch.ones(2, 16, dtype=torch.long)
    axes = {name: {0: "pairs", 1: "tokens"} for name in INPUTS} | {"score": {0: "pairs"}}
    network.bert.set_attn_implementation("eager")
    with tempfile.TemporaryDirectory() as folder:
        whole = Path(folder) / "reader.onnx"
        torch.onnx.export(
            network.eval(),
            (example, example, torch.zeros_like(example)),
            str(whole),
            input_names=list(INPUTS),
            output_names=["score"],
            dynamic_axes=axes,
            opset_version=17,
            dynamo=False,
        )
        quantize_dynamic(whole, path, weight_type=QuantType.QInt8, per_channel=True)
    return hashlib.sha256(path.read_bytes()).hexdigest()
