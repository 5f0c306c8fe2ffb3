"""Turns of dialogues, and what they are understood as."""

import pytest
from conversation_cases import CIS, CORPUS, UN
from followup_cases import COSTS, LIABILITY, PRESERVATION, after, shown
from hypothesis import given
from hypothesis import strategies as st

from assistant.answering import structure
from assistant.conversation import Conversation
from assistant.understanding.question import read
from assistant.understanding.turns import resolve
from corpus.errors import UnknownProvision, UsageError
from corpus.shelf.library import Corpus


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
        'What is a "service provider"?',
        "When was the Minsk agreement done?",
        "Who do CIS states contact when they cooperate?",
        "Is Ukraine bound by everything in article 5 of the CIS text?",
    ],
)
def test_leaves_alone_what_stands_alone(text):
    resolution = resolve(text, after(PRESERVATION), CORPUS)
    assert resolution.question == text
    assert (resolution.leans, resolution.wordings, resolution.near, resolution.provisions) == (False, (), (), ())


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
    resolution = resolve(text, after(PRESERVATION), CORPUS)
    assert (resolution.question, resolution.provisions, resolution.wordings) == (text, (), ())


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("Different question: who may sign the text?", "who may sign the text?"),
        ("Who chairs... sorry, different thing. How many members has it?", "How many members has it?"),
        ("by the way, what is malware?", "what is malware?"),
        ("OK, new topic: extradition of nationals", "extradition of nationals"),
        ("Leaving costs aside: who may sign?", "who may sign?"),
        ("Let's leave property. Does it protect witnesses?", "Does it protect witnesses?"),
        ("Enough about money. What is malware?", "What is malware?"),
    ],
)
def test_leaves_the_subject_where_the_words_say_so(text, rest):
    resolution = resolve(text, after(PRESERVATION), CORPUS)
    assert (resolution.question, resolution.near, resolution.scope) == (rest, (), ())
    assert resolve(text, after(COSTS), CORPUS).scope == (CIS,)


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
    resolution = resolve(text, Conversation(), CORPUS)
    assert resolution.asks_back
    assert resolution.message
    for choice in resolution.choices:
        assert not resolve(choice, Conversation(), CORPUS).asks_back


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
    resolution = resolve(text, Conversation(), CORPUS)
    assert not resolution.asks_back
    assert resolution.question == text or resolution.provisions


def test_says_what_there_is_in_place_of_what_is_not():
    resolution = resolve("paragraph 9", after(LIABILITY), CORPUS)
    assert "paragraphs 1 to 4" in resolution.message
    assert resolution.provisions == ((UN, "art_30"),)


def test_says_that_there_is_no_next_one():
    resolution = resolve("the next paragraph", after(("x", "un:art_30__para_4")), CORPUS)
    assert "no paragraph after it" in resolution.message
    assert resolution.provisions == ((UN, "art_31"),)


def test_says_which_of_two_it_took():
    conversation = after(COSTS, ("x", "un:art_59__para_6"))
    resolution = resolve("and article 5?", conversation, CORPUS)
    assert resolution.provisions == ((UN, "art_5"),)
    assert "article 5 of the CIS Agreement" in resolution.message


def test_says_which_point_it_took():
    resolution = resolve("point b", after(("x", "un:art_39")), CORPUS)
    assert resolution.provisions
    assert "could also be" in resolution.message


@pytest.mark.parametrize("text", ["article 99", "show me article 200 of the CIS Agreement", "article 5(2)"])
def test_an_article_that_does_not_exist_is_none_of_the_dialogue(text):
    resolution = resolve(text, after(PRESERVATION), CORPUS)
    assert not resolution.provisions
    assert resolution.question == text
    with pytest.raises(UnknownProvision, match=r"has articles|no paragraphs"):
        structure.read_off(read(text, CORPUS, resolution.scope), CORPUS)


