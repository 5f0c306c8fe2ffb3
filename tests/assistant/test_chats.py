"""Chats: what a turn takes from those before it."""

import pytest
from assistant_cases import checked, places
from conversation_cases import CIS, PRESERVED, UN

from assistant.answer import Reason


def test_a_follow_up_leans_on_the_turn_before(assistant):
    chat = assistant.chat()
    chat.ask("What does article 59 of the UN draft say?")
    answer = checked(chat.ask("and paragraph 6?"))
    assert places(answer) == [(UN, "art_59__para_6")]
    assert answer.question == "and paragraph 6?"
    assert "59" in answer.resolved_question
    assert len(chat.conversation) == 2


def test_a_single_question_is_understood_as_it_stands(assistant):
    for question in (PRESERVED, f"{PRESERVED}\n", PRESERVED.replace(" ", "  ")):
        assert assistant.ask(question).resolved_question is None


@pytest.mark.parametrize("text", ["continue", "show me the rest", "more please", "the rest of it"])
def test_goes_on_after_a_long_article_that_was_shown_whole(assistant, text):
    chat = assistant.chat()
    assert chat.ask("show article 47 of the UN draft").message is None
    assert places(checked(chat.ask(text))) == [(UN, "art_48")]


def test_says_what_is_missing_beside_what_is_shown(assistant):
    chat = assistant.chat()
    chat.ask("show articles 47, 46, 48 and 49 of the UN draft")
    message = checked(chat.ask("article 47, paragraph 30")).message
    assert "no paragraph 30" in message


@pytest.mark.parametrize("unanswered", ["Who won the world cup?", "show article 90"])
def test_what_found_nothing_is_no_topic(assistant, unanswered):
    chat = assistant.chat()
    chat.ask(unanswered)
    for question in (
        "Can a State extradite its nationals?",
        "What must a request for assistance contain?",
        "article 30",
    ):
        assert places(checked(chat.ask(question)))[0] == places(assistant.ask(question))[0]


@pytest.mark.parametrize(
    ("keywords", "article"),
    [
        ("extradition", "art_47"),
        ("botnet", "art_4"),
        ("entry into force", "art_84"),
        ("personal data", "art_56"),
        ("double jeopardy", "art_48"),
        ("UN draft money laundering", "art_70"),
        ("football", None),
        ("minimum wage", None),
        ("climate change", None),
    ],
)
def test_keywords_are_a_question(assistant, keywords, article):
    found = [eid.split("__")[0] for _, eid in places(checked(assistant.ask(keywords)))]
    assert found[:1] == ([article] if article else [])


@pytest.mark.parametrize(
    ("typed", "understood", "article"),
    [
        ("waht is malicous sofware", "waht is malicious software", "art_4"),
        ("reservaton possible?", "reservation possible?", "art_86"),
    ],
)
def test_a_typing_error_is_put_right_where_nothing_is_found_and_said_so(assistant, typed, understood, article):
    answer = checked(assistant.ask(typed))
    assert (answer.question, answer.resolved_question) == (typed, understood)
    assert {eid.split("__")[0] for _, eid in places(answer)} >= {article}


def test_it_is_the_instrument_in_a_first_question(assistant):
    answer = checked(assistant.ask("What does it say about extradition?"))
    assert places(answer)[0][1].startswith("art_47")


def test_a_question_in_full_is_answered_in_a_dialogue_as_by_itself(assistant):
    chat = assistant.chat()
    chat.ask("Can a State party refuse to extradite somebody?")
    answer = checked(chat.ask(PRESERVED))
    assert answer.resolved_question is None
    assert places(answer)[0] == places(assistant.ask(PRESERVED))[0]


def test_what_the_instrument_of_a_dialogue_lacks_is_answered_by_another_and_said_so(assistant):
    chat = assistant.chat()
    chat.ask("How are disputes between the parties to the CIS Agreement settled?")
    answer = checked(chat.ask(PRESERVED))
    assert places(answer)[0] == (UN, "art_59__para_6")
    assert answer.message == "This is not answered by the CIS Agreement; another instrument answers it."
    kept = checked(chat.ask("How long must preserved data be kept?", instruments=[CIS]))
    assert {place for place, _ in places(kept)} <= {CIS}


def test_a_question_in_full_that_is_vague_by_itself_leans_on_the_topic(assistant):
    chat = assistant.chat()
    chat.ask("May extradition be refused for a political offence?")
    answer = checked(chat.ask("Does the State have to explain its decision?"))
    assert "political offence" in answer.resolved_question


def test_a_turn_is_remembered_as_it_was_understood_among_the_instruments_allowed(assistant):
    chat = assistant.chat(instruments=[CIS])
    assert places(checked(chat.ask("Who pays for a CIS cooperation operation?")))[0] == (CIS, "art_11")
    declined = checked(chat.ask("and article 24?"))
    assert declined.reason is Reason.NO_SUCH_PROVISION
    assert chat.conversation.turns[-1].about == ()
    assert chat.conversation.focus[0] == (CIS, "art_11")
    assert places(checked(chat.ask("the next article"))) == [(CIS, "art_12")]


def test_a_dialogue_begun_with_another_instrument_does_not_go_on_in_it(assistant):
    chat = assistant.chat()
    chat.ask("Can companies be prosecuted under the UN draft?")
    chat.ask("and article 24?", instruments=[CIS])
    assert chat.conversation.turns[-1].about == ()
    assert chat.conversation.focus[0][0] == UN
