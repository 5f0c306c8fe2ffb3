"""Any text, many threads."""

import json
import threading
from dataclasses import replace

from assistant_cases import INJECTIONS, SHAPES, checked
from conversation_cases import PRESERVED
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant import Assistant

PIECES = st.sampled_from(
    [*SHAPES, *INJECTIONS, "article ", "59(6) ", "CIS agreement ", "both ", "and paragraph 2?", "\ud800"]
)


@settings(max_examples=60)
@given(st.text(max_size=120) | st.lists(PIECES | st.text(max_size=8), max_size=5).map(" ".join))
def test_any_text_ends_as_an_answer(assistant, text):
    answer = checked(assistant.ask(text))
    assert answer.question == text
    json.dumps(answer.to_dict())


@settings(max_examples=20)
@given(st.lists(PIECES | st.text(max_size=20), max_size=4))
def test_any_turns_end_as_answers(assistant, turns):
    chat = assistant.chat()
    for turn in turns:
        checked(chat.ask(turn))


def test_threads_share_an_assistant(home):  # noqa: ARG001  # its index is what they all open
    shared, alone = Assistant(), Assistant()
    questions = [PRESERVED, "59.6", "How do both instruments settle disputes?", "What is the capital of France?"] * 2
    answers = [None] * len(questions)
    ready = threading.Barrier(len(questions))

    def ask(row):
        ready.wait()
        answers[row] = shared.ask(questions[row])

    threads = [threading.Thread(target=ask, args=(row,)) for row in range(len(questions))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    expected = [alone.ask(question) for question in questions]
    assert [replace(answer, timing_ms={}) for answer in answers] == [
        replace(answer, timing_ms={}) for answer in expected
    ]
