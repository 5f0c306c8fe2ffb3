"""A turn of a dialogue that a language model puts in full, beside what the rules read."""

from dataclasses import replace

import pytest
from conversation_cases import CORPUS, PRESERVED, UN, talk
from scripted import failing, saying

from assistant import Assistant
from assistant.language_model import Unwritten, language_model_of
from assistant.language_model.standing_alone import stand_alone
from corpus.errors import UsageError
from corpus.settings import settings

TURN = "and is that so for anybody?"
IN_FULL = "How long must preserved information be kept under the UN draft convention?"


def put_in_full(private=(), hosted=False):
    model = language_model_of(settings())
    model.hosted = hosted
    return stand_alone(TURN, talk(PRESERVED), CORPUS, model, private)


def test_it_is_told_what_was_asked_and_where_the_answer_stood(serve):
    server = serve(saying(IN_FULL))
    assert put_in_full() == IN_FULL
    sent = server.requests[0]["messages"][1]["content"]
    heading = CORPUS[UN]["art_59"].heading
    assert all(words in sent for words in (PRESERVED, TURN, heading, CORPUS[UN].about.short_title))
    assert CORPUS[UN].words(CORPUS[UN]["art_59__para_6"])[:60] not in sent


@pytest.mark.parametrize(
    "written",
    [
        "What is the capital of France?",
        "How long must preserved data be kept under the GDPR?",
        "Preserved data must be kept for ninety days.",
        f"{IN_FULL}\n{IN_FULL}",
        f"Here is the question: {IN_FULL}",
        "How long must preserved data be kept?\x1b[31m",
        "kept " * 100,
        TURN,
        "What is it?",
        '{"question": "How long?"}',
        "данные хранятся",
    ],
)
def test_a_word_that_nobody_said_and_what_is_no_question_are_not_taken(serve, written):
    serve(saying(written))
    assert put_in_full() == ""


def test_what_was_cited_of_an_instrument_that_is_kept_is_not_sent(serve):
    server = serve(saying(IN_FULL))
    with pytest.raises(Unwritten, match="private"):
        put_in_full(["UN draft convention"], hosted=True)
    assert not server.requests


@pytest.fixture
def reading(home, monkeypatch):  # noqa: ARG001  # its index is opened
    """An assistant that has the model read, once one is served."""

    def made():
        monkeypatch.setenv("TREATY_LLM_FOLLOWUPS", "on")
        return Assistant()

    return made


def test_both_readings_are_searched_and_the_surer_answers(serve, reading, assistant):
    server = serve(saying(PRESERVED.replace("?", " then?")))
    by_rules = assistant.ask(TURN, conversation=talk(PRESERVED))
    answer = reading().ask(TURN, conversation=talk(PRESERVED))
    assert len(server.requests) == 1
    assert by_rules.resolved_question != answer.resolved_question == "How long must preserved data be kept then?"
    assert answer.citations[0].eid == "art_59__para_6"
    assert answer.confidence > by_rules.confidence * by_rules.answered


@pytest.mark.parametrize("written", ["What is the capital of France?", TURN, "draft", "convention"])
def test_where_it_says_nothing_better_the_rules_answer(serve, reading, assistant, written):
    serve(saying(written))
    by_rules = assistant.ask(TURN, conversation=talk(PRESERVED))
    answer = reading().ask(TURN, conversation=talk(PRESERVED))
    assert replace(answer, timing_ms={}) == replace(by_rules, timing_ms={})


def test_where_it_fails_the_rules_answer_and_one_line_says_why(serve, reading, assistant):
    serve(failing(500))
    by_rules = assistant.ask(TURN, conversation=talk(PRESERVED))
    answer = reading().ask(TURN, conversation=talk(PRESERVED))
    assert answer.citations == by_rules.citations
    assert answer.message.endswith("Read by rules alone: the server of the language model refused the request (500).")


@pytest.mark.parametrize(
    "question", [PRESERVED, "article 5 of the CIS Agreement", "how many articles has the UN draft?"]
)
def test_what_stands_alone_is_not_sent(serve, reading, question):
    server = serve(saying(IN_FULL))
    reading().ask(question)
    assert not server.requests


def test_without_a_model_the_setting_is_refused(monkeypatch):
    monkeypatch.delenv("TREATY_LLM", raising=False)
    monkeypatch.setenv("TREATY_LLM_FOLLOWUPS", "on")
    with pytest.raises(UsageError, match="set TREATY_LLM to the name of one"):
        Assistant()
