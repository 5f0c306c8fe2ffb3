"""Training the reader and the encoder, from questions to the files that they are run from."""

import json
from random import Random

import numpy as np
import onnxruntime
import pytest

from assistant.evaluation.training.examples import Bundled, Example, Surroundings, bundled
from assistant.evaluation.training.export import INPUTS, export
from assistant.evaluation.training.learning import learn
from assistant.evaluation.training.lists import QuestionList, of_collection, read, write
from assistant.evaluation.training.network import tokenizer
from assistant.evaluation.training.tuning import tune
from corpus.shelf import bundle
from index.passages import passages_of
from index.vectors import unit

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
    export(network, "score", tmp_path / "reader.onnx")
    session = onnxruntime.InferenceSession(tmp_path / "reader.onnx")
    pair = tokenizer().encode("is there a bucket?", "Each well has a bucket.")
    feed = dict(zip(INPUTS, ([pair.ids], [pair.attention_mask], [pair.type_ids]), strict=True))
    assert losses
    assert session.run(None, feed)[0].shape == (1,)


WELLS = ("law", "art_1")
TURN = Example("and the rope?", 1, WELLS, turn=True)
SURROUNDINGS = Surroundings((WELLS,), {WELLS: ["is there a bucket?"]}, {WELLS: "Buckets"})


def test_a_turn_is_put_as_it_is_searched_and_a_question_as_it_is():
    chance = Random(1)  # noqa: S311 - no secret
    assert {SURROUNDINGS.put(TURN, chance) for _ in range(60)} == {
        "and the rope?",
        "is there a bucket? — and the rope?",
        "and the rope? (Buckets)",
    }
    assert {SURROUNDINGS.put(Example("who digs?", 1), chance) for _ in range(9)} == {"who digs?"}


def test_every_bundled_question_has_a_goal_of_its_own_provision():
    small = bundle.load(bundle.BUNDLED[-1])
    found = bundled([small])
    searched = {passage.eid for passage in passages_of(small)}
    asked = [one for one in bundle.anticipated(small) if one.eid in searched]
    assert [one.question for one in found.examples[: len(asked)]] == [one.question for one in asked]
    assert len({one.goal for one in found.examples if one.article}) == len({one.eid for one in asked})
    assert {one.goal for one in found.examples} == set(range(len(found.goals)))


@pytest.mark.filterwarnings("ignore")  # PyTorch warns of its own exporter
def test_what_was_tuned_runs_from_its_file(tmp_path):
    examples = (Example("is there a bucket?", 0, WELLS), TURN) * 32
    lists = [QuestionList("is there a bucket?", ("Each well has a bucket.",), ("Ropes are long.", "It rains."))] * 2
    losses = {}
    taught = Bundled(examples, (("Each well has a bucket.",), ("Ropes are long.",)), SURROUNDINGS)
    encoder = tune(taught, lists, 2, lambda step, _, loss: losses.__setitem__(step, loss))
    export(encoder, "states", tmp_path / "encoder.onnx")
    session = onnxruntime.InferenceSession(tmp_path / "encoder.onnx")
    ids = encoder.tokenizer.encode("Each well has a bucket.").ids
    states = session.run(None, dict(zip(INPUTS, ([ids], [[1] * len(ids)], [[0] * len(ids)]), strict=True)))[0]
    whole = encoder.vectors(["Each well has a bucket."]).detach().numpy()
    assert list(losses) == [1, 2]
    assert np.vdot(unit(states.mean(axis=1)), whole) > 0.99
