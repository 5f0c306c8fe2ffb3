"""What becomes of an answer where the server of a language model fails, lies, or never ends."""

import json
import logging
import threading
from itertools import repeat

import pytest
from conversation_cases import CORPUS
from prose_cases import ANSWER, FALSE, QUOTES, TRUE
from scripted import event, failing, head, piece, saying, sending, serving

from assistant.answer import Checked
from assistant.answering.prose.writing import written
from assistant.language_model import language_model_of
from corpus.settings import settings

KEY = "sk-very-secret"
HEADLINE = TRUE[0]


@pytest.fixture(autouse=True)
def model(monkeypatch):
    """A model that the settings name; where it is, each test says."""
    for name in ("OPENAI_BASE_URL", "HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
    for name, value in {"LLM": "m", "LLM_RETRIES": "0", "LLM_TIMEOUT": "30"}.items():
        monkeypatch.setenv(f"TREATY_{name}", value)
    monkeypatch.setenv("OPENAI_API_KEY", KEY)


@pytest.fixture
def drafts(monkeypatch):
    """The drafts of the answer, written by a server with that script."""

    def write(script, answer=ANSWER):
        with serving(script) as server:
            monkeypatch.setenv("OPENAI_BASE_URL", server.address)
            return list(written(answer, CORPUS, language_model_of(settings())))

    return write


def shown(answer):
    """The prose above the quotes, which stand in any case."""
    assert answer.answer.endswith(QUOTES)
    return answer.answer.removesuffix(QUOTES).strip()


def comments(handler, _):
    head(handler)
    for line in repeat(b": still here\n\n" * 1000):
        handler.wfile.write(line)


def without_a_line(handler, _):
    head(handler)
    for block in repeat(b"data: " + b"x" * 10_000):
        handler.wfile.write(block)


def babbling(handler, _):
    head(handler)
    for words in repeat("and so on "):
        event(handler, piece(words))


def cut_short(handler, _):
    head(handler, **{"Content-Length": "100000"})
    event(handler, piece(HEADLINE + " The requested State"))


def packed(handler, _):
    head(handler, **{"Content-Encoding": "gzip"})
    handler.wfile.write(b"\x1f\x8b" + b"\0" * 100)


def events(*values):
    def script(handler, _):
        head(handler)
        for value in values:
            event(handler, value)

    return script


NONSENSE = "No prose: what the server of the language model sent is no answer of the OpenAI protocol."
BROKEN = "No prose: the language model broke off in the middle of its answer; ask again."
KEYLESS = "No prose: the server of the language model does not accept the key; set OPENAI_API_KEY."
EMPTY = "No prose: the language model wrote nothing."
ENDLESS = "No prose: the language model sent more than an answer can be."
LITTLE = "No prose: too little of what the language model wrote is borne out by the text."
FAILURES = {
    "wrong key": (failing(401, error={"message": f"Incorrect API key provided: {KEY}"}), KEYLESS),
    "key without rights": (failing(403), KEYLESS),
    "no such model": (
        failing(404),
        "No prose: the server has no such language model; set TREATY_LLM to one that it has.",
    ),
    "quota used up": (
        failing(429),
        "No prose: the server of the language model is busy or its quota is used up; ask again later.",
    ),
    "bad request": (failing(400), "No prose: the server of the language model refused the request (400)."),
    "server error": (failing(500), "No prose: the server of the language model refused the request (500)."),
    "error in the stream": (
        events(piece("Pre"), {"error": {"message": KEY}}),
        "No prose: the server of the language model refused the request.",
    ),
    "a page of HTML": (sending(b"<html><body>Welcome</body></html>", kind="text/html"), BROKEN),
    "an answer at one go": (sending(json.dumps(piece("Yes [1].")).encode(), kind="application/json"), BROKEN),
    "half a JSON": (sending(b'data: {"choices": [{"delta": {"con\n\n'), NONSENSE),
    "no JSON": (events("hello"), NONSENSE),
    "a number": (events("5"), NONSENSE),
    "a list": (events("[]"), NONSENSE),
    "null": (events("null"), NONSENSE),
    "choices are text": (events({"choices": "yes"}), NONSENSE),
    "a choice is null": (events({"choices": [None]}), NONSENSE),
    "no delta": (events({"choices": [{"index": 0}]}), NONSENSE),
    "words are a number": (events({"choices": [{"delta": {"content": 7}, "finish_reason": None}]}), NONSENSE),
    "no UTF-8": (sending(b"data: \xff\xfe\x00\n\n"), NONSENSE),
    "packed": (packed, NONSENSE),
    "nothing at all": (sending(), BROKEN),
    "only its end": (events("[DONE]"), BROKEN),
    "no words": (events(piece(None, "stop"), "[DONE]"), EMPTY),
    "blanks": (saying(" \n\n  \n"), EMPTY),
    "thoughts without end": (saying("<think>Let me see. " * 20), EMPTY),
    "dies in the first sentence": (saying("Preservation shall be for", reason=None), BROKEN),
    "dies in the second sentence": (saying(HEADLINE + " The requested State party shall", reason=None), BROKEN),
    "dies with the connection": (cut_short, BROKEN),
    "two megabytes at once": (events(piece("x" * 2_000_000)), ENDLESS),
    "comments without end": (comments, ENDLESS),
    "a line without end": (without_a_line, ENDLESS),
    "babbling without end": (babbling, LITTLE),
    "another language": (saying("Die Daten sind neunzig Tage lang aufzubewahren [1]. Sonst nichts [1]."), LITTLE),
    "JSON for prose": (saying('{"answer": "Preservation shall be for at least 90 days", "cite": [1]}'), LITTLE),
    "no markers": (saying("Preservation shall be for at least 90 days."), LITTLE),
    "only markers": (saying("[1] [2] [3]"), LITTLE),
    "noise": (saying("\x00\x1b[31m \u202e \U0001f600 [1]"), LITTLE),
    "only the first fails": (saying("Preservation shall be for 90 days [1]. " + TRUE[2]), LITTLE),
    "more fail than stand": (saying(f"{HEADLINE} The sky is blue [1]. Grass is green [1]."), LITTLE),
    "it does not answer": (
        saying("NOT ANSWERED"),
        "No prose: the language model does not find the answer in these provisions.",
    ),
}


@pytest.mark.parametrize("name", FAILURES)
def test_where_it_fails_the_quotes_stand_and_one_line_says_why(drafts, name, caplog):
    caplog.set_level(logging.DEBUG)
    script, told = FAILURES[name]
    answer = drafts(script)[-1].answer
    assert (shown(answer), answer.message, answer.mode) == ("", told, "extractive")
    assert answer.citations == ANSWER.citations
    assert KEY not in caplog.text + repr(answer)


@pytest.mark.parametrize(("text", "fault"), FALSE)
def test_a_false_sentence_is_not_in_the_answer_and_its_fault_is_data(drafts, text, fault):
    answer = drafts(saying(f"{HEADLINE}\n{text}"))[-1].answer
    assert (shown(answer), answer.message, answer.mode) == (HEADLINE, None, "prose")
    first, second = answer.sentences
    assert (first.status, second.status, second.fault) == (Checked.VERIFIED, Checked.STRUCK, fault)


def test_no_server_is_one_line(monkeypatch):
    with serving(saying("")) as gone:
        monkeypatch.setenv("OPENAI_BASE_URL", gone.address)
    *_, last = written(ANSWER, CORPUS, language_model_of(settings()))
    assert last.answer.message == (
        "No prose: the server of the language model does not answer; start it, or set OPENAI_BASE_URL."
    )


def test_a_server_that_never_says_anything_is_given_up(drafts, monkeypatch):
    monkeypatch.setenv("TREATY_LLM_TIMEOUT", "1")
    over = threading.Event()

    def silent(handler, _):
        head(handler)
        over.wait(20)

    try:
        answer = drafts(lambda *asked: silent(*asked) if not over.is_set() else None)[-1].answer
    finally:
        over.set()
    assert answer.message == "No prose: the language model took too long; ask again, or raise TREATY_LLM_TIMEOUT."


def test_it_is_asked_again_where_the_server_is_busy(drafts, monkeypatch):
    monkeypatch.setenv("TREATY_LLM_RETRIES", "1")
    scripts = iter([failing(503), saying(HEADLINE)])
    assert shown(drafts(lambda *asked: next(scripts)(*asked))[-1].answer) == HEADLINE


def test_nobody_is_led_to_another_server(drafts):
    with serving(saying(HEADLINE)) as other:

        def leading(handler, _):
            head(handler, 307, Location=f"{other.address}/chat/completions")

        answer = drafts(leading)[-1].answer
    assert not other.requests
    assert answer.message == "No prose: the server of the language model refused the request (307)."
