"""Fits of weights: on a handful of made samples, and what they write into the file."""

import hashlib
import json
import random
import shutil
from pathlib import Path

import numpy as np
import pytest
import torch
from evaluation_cases import at, item
from typer.testing import CliRunner

from assistant.evaluation import read_benchmark
from assistant.evaluation.fitting import added, confidence, followups, ranking
from assistant.evaluation.fitting.__main__ import app
from assistant.evaluation.fitting.logistic import Sample, Task, fit
from assistant.evaluation.fitting.reading import searched_questions, searched_turns
from assistant.evaluation.fitting.record import COMMAND, Fit, digest_of, write
from assistant.evaluation.shipped import bundled
from assistant.retrieval.ranking import Ranked, Signals
from assistant.weights import PATH, read_weights, weights
from corpus.errors import WeightsError
from corpus.shelf.collection import Corpus

CORPUS = Corpus.bundled()
DATA = {
    path.name: path
    for path in (
        bundled("dev"),
        bundled("strangers-dev"),
        bundled("languages-dev"),
        Path(__file__).parents[2] / "benchmark" / "added_questions.jsonl",
        Path(__file__).parents[2] / "benchmark" / "treaties_dev.jsonl",
    )
}
FITTED = {"confidence": "confidence", "confidence_of_turns": "confidence", "followups": "followups"} | {
    "confidence_unlearned": "added",
    "fusion_unlearned": "ranking",
    "reading": "ranking",
}
"""The sections that a command fits, each with that."""
UN = "un-convention"


def made(count=120, seed=1):
    """Samples of which the answerable have higher scores, and nothing else tells anything."""
    dice = random.Random(seed)  # noqa: S311 - a test must repeat
    for n in range(count):
        answerable = n % 3 != 0
        gold = (at("art_12", UN),) if answerable else ()
        signals = Signals(dice.gauss(1.5 if answerable else 0.5, 0.2), *(dice.random() for _ in range(7)), 1.0)
        yield Sample(item(*gold, id=f"q{n}"), Ranked(UN, "art_12" if n % 4 else "art_13", signals.score), signals)


def logit(numbers, signals):
    return numbers["intercept"] + sum(w * getattr(signals, name) for name, w in numbers.items() if name != "intercept")


def test_a_model_finds_what_tells_and_declines_as_many_as_it_may():
    samples = list(made())
    task = Task(("score", "cover"), declined=0.05, strength=1.0)
    model = fit(task, samples, [one.item.answerable for one in samples])
    assert model.numbers["score"] > 5 * abs(model.numbers["cover"])
    assert model.declined > 0.8
    above = [logit(model.numbers, one.signals) >= 0.405 for one in samples if one.item.answerable]
    assert 0.9 <= sum(above) / len(above) <= 1


def test_each_fit_of_confidence_is_for_its_section():
    samples = list(made())
    assert confidence.fit_questions(samples, CORPUS).section == "confidence"
    turns = confidence.fit_turns(samples, CORPUS)
    assert turns.section == "confidence_of_turns"
    assert turns.report[0] == "120 turns, 80 answerable, 60 with the right article first"
    unlearned = [Sample(one.item, one.best, Signals(one.signals.score, *[0.5] * 7, 0.0)) for one in samples]
    assert added.fit_unlearned(unlearned).numbers.keys() == {"intercept", "score", "category", "read"}


def choices(count=12):
    """Follow-ups that the wording with the topic finds, while that by itself finds another provision."""
    others = [0.5, 1.0, 0.0, 0.0]
    rows = torch.tensor([[0.9, 0.1, *others], [0.1, 0.9, *others], [0.0, 0.0, 0.0, 0.0, 0.0, 1.0]])
    right = torch.tensor([False, True, False])
    return [followups.Choice(f"c{n}", rows, right, right) for n in range(count)]


def test_the_wording_that_finds_the_answer_gains():
    found = followups.fit(choices())
    assert found.section == "followups"
    assert found.numbers["with_topic"] > weights().followups.with_topic
    assert found.numbers["alone"] < weights().followups.alone
    assert sum(found.numbers[name] for name in ("alone", "with_topic", "with_heading")) == pytest.approx(1, abs=0.002)
    assert found.report[0].startswith("as they are: article 0.000")
    assert found.report[1].startswith("held out: article 1.000")


