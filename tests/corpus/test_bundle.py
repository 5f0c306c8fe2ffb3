from __future__ import annotations

import pytest

from corpus import Corpus, find_pinpoints
from corpus.shelf import bundle
from corpus.shelf.bundle import BUNDLED, TEXTS, WAYS


def test_the_bundle_is_listed_in_its_order() -> None:
    assert tuple(Corpus.bundled()) == BUNDLED
    assert {path.stem for path in TEXTS.glob("*.txt")} == set(BUNDLED)


@pytest.mark.parametrize("id", BUNDLED)
def test_every_bundled_instrument_comes_with_questions_about_its_own_provisions(id: str) -> None:
    instrument = Corpus.bundled()[id]
    questions = bundle.anticipated(instrument)
    assert questions
    assert {question.eid for question in questions} <= set(instrument.provisions)


def test_questions_without_an_answer_say_why_there_is_none() -> None:
    assert all(question.category and question.question for question in bundle.unanswerable())


def test_what_can_be_asked_is_shown_by_questions_and_first_in_plain_words() -> None:
    assert len(WAYS) >= 3
    assert all(question.endswith("?") for way in WAYS for question in way.questions)
    assert not any(find_pinpoints(question) for question in WAYS[0].questions)


def test_no_module_of_the_corpus_names_a_bundled_instrument() -> None:
    told = {name for about in (i.about for i in Corpus.bundled().values()) for name in (about.id, about.short_title)}
    modules = [path for path in TEXTS.parent.rglob("*.py") if any(name in path.read_text() for name in told)]
    assert modules == []
