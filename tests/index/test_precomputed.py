"""The shipped vectors: there for every bundled text, and those that the encoder would give."""

import numpy as np
import pytest

from corpus.questions import read_questions, read_unanswerable
from corpus.shelf.bundle import TEXTS
from corpus.shelf.collection import Corpus
from index import precomputed
from index.encoders import BUNDLED
from index.passages import passages_of

ENCODERS = pytest.mark.parametrize("encoder", BUNDLED.values(), ids=BUNDLED)


def bundled() -> dict[str, list[str]]:
    instruments = Corpus.bundled().values()
    return {
        "passage": [passage.embedded for i in instruments for passage in passages_of(i)],
        "question": [q.question for i in instruments for q in read_questions(TEXTS / f"{i.id}.questions.jsonl", i)],
        "unanswerable": [question.question for question in read_unanswerable(TEXTS / "unanswerable.jsonl")],
    }


@ENCODERS
def test_every_bundled_text_has_its_vector(encoder):
    shipped = precomputed.vectors(encoder)
    missing = {
        what: [text for text, key in zip(texts, precomputed.keys_of(texts), strict=True) if (what, key) not in shipped]
        for what, texts in bundled().items()
    }
    assert missing == {"passage": [], "question": [], "unanswerable": []}, "run: python -m index.precomputed"


@ENCODERS
def test_the_vectors_are_those_of_the_texts(encoder):
    shipped = precomputed.vectors(encoder)
    texts = bundled()["question"][::400]
    exact = encoder.texts(texts)
    kept = np.stack([shipped["question", key] for key in precomputed.keys_of(texts)])
    assert (exact * kept).sum(axis=1).min() > 0.97


def test_other_weights_have_none(tmp_path, monkeypatch):
    monkeypatch.setattr(precomputed, "FOLDER", tmp_path)
    assert precomputed.vectors(BUNDLED["bge-small-en-v1.5"]) == {}