def lists(count=30, seed=2):
    """Questions whose answer stands out by its words alone, while passages are as near as chance has it."""
    dice = np.random.default_rng(seed)
    for n in range(count):
        eids = tuple(f"art_{k}" for k in range(1, 7))
        right = np.arange(6) == n % 6
        views = {name: dice.random(6) for name in ("passage", *ranking.READ)} | {"words": right + 0.2 * dice.random(6)}
        yield ranking.Row(f"treaty-{n % 3}", eids, views, right)


def test_the_view_that_tells_the_answer_weighs_most_and_is_tried_on_other_instruments():
    rows = list(lists())
    found = ranking.fitted(rows)
    assert abs(found["words"]) > 3 * max(abs(found[name]) for name in ("passage", *ranking.READ))
    assert ranking.report(rows)[-1] == "held out: right article first 1.000, right provision 1.000"


@pytest.fixture(scope="module")
def conversation():
    """The longest of the dev conversations."""
    items = read_benchmark(bundled("dev"), CORPUS)
    longest = max((one for one in items if one.turn is not None), key=lambda one: one.turn)
    return [one for one in items if one.id == longest.id]


def test_single_questions_that_are_searched(assistant):
    items = read_benchmark(bundled("dev"), CORPUS)[:40]
    assert 20 < len(list(searched_questions(items, CORPUS))) <= 40
    samples = confidence.of_questions(items[:5], assistant)
    assert samples
    assert all(not one.signals.turn for one in samples)
    assert len(added.ranked(items[:5], assistant)) == len(samples)


def test_turns_that_are_searched_after_those_before_them(assistant, conversation):
    turns = list(searched_turns(conversation, assistant))
    assert turns
    for turn in turns:
        assert sum(variant.weight for variant in turn.variants) == pytest.approx(1)
        assert all(variant.question.leans for variant in turn.variants)
    assert all(one.signals.turn for one in confidence.of_turns(conversation, assistant))
    rows = followups.of_turns(conversation, assistant)
    assert rows
    for row in rows:
        assert row.features.shape == (len(row.right), 6)
        assert row.right.sum() <= row.in_article.sum()


# --- the file of weights --------------------------------------------------------------------------------


def test_digests_are_those_of_the_data_and_every_fitted_section_names_its_command():
    for section, origin in weights().origins.items():
        assert {*origin.fitted_on, *origin.chosen_on} <= DATA.keys(), section
        if origin.fitted_on:
            assert origin.digest == digest_of(DATA[name] for name in origin.fitted_on), section
        assert origin.by.startswith(f"{COMMAND} {FITTED[section]}" if section in FITTED else ""), section


@pytest.fixture
def copy(tmp_path):
    return Path(shutil.copy(PATH, tmp_path))


def test_a_fit_is_written_into_its_section_alone(copy, tmp_path):
    data = tmp_path / "data.jsonl"
    data.write_bytes(b"one\n")
    write([Fit("followups", {"alone": 0.6}, ())], [data, data], "the command", copy)
    after = read_weights(copy)
    assert (after.followups.alone, after.followups.near) == (0.6, weights().followups.near)
    origin = after.origins["followups"]
    assert (origin.fitted_on, origin.by, origin.chosen_on) == (("data.jsonl",) * 2, "the command", ())
    assert origin.digest == hashlib.sha256(b"one\none\n").hexdigest()
    before, now = (json.loads(path.read_text(encoding="utf-8")) for path in (PATH, copy))
    assert {name: row for name, row in now.items() if name != "followups"} == {
        name: row for name, row in before.items() if name != "followups"
    }
    assert list(now) == list(before)


def test_a_fit_changes_no_other_line_of_the_file(copy):
    write([Fit("followups", {}, ())], [], "x", copy)
    before, after = (set(path.read_text(encoding="utf-8").splitlines()) for path in (PATH, copy))
    assert {line.split(":")[0].strip() for line in after - before} <= {'"fitted_on"', '"digest"', '"by"'}


def test_numbers_that_the_file_cannot_hold_leave_it_as_it_was(copy):
    before = copy.read_bytes()
    with pytest.raises(WeightsError, match="best is not known"):
        write([Fit("followups", {"best": 1.0}, ())], [], "x", copy)
    assert copy.read_bytes() == before
    assert list(copy.parent.iterdir()) == [copy]


def test_the_command_names_its_fits():
    told = CliRunner().invoke(app, ["--help"])
    assert all(name in told.output for name in ("confidence", "followups", "added", "ranking"))
