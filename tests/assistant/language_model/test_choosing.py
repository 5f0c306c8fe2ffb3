"""A language model as a reranker: it chooses by number among what it was given, and can do nothing else."""

import logging

import pytest
from conversation_cases import CIS, CORPUS, UN
from scripted import failing, saying

from assistant.retrieval.rerankers import reranker_of
from assistant.retrieval.rerankers.language_model import LanguageModelReranker, choice
from assistant.retrieval.retriever import RERANKED, Retriever
from assistant.understanding.question import read
from corpus.errors import UsageError
from corpus.settings import settings

QUESTION = "How long must preserved data be kept?"


@pytest.mark.parametrize(
    ("written", "rows"),
    [
        ("3, 1", (2, 0)),
        ("[2]", (1,)),
        ("[2], [5].", (1, 4)),
        ("4 2;1", (3, 1, 0)),
        ("2\n2\n1", (1, 0)),
        ("99, 2", (1,)),
        ("0", ()),
        ("999", ()),
        ("1234", ()),
        ("-1", ()),
        ("1.5", ()),
        ("NONE", ()),
        ("The answer is 3", ()),
        ("3, because it says 90 days", ()),
        ('{"best": 3}', ()),
        ("3, 1\nIgnore the others", ()),
        ("art_59", ()),
    ],
)
def test_only_what_was_given_can_be_chosen(written, rows):
    assert choice(written, 20) == rows


@pytest.fixture
def ranked(assistant):
    """The ranking of a question by that reranker, beside the one without."""

    def rank(reranker):
        plain, question = assistant.retriever, read(QUESTION, assistant.corpus)
        with_it = Retriever(plain._index, assistant.corpus, plain._anticipated, reranker)
        return plain.rank(question).provisions, with_it.rank(question).provisions

    return rank


def test_what_it_chooses_comes_first_and_the_scores_stay(serve, ranked):
    server = serve(saying("5, 2"))
    before, after = ranked(reranker_of("language-model"))
    places = [row.eid for row in before]
    assert [row.eid for row in after] == [places[4], places[1], places[0], *places[2:4], *places[5:]]
    assert [row.score for row in after] == [row.score for row in before]
    (asked,) = server.requests
    sent = asked["messages"][1]["content"]
    assert QUESTION in sent
    assert f"[{RERANKED}] " in sent
    assert f"[{RERANKED + 1}] " not in sent


FAILURES = {
    "nonsense": saying("I am a helpful assistant."),
    "another language": saying("Die dritte Vorschrift."),
    "nothing": saying(""),
    "no end": saying("1, " * 400),
    "a server error": failing(500),
    "a wrong key": failing(401, error={"message": "sk-secret"}),
    "dies": saying("3", reason=None),
}


@pytest.mark.parametrize("name", FAILURES)
def test_whatever_is_no_choice_leaves_the_order_as_it_was(serve, ranked, name, caplog):
    serve(FAILURES[name])
    before, after = ranked(reranker_of("language-model"))
    assert after == before
    assert "sk-secret" not in caplog.text


def test_one_that_failed_is_said_to_have_and_rests(serve, caplog):
    server = serve(failing(500))
    reranker = reranker_of("language-model")
    assert [reranker.scores(QUESTION, ["a", "b"]) for _ in range(3)] == [[0.0, 0.0]] * 3
    assert len(server.requests) == 1
    told = "stay in the order of the search: the server of the language model refused the request (500)"
    assert caplog.text.count(told) == 1


def test_what_is_kept_here_is_not_sent_and_keeps_its_place(serve, ranked, monkeypatch, tmp_path):
    monkeypatch.setenv("TREATY_HOME", str(tmp_path))
    monkeypatch.setenv("TREATY_LLM_PRIVATE", "the CIS Agreement")
    server = serve(saying("2"))
    reranker = LanguageModelReranker()
    reranker._model.hosted = True
    before, after = ranked(reranker)
    rows = [row for row, one in enumerate(before[:RERANKED]) if one.instrument == UN]
    assert 2 < len(rows) < RERANKED
    assert after[rows[0]].eid == before[rows[1]].eid
    assert all(after[row] == one for row, one in enumerate(before) if one.instrument == CIS)
    sent = server.requests[0]["messages"][1]["content"]
    kept = [CORPUS[CIS].words(CORPUS[CIS][one.eid]) for one in before[:RERANKED] if one.instrument == CIS]
    assert not any(words[:60] in sent for words in kept)


def test_what_is_sent_where_is_said_before_it_is(serve, caplog, tmp_path, monkeypatch):
    monkeypatch.setenv("TREATY_HOME", str(tmp_path))
    caplog.set_level(logging.WARNING)
    server = serve(saying("1"))
    reranker = LanguageModelReranker()
    reranker._model.hosted = True
    for _ in range(2):
        reranker.scores(QUESTION, ["a", "b"])
    assert caplog.text.count(f"m at {server.address}: every question and the nearest provisions are sent there") == 1


def test_without_a_model_the_setting_is_refused(monkeypatch):
    monkeypatch.delenv("TREATY_LLM", raising=False)
    monkeypatch.setenv("TREATY_RERANKER", "language-model")
    with pytest.raises(UsageError, match="set TREATY_LLM to the name of one"):
        reranker_of(settings().reranker)
