"""Many who ask one assistant at once: threads, and tasks of an event loop."""

import asyncio
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from assistant import Assistant, AsyncAssistant

THREADS = 16
QUESTIONS = (
    "How long must preserved data be kept?",
    "What is malicious software?",
    "Who is the president of France?",
    "article 7(4) of the CIS Agreement",
    "How many articles has the UN draft convention?",
    "On what grouns may asistance be refused?",
    "seizure of data",
    "",
)
DIALOGUE = ("What must a request contain?", "and within how many days is it executed?", "read the whole article")


def steady(answer):
    """An answer without its duration."""
    return answer.to_dict() | {"timing_ms": {}}


@pytest.fixture
def fresh(home):  # noqa: ARG001  # its index is what is opened
    """An assistant that has not opened its index."""
    return Assistant()


def test_sixteen_threads_get_what_one_gets(assistant, fresh):
    """All begin together, the index still closed."""
    expected = [steady(assistant.ask(question)) for question in QUESTIONS]
    together = threading.Barrier(THREADS)

    def ask(number):
        together.wait()
        turned = [*QUESTIONS[number % 8 :], *QUESTIONS[: number % 8]]
        found = {question: steady(fresh.ask(question)) for question in turned}
        return [found[question] for question in QUESTIONS]

    with ThreadPoolExecutor(THREADS) as threads:
        assert all(found == expected for found in threads.map(ask, range(THREADS)))


def test_conversations_of_threads_do_not_mix(assistant):
    expected = [steady(answer) for answer in map(assistant.chat().ask, DIALOGUE)]
    with ThreadPoolExecutor(THREADS) as threads:
        chats = threads.map(
            lambda _: [steady(answer) for answer in map(assistant.chat().ask, DIALOGUE)], range(THREADS)
        )
        assert all(found == expected for found in chats)


def test_awaited_answers_are_the_same(assistant):
    async def asked():
        awaited = AsyncAssistant(assistant, at_once=2)
        return await asyncio.gather(*map(awaited.ask, QUESTIONS))

    assert list(map(steady, asyncio.run(asked()))) == [steady(assistant.ask(question)) for question in QUESTIONS]


def test_turns_that_are_asked_at_once_are_taken_in_turn(assistant):
    async def chatted():
        chat = AsyncAssistant(assistant).chat(instruments=["CIS Agreement"])
        answers = await asyncio.gather(*map(chat.ask, DIALOGUE))
        return answers, chat.conversation

    answers, conversation = asyncio.run(chatted())
    assert [turn.question for turn in conversation.turns] == list(DIALOGUE)
    one_by_one = map(assistant.chat(instruments=["CIS Agreement"]).ask, DIALOGUE)
    assert list(map(steady, answers)) == list(map(steady, one_by_one))


def test_while_an_answer_is_made_the_loop_runs_on(assistant, monkeypatch):
    begun, free = threading.Event(), threading.Event()

    def slow(*_, **__):
        begun.set()
        free.wait(60)
        return "done"

    monkeypatch.setattr(assistant, "ask", slow, raising=True)

    async def both():
        task = asyncio.ensure_future(AsyncAssistant(assistant).ask("x"))
        await asyncio.to_thread(begun.wait, 60)
        free.set()  # reached only where the loop was free
        return await task

    assert asyncio.run(both()) == "done"


def test_what_it_does_is_logged_without_what_was_asked(assistant, caplog):
    caplog.set_level("DEBUG", "assistant")
    assistant.ask("What is zebramalware?")
    assert "not_found in" in caplog.text or "answered in" in caplog.text
    assert "zebra" not in caplog.text
