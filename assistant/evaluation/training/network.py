"""The network of the reader: half the layers of a cross-encoder that was trained on questions put to a search engine.

Every second layer of a teacher is a good start for a smaller network (Sanh et al., "DistilBERT", 2019).
"""

from __future__ import annotations

import re

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from tokenizers import Tokenizer
from torch import nn
from transformers import BertConfig, BertModel

from assistant.retrieval.reader import TOKENS
from assistant.retrieval.rerankers.cross_encoder import MS_MARCO

LAYERS = (0, 2, 4, 6, 8, 10)
"""Those that stay, of twelve."""
WIDTH = 384
Arrays = dict[str, torch.Tensor]


class Network(nn.Module):
    """A question and a text, joined, to one number: the higher, the better the text answers; 0 is in between."""

    def __init__(self) -> None:
        super().__init__()
        arrays = _as_floats()
        shape = BertConfig(hidden_size=WIDTH, intermediate_size=4 * WIDTH, num_hidden_layers=12)
        self.bert = BertModel(shape, add_pooling_layer=False)
        encoder = {name.removeprefix("bert."): a for name, a in arrays.items() if name.startswith("bert.e")}
        self.bert.load_state_dict(encoder, strict=False)
        self.bert.encoder.layer = nn.ModuleList(self.bert.encoder.layer[i] for i in LAYERS)
        self.bert.config.num_hidden_layers = len(LAYERS)
        self.dense, self.head = nn.Linear(WIDTH, WIDTH), nn.Linear(WIDTH, 1)
        for layer, name in ((self.dense, "bert.pooler.dense"), (self.head, "classifier")):
            layer.load_state_dict({"weight": arrays[f"{name}.weight"], "bias": arrays[f"{name}.bias"]})

    def forward(self, ids: torch.Tensor, mask: torch.Tensor, types: torch.Tensor) -> torch.Tensor:
        """One number a pair; all three are pairs by tokens."""
        states = self.bert(input_ids=ids, attention_mask=mask, token_type_ids=types).last_hidden_state
        first = torch.tanh(self.dense(states[:, 0].float()))
        scores: torch.Tensor = self.head(nn.functional.dropout(first, 0.1, self.training))
        return scores[:, 0]


def tokenizer() -> Tokenizer:
    """What makes tokens of pairs; a text that is too long is cut."""
    made = Tokenizer.from_str(MS_MARCO.tokenizer.to_str())
    made.enable_truncation(TOKENS, strategy="only_second")
    return made


def _as_floats() -> Arrays:
    """The weights of the start by name, as floats: in their file they have 8 bits, a scale and a zero."""
    graph = onnx.load(str(MS_MARCO.located())).graph
    stored = {one.name: numpy_helper.to_array(one) for one in graph.initializer}
    arrays = {name: a for name, a in stored.items() if a.dtype == np.float32 and re.search(r"\.(bias|weight)$", name)}
    for name in stored:
        if name.endswith("_quantized") and "embeddings" in name:
            arrays[name.removesuffix("_quantized")] = _float(stored, name.removesuffix("_quantized"))
    for node in graph.node:
        if node.op_type == "MatMulInteger" and node.input[1] in stored:
            arrays[_owner(node.name)] = _float(stored, node.input[1].removesuffix("_quantized")).T
    return {name: torch.tensor(array) for name, array in arrays.items()}


def _owner(node: str) -> str:
    """The parameter that a node multiplies by."""
    return re.sub(r"/(?:Gemm_)?MatMul.*|/Gemm.*", "", node).strip("/").replace("/", ".") + ".weight"


def _float(stored: dict[str, np.ndarray], name: str) -> np.ndarray:
    zero, scale = (stored[f"{name}_{what}"].astype(np.float32) for what in ("zero_point", "scale"))
    return (stored[f"{name}_quantized"].astype(np.float32) - zero) * scale