@pytest.mark.parametrize("text", ["no, the CIS one", "I mean the CIS agreement", "the CIS one", "CIS agreement please"])
def test_chooses_the_instrument_of_a_bare_number(text):
    assert shown(text, after(("show article 9", "un:art_9", "cis:art_9"))) == ["cis:art_9"]


def test_the_other_instrument_is_asked_the_subject_of_an_article_that_was_sure():
    resolution = resolve("and in the CIS agreement?", after(LIABILITY, ("article 14", "un:art_14")), CORPUS)
    assert not resolution.provisions
    assert "theft" in resolution.question


@pytest.mark.parametrize(
    "text", ["define personal data", "what is the definition of a computer system?", "define hacker"]
)
def test_defines_no_other_term_in_place_of_one_that_is_not_defined(text):
    assert not resolve(text, after(PRESERVATION), CORPUS).provisions


def test_swaps_what_was_wrong():
    conversation = after(("show the definition of confiscation", "un:art_4__point_j"))
    assert shown("not confiscation, seizure of property", conversation) == ["un:art_4__point_a"]


def test_an_unanswered_turn_leaves_the_focus():
    conversation = after(PRESERVATION, ("what does that cost in roubles?",))
    assert shown("the next article", conversation) == ["un:art_60"]


def test_keeps_to_what_is_still_loaded():
    only = Corpus([CORPUS[UN]])
    resolution = resolve("the next article", after(LIABILITY, COSTS), only)
    assert resolution.provisions == ((UN, "art_31"),)


def test_a_question_about_a_named_provision_is_searched():
    asked = resolve("We want to make a reservation to article 25, is that allowed?", after(LIABILITY), CORPUS)
    assert (asked.provisions, asked.near) == ((), ((UN, "art_25"),))


def test_what_is_meant_instead_is_asked_of_the_topic_where_the_question_had_no_such_words():
    meant = resolve("no, not the spoken words - traffic data only", after(PRESERVATION), CORPUS)
    assert next(wording.text for wording in meant.wordings) == "traffic data only"
    assert len(meant.wordings) == 3


def test_goes_back_to_what_was_shown():
    conversation = after(PRESERVATION, ("and refusal?", "cis:art_8__para_1"))
    assert shown("back to article 59, its paragraph 2", conversation)[-1] == "un:art_59__para_2"
    assert resolve("back to expedited preservation: who asks for it?", conversation, CORPUS).near == (
        (UN, "art_59__para_6"),
    )


def test_the_first_article_cited_is_not_article_one():
    conversation = after(("which bodies are there?", "un:art_78__para_1", "un:art_79__para_1"))
    assert shown("what did the first article you cited say again?", conversation) == ["un:art_78__para_1"]


def test_the_instrument_named_holds_for_what_is_meant():
    text = "how does the CIS agreement handle it, I mean the grounds for refusal?"
    assert resolve(text, after(LIABILITY), CORPUS).scope == (CIS,)


def test_a_named_provision_is_what_is_left_where_its_question_finds_nothing():
    asked = resolve("who decides on extradition under article 47?", after(LIABILITY), CORPUS)
    assert asked.otherwise == ((UN, "art_47"),)


def test_a_long_article_is_searched_for_a_detail():
    resolution = resolve("who decides on extradition under article 47?", after(LIABILITY), CORPUS)
    assert resolution.provisions == ()
    assert resolution.near[0] == (UN, "art_47")
    assert "UN draft convention" in resolution.question


def test_five_hundred_turns_look_like_six():
    one = ("How long must preserved data be kept?", "un:art_59__para_6")
    assert resolve("who pays for it?", after(*[one] * 500), CORPUS) == resolve(
        "who pays for it?", after(*[one] * 6), CORPUS
    )


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
            resolution = resolve(text, conversation, CORPUS)
        except UsageError:
            continue
        assert resolution.question
        for id, eid in (*resolution.provisions, *resolution.near, *resolution.about):
            assert eid in CORPUS[id]
