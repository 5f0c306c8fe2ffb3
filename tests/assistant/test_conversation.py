import json

import pytest
from conversation_cases import CIS, UN, cited, talk
from hypothesis import given
from hypothesis import strategies as st

from assistant.conversation import TITLE_LENGTH, Conversation, Turn


def test_a_turn_gives_a_new_conversation():
    before = talk("first")
    after = before.with_turn(Turn.of("second", cited("second")))
    assert (len(before), len(after)) == (1, 2)
    assert after.id == before.id


def test_the_first_question_is_the_title():
    assert talk("How long\nmust data be kept?", "who pays?").title == "How long must data be kept?"
    assert talk("x").renamed("Another").title == "Another"


def test_focus_outlives_a_turn_that_found_nothing():
    conversation = talk("first").with_turn(Turn.of("second", cited("second")))
    assert conversation.focus == ((UN, "art_59__para_6"),)
    assert conversation.topic == "first"


def test_the_focus_is_that_of_the_last_turn_that_found_something():
    conversation = talk("first").with_turn(Turn.of("second", cited("second", (CIS, "art_11"))))
    assert conversation.focus == ((CIS, "art_11"),)
    assert conversation.recent(5) == (((CIS, "art_11"),), ((UN, "art_59__para_6"),))


def test_an_empty_conversation_is_about_nothing():
    assert (Conversation().focus, Conversation().topic, Conversation().recent(3)) == ((), "", ())


@given(st.lists(st.text(max_size=200), max_size=4))
def test_round_trip(questions):
    conversation = talk(*questions)
    assert Conversation.from_dict(json.loads(json.dumps(conversation.to_dict()))) == conversation
    assert len(conversation.title) <= TITLE_LENGTH + 1
    assert "\n" not in conversation.title


@pytest.mark.parametrize("row", [{}, {"turns": 3}, {"turns": [{}]}, {"turns": [], "title": "x"}])
def test_what_is_no_conversation_is_refused(row):
    with pytest.raises((KeyError, TypeError, ValueError)):
        Conversation.from_dict(row)
