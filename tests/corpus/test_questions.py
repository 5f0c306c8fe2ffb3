"""Anticipated and unanswerable questions, from files and as they are bundled."""

import json

import pytest

from corpus.errors import SourceError
from corpus.questions import AnticipatedQuestion, UnanswerableQuestion, digest, read_questions, read_unanswerable
from corpus.shelf.bundle import TEXTS
from corpus.shelf.collection import Corpus

CIS = Corpus.bundled()["cis-agreement"]


@pytest.fixture
def file(tmp_path):
    def write(*lines):
        path = tmp_path / "q.jsonl"
        path.write_text("\n".join(lines), encoding="utf-8")
        return path

    return write


def test_questions_of_a_file(file):
    path = file(
        '{"eid": "art_1", "question": "what  is\\ta virus?", "style": "lay"}', "", '{"eid": "art_2", "question": "é"}'
    )
    assert read_questions(path, CIS) == (
        AnticipatedQuestion("art_1", "what is a virus?"),
        AnticipatedQuestion("art_2", "é"),
    )
    path = file('{"category": "off_topic", "question": "pizza?"}', " ")
    assert read_unanswerable(path) == (UnanswerableQuestion("off_topic", "pizza?"),)


def test_an_instrument_without_questions(tmp_path):
    assert read_questions(tmp_path / "none.jsonl", CIS) == ()


@pytest.mark.parametrize("line", ["x", "[]", "null", "3", "{}", '{"eid": "art_1"}', '{"question": "?"}', '"eid"'])
def test_a_bad_line_is_named(file, line):
    path = file('{"eid": "art_1", "category": "c", "question": "q"}', "", line)
    with pytest.raises(SourceError, match=r'q\.jsonl, line 3: expected \{"eid"'):
        read_questions(path, CIS)
    if "question" not in line:
        with pytest.raises(SourceError, match=r'q\.jsonl, line 3: expected \{"category"'):
            read_unanswerable(path)


def test_a_provision_that_is_not_there_is_named(file):
    with pytest.raises(SourceError, match=r"line 1: .* has no provision 'art_99'"):
        read_questions(file('{"eid": "art_99", "question": "q"}'), CIS)


def test_a_file_that_is_no_text(tmp_path):
    (tmp_path / "q.jsonl").write_bytes(b'{"eid": "art_1", "question": "\xff"}')
    with pytest.raises(SourceError, match=r"q\.jsonl cannot be read"):
        read_questions(tmp_path / "q.jsonl", CIS)


def test_only_a_new_line_ends_a_line(file):
    (question,) = read_questions(file('{"eid": "art_1", "question": "one\u2028and\x85two"}'), CIS)
    assert question.question == "one and two"


def test_digests_tell_lists_apart():
    one, two = AnticipatedQuestion("a", "b"), AnticipatedQuestion("b", "a")
    assert digest([one, two]) == digest((one, two)) == digest(iter([one, two]))
    assert len({digest(questions) for questions in ([], [one], [two], [one, two], [two, one])}) == 5


@pytest.mark.parametrize("id", Corpus.bundled())
def test_bundled_questions_fit_their_instrument(id):
    questions = read_questions(TEXTS / f"{id}.questions.jsonl", Corpus.bundled()[id])
    assert len(questions) > 1000
    assert len(set(questions)) == len(questions), "no question stands twice"
    assert all(question.question for question in questions)


@pytest.mark.parametrize("id", Corpus.bundled())
def test_every_bundled_article_has_questions(id):
    instrument = Corpus.bundled()[id]
    questions = read_questions(TEXTS / f"{id}.questions.jsonl", instrument)
    asked = {instrument.article_of(instrument[question.eid]).eid for question in questions}
    assert {article.eid for article in instrument.articles} <= asked


def test_bundled_unanswerable_questions():
    questions = read_unanswerable(TEXTS / "unanswerable.jsonl")
    assert len(questions) > 500
    assert all(question.category and question.question for question in questions)
    anticipated = {
        json.loads(line)["question"].casefold()
        for id in Corpus.bundled()
        for line in (TEXTS / f"{id}.questions.jsonl").read_text(encoding="utf-8").splitlines()
    }
    assert not {question.question.casefold() for question in questions} & anticipated
