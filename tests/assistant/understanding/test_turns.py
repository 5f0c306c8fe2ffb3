"""Turns of dialogues, and what they are understood as."""

import re

import pytest
from conversation_cases import CIS, CORPUS, UN
from followup_cases import COSTS, LIABILITY, PRESERVATION, after, searched, shown, told, understood
from hypothesis import given
from hypothesis import strategies as st

from assistant.answering import wording
from assistant.conversation import Conversation
from assistant.understanding.intents import AskBack, Compare, Lacking, Search, Undefined
from corpus.errors import UsageError
from corpus.shelf.collection import Corpus


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("what is traffic data?", ["un:art_4__point_p"]),
        ("what exactly is malicious software?", ["un:art_4__point_c"]),
        ("and what is a botnet?", ["un:art_4__point_b"]),
        ("what is it?", []),
        ("what is a tariff?", []),
    ],
)
def test_defines_a_term_in_the_instrument_of_the_dialogue(text, expected):
    assert shown(text, after(PRESERVATION)) == expected
    assert shown("what is a botnet?", after(COSTS)) == ["un:art_4__point_b"]


@pytest.mark.parametrize(
    "text",
    [
        "What is the purpose of the CIS agreement?",
        "How is a dispute about the UN convention solved?",
        "Under the UN draft, can an embassy hand a summons to its own citizens abroad?",
        "When was the Minsk agreement done?",
        "Who do CIS states contact when they cooperate?",
        "Is Ukraine bound by everything in article 5 of the CIS text?",
    ],
)
def test_leaves_alone_what_stands_alone(text):
    intent = searched(text, after(PRESERVATION))
    assert (intent.text, intent.leans, intent.query.wordings, intent.query.near) == (text, False, (), ())


@pytest.mark.parametrize("said", ["word for word", "verbatim", "literally", "the exact text, please"])
def test_a_wish_for_the_very_words_leaves_the_rest_as_it_is(said):
    assert shown(f"the next paragraph, {said}", after(PRESERVATION)) == shown("the next paragraph", after(PRESERVATION))


def test_a_term_in_quotes_is_looked_up_in_all_instruments():
    text = 'What is a "service provider"?'
    assert understood(text, after(COSTS)).text == text
    assert shown(text, after(COSTS)) == shown(text, Conversation()) == ["un:art_4__point_o"]


@pytest.mark.parametrize(
    "text",
    [
        "and under the Budapest Convention?",
        "does that satisfy the GDPR?",
        "and under section 202c of the German criminal code?",
        "compare it with the Budapest Convention",
        "next article of the Budapest Convention",
        "how does the GDPR define personal data?",
        "what does the GDPR refer to?",
        "quote the Budapest Convention in OSCOLA",
        "article 5 of the Budapest Convention",
    ],
)
def test_never_joins_what_is_not_loaded(text):
    intent = understood(text, after(PRESERVATION))
    assert isinstance(intent, Search | Compare)
    assert (intent.text, intent.query.question.text, intent.query.wordings) == (text, text, ())


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("Different question: who may sign the text?", "who may sign the text?"),
        ("Who chairs... sorry, different thing. Which costs are shared?", "Which costs are shared?"),
        ("by the way, what is malware?", "what is malware?"),
        ("OK, new topic: extradition of nationals", "extradition of nationals"),
        ("Leaving costs aside: who may sign?", "who may sign?"),
        ("Let's leave property. Does it protect witnesses?", "Does it protect witnesses?"),
        ("Enough about money. What is malware?", "What is malware?"),
    ],
)
def test_leaves_the_subject_where_the_words_say_so(text, rest):
    intent = searched(text, after(PRESERVATION))
    assert (intent.text, intent.query.near, intent.query.scope) == (rest, (), ())
    assert searched(text, after(COSTS)).query.scope == (CIS,)


@pytest.mark.parametrize("conversation", [after(PRESERVATION), after(COSTS)])
def test_leaves_the_subject_for_what_cannot_be_asked_without_one(conversation):
    intent = understood("Who chairs... sorry, different thing. How many members has it?", conversation)
    assert isinstance(intent, AskBack)
    assert (intent.text, intent.said) == ("How many members has it?", "How many members has it")


@pytest.mark.parametrize(
    "text",
    [
        "who pays for it?",
        "And in the other treaty?",
        "what does paragraph 2 of that article say?",
        "the next paragraph",
        "and the exceptions?",
        "why?",
        "point b",
        "quote that",
    ],
)
def test_asks_back_where_nothing_came_before(text):
    intent = understood(text, Conversation())
    assert isinstance(intent, AskBack)
    assert intent.said
    assert intent.choices
    for choice in intent.choices:
        assert not isinstance(understood(wording.choice(choice, CORPUS), Conversation()), AskBack)


@pytest.mark.parametrize(
    "text",
    [
        "what about botnets?",
        "is it illegal to run a botnet?",
        "article 5 of the CIS agreement",
        "Can companies be prosecuted?",
        "does this convention cover minors?",
        "What must a request contain?",
    ],
)
def test_a_first_question_is_a_question(text):
    intent = understood(text, Conversation())
    assert not isinstance(intent, AskBack)
    assert intent.text == text or shown(text, Conversation())


def test_says_what_there_is_in_place_of_what_is_not():
    intent = understood("paragraph 9", after(LIABILITY))
    assert "paragraphs 1 to 4" in told(intent)
    assert intent.places == ((UN, "art_30"),)


