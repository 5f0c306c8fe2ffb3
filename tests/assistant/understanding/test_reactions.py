"""Turns that ask nothing of the text: courtesies, doubts, a wish for other words."""

import pytest
from conversation_cases import CORPUS, UN
from followup_cases import after, shown, told, understood

from assistant.answering import wording
from assistant.conversation import Conversation
from assistant.understanding.intents import AskBack, Search, Suggestion

PRESERVATION = ("How long must preserved data be kept?", "un:art_59__para_6", "un:art_34__para_2")


@pytest.mark.parametrize(
    "text",
    [
        "thanks",
        "ok great, thank you very much!",
        "bye",
        "lol ok",
        "that was helpful, thank you",
        "hi",
        "help",
        "no",
        "thanks, i need a coffee before the next one",
        "ok thanks, that helps a lot, back in five minutes",
        "great, let me write that down first",
        "cool, gotta run to a meeting, more later",
        "sorry, phone rang. one moment",
        "hmm my battery is nearly empty",
        "good morning, how are you?",
        "who are you?",
        "what can I ask?",
    ],
)
def test_a_courtesy_is_not_looked_up_and_leaves_the_dialogue_where_it_is(text):
    intent = understood(text, after(PRESERVATION))
    assert isinstance(intent, AskBack)
    assert not intent.said
    assert intent.choices == tuple(Suggestion)
    assert "the next paragraph" in [wording.choice(choice, CORPUS) for choice in intent.choices]
    assert intent.memory.about[0] == (UN, "art_59__para_6")
    assert intent.memory.topic.startswith("How long must preserved data")


def test_a_greeting_first_offers_where_to_begin():
    offered = [wording.choice(choice, CORPUS) for choice in understood("hello", Conversation()).choices]
    assert "article 1 of the UN draft convention: Purposes" in offered


@pytest.mark.parametrize(
    "text",
    [
        "source?",
        "are you sure?",
        "really?",
        "where does it say that?",
        "which article is that in?",
        "read it again",
        "cite",
    ],
)
def test_a_doubt_is_shown_what_was_cited(text):
    assert shown(text, after(PRESERVATION)) == ["un:art_59__para_6", "un:art_34__para_2"]


@pytest.mark.parametrize(
    "text", ["say that more simply", "hm I don't get it", "explain", "in plain English please", "tl;dr"]
)
def test_other_words_are_not_made_up(text):
    intent = understood(text, after(PRESERVATION))
    assert intent.places[0] == (UN, "art_59__para_6")
    assert "words of the texts alone" in told(intent)


@pytest.mark.parametrize(
    "text",
    [
        "thanks, and who pays for it?",
        "sure, but who decides?",
        "why is it secret?",
        "no exceptions?",
        "my laptop was searched during a break, is that allowed?",
        "let me see the rules on the meeting of experts",
        "who are they?",
    ],
)
def test_a_courtesy_before_a_question_is_none(text):
    assert isinstance(understood(text, after(PRESERVATION)), Search)
