"""Index-time adaptation, on vectors of real questions and on plain geometry."""

from dataclasses import replace

import numpy as np
import pytest

from assistant.holdings import default_plan
from index.encoders import MINILM
from index.learning import Recipe, adapt
from index.passages import passages_of
from index.vectors import unit

RANDOM = np.random.default_rng(5)


def clouds(classes, dimension, each):
    """Questions around a place of their own for each class, and centres that lie elsewhere."""
    places = unit(RANDOM.normal(size=(classes, dimension)).astype(np.float32))
    targets = np.repeat(np.arange(classes), each)
    noise = 0.1 * RANDOM.normal(size=(len(targets), dimension))
    questions = unit((places[targets] + noise).astype(np.float32))
    centres = unit((0.4 * places + 0.25 * RANDOM.normal(size=places.shape)).astype(np.float32))
    return questions, targets, centres


QUESTIONS, TARGETS, CENTRES = clouds(20, 48, 12)


def hits(questions, targets, prototypes):
    return float((np.argmax(questions @ prototypes.T, axis=1) == targets).mean())


def test_prototypes_move_to_their_questions():
    fitted = adapt(QUESTIONS, TARGETS, CENTRES)
    turned = unit(QUESTIONS @ fitted.matrix)
    before = (QUESTIONS * CENTRES[TARGETS]).sum(axis=1).mean()
    after = (turned * fitted.prototypes[TARGETS]).sum(axis=1).mean()
    assert after > before + 0.1
    assert hits(turned, TARGETS, fitted.prototypes) > hits(QUESTIONS, TARGETS, CENTRES)
    assert np.linalg.norm(fitted.prototypes, axis=1) == pytest.approx(1, abs=1e-5)
    assert fitted.matrix.shape == (48, 48)


def test_what_it_starts_from_is_left_alone():
    questions, centres = QUESTIONS.copy(), CENTRES.copy()
    adapt(questions, TARGETS, centres)
    assert (questions == QUESTIONS).all()
    assert (centres == CENTRES).all()


def test_no_epochs_leave_the_plain_geometry():
    fitted = adapt(QUESTIONS, TARGETS, CENTRES, Recipe(epochs=0))
    assert (fitted.matrix == np.eye(48)).all()
    assert fitted.prototypes == pytest.approx(CENTRES, abs=1e-6)


def test_the_same_seed_gives_the_same_and_another_seed_another():
    one, same = adapt(QUESTIONS, TARGETS, CENTRES), adapt(QUESTIONS, TARGETS, CENTRES)
    other = adapt(QUESTIONS, TARGETS, CENTRES, replace(Recipe(), seed=8))
    assert (one.matrix == same.matrix).all()
    assert (one.prototypes == same.prototypes).all()
    assert (one.prototypes != other.prototypes).any()


@pytest.mark.parametrize(("questions", "classes"), [(1, 1), (1, 3), (3, 1)])
def test_very_little_to_learn_from(questions, classes):
    vectors = unit(RANDOM.normal(size=(questions, 8)).astype(np.float32))
    fitted = adapt(vectors, np.zeros(questions, np.int64), unit(np.ones((classes, 8), np.float32)))
    assert np.isfinite(fitted.matrix).all()
    assert np.isfinite(fitted.prototypes).all()


def test_held_out_questions_are_found_better_than_by_passages():
    """Every fifth question about the smaller instrument is kept from the fit."""
    source = default_plan().sources[1]
    passages = {}
    for passage in passages_of(source.instrument):
        passages.setdefault(passage.eid, passage.embedded)
    asked = [question for question in source.questions if question.eid in passages][::2]
    eids = sorted({question.eid for question in asked})
    centres = MINILM.texts([passages[eid] for eid in eids])
    questions = MINILM.texts([question.question for question in asked])
    targets = np.array([eids.index(question.eid) for question in asked])
    held = np.arange(len(asked)) % 5 == 0
    fitted = adapt(questions[~held], targets[~held], centres)
    learned = hits(questions[held] @ fitted.matrix, targets[held], fitted.prototypes)
    assert learned > hits(questions[held], targets[held], centres) + 0.1