def test_says_that_there_is_no_next_one():
    intent = understood("the next paragraph", after(("x", "un:art_30__para_4")))
    assert "no paragraph after it" in told(intent)
    assert intent.places == ((UN, "art_31"),)


def test_says_which_of_two_it_took():
    conversation = after(COSTS, ("x", "un:art_59__para_6"))
    intent = understood("and article 5?", conversation)
    assert intent.places == ((UN, "art_5"),)
    assert "article 5 of the CIS Agreement" in told(intent)


def test_says_which_point_it_took():
    intent = understood("point b", after(("x", "un:art_39")))
    assert intent.places
    assert "could also be" in told(intent)


@pytest.mark.parametrize("text", ["article 99", "show me article 200 of the CIS Agreement", "article 5(2)"])
def test_an_article_that_does_not_exist_is_none_of_the_dialogue(text):
    intent = understood(text, after(PRESERVATION))
    assert isinstance(intent, Lacking)
    assert intent.text == text
    assert re.search("has articles|no paragraphs", intent.problem)


@pytest.mark.parametrize("text", ["no, the CIS one", "I mean the CIS agreement", "the CIS one", "CIS agreement please"])
def test_chooses_the_instrument_of_a_bare_number(text):
    assert shown(text, after(("show article 9", "un:art_9", "cis:art_9"))) == ["cis:art_9"]


def test_the_other_instrument_is_asked_the_subject_of_an_article_that_was_sure():
    assert "theft" in searched("and in the CIS agreement?", after(LIABILITY, ("article 14", "un:art_14"))).text


@pytest.mark.parametrize(
    "text", ["define personal data", "what is the definition of a computer system?", "define hacker"]
)
def test_defines_no_other_term_in_place_of_one_that_is_not_defined(text):
    assert isinstance(understood(text, after(PRESERVATION)), Search | Undefined)


def test_swaps_what_was_wrong():
    conversation = after(("show the definition of confiscation", "un:art_4__point_j"))
    assert shown("not confiscation, seizure of property", conversation) == ["un:art_4__point_a"]


def test_an_unanswered_turn_leaves_the_focus():
    conversation = after(PRESERVATION, ("what does that cost in roubles?",))
    assert shown("the next article", conversation) == ["un:art_60"]


def test_keeps_to_what_is_still_loaded():
    only = Corpus([CORPUS[UN]])
    assert understood("the next article", after(LIABILITY, COSTS), only).places == ((UN, "art_31"),)


def test_a_question_about_a_named_provision_is_searched():
    asked = searched("We want to make a reservation to article 25, is that allowed?", after(LIABILITY))
    assert asked.query.near == ((UN, "art_25"),)


def test_what_is_meant_instead_is_asked_of_the_topic_where_the_question_had_no_such_words():
    wordings = searched("no, not the spoken words - traffic data only", after(PRESERVATION)).query.wordings
    assert wordings[0].question.text == "traffic data only"
    assert len(wordings) == 3


def test_goes_back_to_what_was_shown():
    conversation = after(PRESERVATION, ("and refusal?", "cis:art_8__para_1"))
    assert shown("back to article 59, its paragraph 2", conversation)[-1] == "un:art_59__para_2"
    again = searched("back to expedited preservation: who asks for it?", conversation)
    assert again.query.near == ((UN, "art_59__para_6"),)


def test_the_first_article_cited_is_not_article_one():
    conversation = after(("which bodies are there?", "un:art_78__para_1", "un:art_79__para_1"))
    assert shown("what did the first article you cited say again?", conversation) == ["un:art_78__para_1"]


def test_the_instrument_named_holds_for_what_is_meant():
    text = "how does the CIS agreement handle it, I mean the grounds for refusal?"
    assert searched(text, after(LIABILITY)).query.scope == (CIS,)


def test_a_named_provision_is_what_is_left_where_its_question_finds_nothing():
    asked = searched("who decides on extradition under article 47?", after(LIABILITY))
    assert asked.otherwise == ((UN, "art_47"),)


def test_a_long_article_is_searched_for_a_detail():
    intent = searched("who decides on extradition under article 47?", after(LIABILITY))
    assert intent.query.near[0] == (UN, "art_47")
    assert "UN draft convention" in intent.text


def test_five_hundred_turns_look_like_six():
    one = ("How long must preserved data be kept?", "un:art_59__para_6")
    assert understood("who pays for it?", after(*[one] * 500)) == understood("who pays for it?", after(*[one] * 6))


WORDS = st.sampled_from(
    (
        *("and", "but", "no", "not", "the", "that", "it", "other", "next", "previous", "whole", "article", "paragraph"),
        *("point", "5", "b", "of", "in", "compare", "with", "what", "does", "refer", "to", "mean", "definition", "one"),
        *("quote", "OSCOLA", "first", "CIS", "UN", "treaty", ",", "?", "...", "i", "meant", "sorry", "rather", "than"),
    )
)


@given(st.lists(WORDS, min_size=1, max_size=14).map(" ".join) | st.text(max_size=80))
def test_any_words_are_understood_somehow(text):
    for conversation in (Conversation(), after(LIABILITY, COSTS)):
        try:
            intent = understood(text, conversation)
        except UsageError:
            continue
        assert intent.text
        near = intent.query.near if isinstance(intent, Search | Compare) else ()
        for id, eid in (*getattr(intent, "places", ()), *near, *intent.memory.about, *intent.memory.among):
            assert eid in CORPUS[id]
