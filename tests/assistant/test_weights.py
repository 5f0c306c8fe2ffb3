"""The file of weights: read strictly, and saying where its numbers come from."""

import json
from dataclasses import asdict, fields

import pytest

from assistant.retrieval.ranking import Signals
from assistant.weights import PATH, SECTIONS, Logistic, read_weights, weights
from corpus.errors import WeightsError


@pytest.fixture
def changed(tmp_path):
    """Writes the shipped file with some change, and gives its path."""

    def write(change):
        content = json.loads(PATH.read_text(encoding="utf-8"))
        change(content)
        path = tmp_path / "weights.json"
        path.write_text(json.dumps(content), encoding="utf-8")
        return path

    return write


def test_the_shipped_file_is_read_once_and_whole():
    assert weights() is weights()
    assert read_weights(PATH) == weights()
    assert weights().origins.keys() == SECTIONS.keys() == json.loads(PATH.read_text(encoding="utf-8")).keys()


def test_a_model_of_confidence_looks_at_signals_alone():
    signals = {field.name for field in fields(Signals)} - {"learned", "turn", "crossed"}
    assert {field.name for field in fields(Logistic)} == signals | {"intercept"}


def test_the_wordings_of_a_turn_share_its_ranking():
    of = weights().followups
    assert of.alone + of.with_topic + of.with_heading == pytest.approx(1, abs=0.002)
    assert all(value > 0 for value in asdict(of).values())


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda c: c.pop("fusion"), "fusion is missing"),
        (lambda c: c.update(more={}), "more is not known; there are fusion"),
        (lambda c: c["fusion"].pop("words"), "fusion: words is missing"),
        (lambda c: c["fusion"].update(word=1), "fusion: word is not known; there are prototype"),
        (lambda c: c["fusion"].update(words="1"), "fusion.words is '1'; write a number"),
        (lambda c: c["fusion"].update(words=True), "fusion.words is True; write a number"),
        (lambda c: c["composition"].update(most=2.5), "composition.most is 2.5; write a whole number"),
        (lambda c: c["crossing"].pop("chosen_on"), "crossing does not say where its numbers come from"),
        (lambda c: c["crossing"].update(digest="00"), "crossing does not say where its numbers come from"),
    ],
)
def test_what_does_not_fit_is_refused_by_name(changed, change, said):
    with pytest.raises(WeightsError, match=f"{said}") as told:
        read_weights(changed(change))
    assert str(told.value).startswith("weights.json")


@pytest.mark.parametrize("text", [None, "", "{"])
def test_a_file_that_cannot_be_read_is_told(tmp_path, text):
    path = tmp_path / "weights.json"
    if text is not None:
        path.write_text(text, encoding="utf-8")
    with pytest.raises(WeightsError, match=r"weights\.json cannot be read .*reinstall"):
        read_weights(path)


def test_whole_numbers_are_numbers(changed):
    assert read_weights(changed(lambda c: c["fusion"].update(words=1))).fusion.words == 1.0
