"""Training the reader, from lists to the file that it is run from."""

import json

import onnxruntime
import pytest

from assistant.evaluation.training.export import INPUTS, export
from assistant.evaluation.training.learning import learn
from assistant.evaluation.training.lists import QuestionList, of_collection, read, write
from assistant.evaluation.training.network import tokenizer

TREATY = (
    "# Treaty on Wells\n\n## Article 1 Buckets\n\nEach well has a bucket.\n\n## Article 2 Ropes\n\nRopes are long.\n"
)


@pytest.fixture
def collection(tmp_path):
    (tmp_path / "wells.md").write_text(TREATY)
    rows = [
        {"eid": "art_1", "also_ok": [], "question": "is there something to draw water with?"},
        {"eid": "", "also_ok": [], "question": "who digs the well?"},
    ]
    (tmp_path / "wells.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    return tmp_path


def test_lists_have_what_answers_on_one_side_and_the_rest_on_the_other(collection):
    answered, unanswered = of_collection(collection)
    assert ["bucket" in text for text in answered.answers] == [True]
    assert not any("bucket" in text for text in answered.others)
    assert unanswered.answers == ()
    assert len(unanswered.others) > len(answered.others)


def test_lists_come_back_from_their_file(collection, tmp_path):
    lists = list(of_collection(collection))
    assert write(lists, tmp_path / "lists.jsonl") == len(lists)
    assert read(tmp_path / "lists.jsonl") == lists


@pytest.mark.filterwarnings("ignore")  # PyTorch warns of its own exporter
def test_what_was_learned_runs_from_its_file(tmp_path):
    lists = [QuestionList("is there a bucket?", ("Each well has a bucket.",), ("Ropes are long.", "It rains."))] * 4
    losses = {}
    network = learn(lists, 0.02, losses.__setitem__)
    export(network, tmp_path / "reader.onnx")
    session = onnxruntime.InferenceSession(tmp_path / "reader.onnx")
    pair = tokenizer().encode("is there a bucket?", "Each well has a bucket.")
    feed = dict(zip(INPUTS, ([pair.ids], [pair.attention_mask], [pair.type_ids]), strict=True))
    assert losses
    assert session.run(None, feed)[0].shape == (1,)
