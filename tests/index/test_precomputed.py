"""What is shipped of the bundled texts: vectors for every one, as the encoder gives them, and what they teach."""

from dataclasses import replace

import numpy as np
import pytest

from assistant.holdings import default_plan
from corpus.errors import ModelError
from corpus.questions import read_questions, read_unanswerable
from corpus.settings import HOME
from corpus.shelf.bundle import TEXTS
from corpus.shelf.collection import Corpus
from index import fits, precomputed
from index.builder import build
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
    assert missing == {"passage": [], "question": [], "unanswerable": []}, "run: python -m index"


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


def test_an_index_of_the_bundled_texts_learns_nothing(home):
    index = home / "indexes" / default_plan().contents.key
    keys = [kept.read_text() for kept in index.glob(f"encoder-*/*/{fits.KEY}")]
    assert len(keys) == len(BUNDLED) * len(fits.FITS)
    assert [key for key in keys if not precomputed.fit(key)] == [], "run: python -m index"


def test_what_is_shipped_is_what_would_be_learned(home, tmp_path, monkeypatch):
    bundled = home / "indexes" / default_plan().contents.key
    monkeypatch.setenv(HOME, str(tmp_path))
    monkeypatch.setattr(precomputed, "fit", lambda _key: None)
    build(replace(default_plan(), encoders=(BUNDLED["bge-small-en-v1.5"],)))
    for name in fits.FITS:
        (learned,) = tmp_path.glob(f"indexes/*/encoder-0/{name}/matrix.npy")
        shipped = bundled / "encoder-0" / name / "matrix.npy"
        assert np.abs(np.load(shipped) - np.load(learned)).max() < 1e-3


@pytest.mark.parametrize("place", [0, 100, 5_000, -30])
def test_a_damaged_file_says_so(tmp_path, monkeypatch, place):
    encoder = BUNDLED["bge-small-en-v1.5"]
    name = f"{encoder.digest}.npz"
    content = bytearray((precomputed.FOLDER / name).read_bytes())
    content[place : place + 16 if place >= 0 else None] = bytes(16)
    (tmp_path / name).write_bytes(content)
    monkeypatch.setattr(precomputed, "FOLDER", tmp_path)
    with pytest.raises(ModelError, match=r"is damaged .*: reinstall the package"):
        precomputed.vectors(encoder)
