"""What becomes of a turn once it is understood: an answer that can be checked, or a decline that says why."""

import pytest
from assistant_cases import checked, places
from conversation_cases import CIS, CORPUS, PRESERVED, UN, talk
from intent_cases import ONLY_CIS, TURNS

from assistant.answer import Reason, Status
from assistant.answering.answering import Answering
from assistant.answering.writers.extractive import Extractive
from assistant.conversation import Conversation
from assistant.understanding.intents import (
    AskBack,
    Compare,
    Lacking,
    LeftOut,
    Match,
    Nowhere,
    Search,
    Undefined,
    Undone,
)
from assistant.understanding.turns import understand

DECLINED = (AskBack, Lacking, LeftOut, Nowhere, Undefined, Undone)
SEARCHED = (Search, Compare, Match)


def answer(text, conversation, corpus, retriever):
    intent = understand(text, conversation, corpus, CORPUS)
    return checked(Answering(corpus, retriever, Extractive()).answer(text, intent))


def no_retriever():
    raise AssertionError("the structure needs no index")


@pytest.mark.parametrize(("kind", "text", "conversation", "corpus"), TURNS)
def test_every_intent_is_answered_or_declined(assistant, kind, text, conversation, corpus):
    found = answer(text, conversation, corpus, lambda: assistant.retriever)
    assert found.answered is (kind not in DECLINED)
    assert bool(found.reason) is not found.answered


@pytest.mark.parametrize(("text", "conversation", "corpus"), [turn for kind, *turn in TURNS if kind not in SEARCHED])
def test_what_is_not_searched_needs_no_index(text, conversation, corpus):
    assert answer(text, conversation, corpus, no_retriever)


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        ("What is the capital of France?", Reason.NOT_IN_TEXT),
        ("list the chapters of the CIS agreement", Reason.NOT_IN_TEXT),
        ("What does the GDPR say about fines?", Reason.OTHER_INSTRUMENT),
        ("What does the GDPR say on fines that the CIS agreement does not?", Reason.OTHER_INSTRUMENT),
        ("article 99", Reason.NO_SUCH_PROVISION),
        ("article 18 of the CIS agreement", Reason.NO_SUCH_PROVISION),
        ("What does article 99 of the UN draft say about the costs of a request?", Reason.NO_SUCH_PROVISION),
        ("thanks", Reason.NOT_A_QUESTION),
        ("hello", Reason.NOT_A_QUESTION),
        ("why?", Reason.UNCLEAR),
        ("the next paragraph", Reason.UNCLEAR),
        ("paragraph 3", Reason.UNCLEAR),
        ("", Reason.INVALID),
        ("word " * 20_000, Reason.INVALID),
    ],
)
def test_a_decline_says_why_in_a_word(assistant, question, reason):
    found = checked(assistant.ask(question))
    assert found.reason is reason
    assert found.status is (Status.INVALID if reason is Reason.INVALID else Status.NOT_FOUND)


@pytest.mark.parametrize("question", ["Who is the depositary of the UN draft?", "article 5 of the UN draft"])
def test_an_instrument_that_is_left_out_is_another_one(assistant, question):
    assert assistant.ask(question, instruments=[CIS]).reason is Reason.OTHER_INSTRUMENT


def test_what_is_answered_has_no_reason(assistant):
    for question in ("article 5", "How many articles does the UN draft have?", "In the UN draft, who bears the costs?"):
        found = checked(assistant.ask(question))
        assert (found.answered, found.reason, found.choices) == (True, None, ())


def test_what_another_instrument_may_say_is_offered(assistant):
    found = checked(assistant.ask("On what grounds can a State refuse to help, and how long must data be kept?"))
    cited = {citation.instrument for citation in found.citations}
    for choice in found.choices:
        offered = checked(assistant.ask(choice))
        assert {citation.instrument for citation in offered.citations}.isdisjoint(cited)


@pytest.mark.parametrize(
    ("question", "silent"),
    [
        ("How do both instruments settle disputes?", ()),
        ("What do the UN draft and the CIS Agreement say about a 24/7 network?", (CIS,)),
    ],
)
def test_of_several_instruments_it_is_said_which_answer(assistant, question, silent):
    found = checked(assistant.ask(question))
    assert [part.instrument for part in found.parts if part.status is Status.NOT_FOUND] == list(silent)
    assert {part.instrument for part in found.parts} == {UN, CIS}
    assert {part.instrument for part in found.parts if part.status is Status.ANSWERED} == {
        citation.instrument for citation in found.citations
    }


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("Wie lange müssen Daten aufbewahrt werden?", "German"),
        ("Quanto tempo os dados devem ser conservados?", "Portuguese"),
        ("Як довго мають зберігатися дані?", "Ukrainian"),
    ],
)
def test_a_question_in_another_language_is_told_so(assistant, question, language):
    chat = assistant.chat()
    for found in (assistant.ask(question), *(chat.ask(turn) for turn in (PRESERVED, question))):
        if found.question != PRESERVED:
            assert checked(found).reason is Reason.LANGUAGE
            assert f"This looks like {language}" in found.message
            assert found.resolved_question is None


@pytest.mark.parametrize(
    "question", ["Who won the football world cup?", "hlw lng mst dt b kpt", "asdf qwer zxcv uiop", "wie lang?"]
)
def test_odd_english_is_no_other_language(assistant, question):
    assert checked(assistant.ask(question)).reason is not Reason.LANGUAGE


@pytest.mark.parametrize(
    "question", ["why?", "who pays for it?", "the next paragraph", "and the costs?", "hello", "thanks", "help"]
)
def test_choices_stand_alone_and_apart_from_the_message(assistant, question):
    found = checked(assistant.ask(question))
    assert found.choices
    assert not any(choice in found.message for choice in found.choices)
    for choice in found.choices:
        assert checked(assistant.ask(choice)).answered


def test_what_is_offered_in_a_dialogue_can_be_asked_in_it(assistant):
    conversation = talk(PRESERVED, places=((UN, "art_59__para_2"),))
    offered = checked(assistant.ask("thanks", conversation=conversation)).choices
    assert offered
    for choice in offered:
        assert checked(assistant.ask(choice, conversation=conversation)).answered


@pytest.mark.parametrize(
    ("asked", "corrected", "lead"),
    [
        (
            "how many articles are in chapter II of the UN draft?",
            "not chapter II, chapter III",
            "Chapter III of the UN draft convention has 6 articles [1] [2].",
        ),
        (
            "how many articles are in chapter II?",
            "no, not in chapter II, in chapter III",
            "Chapter III of the UN draft convention has 6 articles [1] [2].",
        ),
        (
            "how many paragraphs does article 59 of the UN draft have?",
            "not article 59, article 47",
            "Article 47 of the UN draft convention has 17 paragraphs [1] [2].",
        ),
        (
            "how many chapters does the UN draft have?",
            "not chapters, articles",
            "The UN draft convention has 89 articles [1] [2].",
        ),
    ],
)
def test_a_corrected_count_is_counted(assistant, asked, corrected, lead):
    chat = assistant.chat()
    checked(chat.ask(asked))
    assert checked(chat.ask(corrected)).answer.startswith(lead)


@pytest.mark.parametrize("opening", [(), (PRESERVED,)])
def test_what_an_article_says_about_something_that_points_is_no_question_about_references(assistant, opening):
    conversation = talk(*opening) if opening else Conversation()
    found = checked(
        assistant.ask("What does article 66 of the UN draft say about the contact point?", conversation=conversation)
    )
    assert found.mode == "extractive"
    assert {eid.split("__")[0] for _, eid in places(found)} == {"art_66"}


def test_a_provision_is_looked_for_in_the_instruments_allowed_alone():
    found = answer("article 24", Conversation(), ONLY_CIS, no_retriever)
    assert (found.reason, found.message) == (
        Reason.NO_SUCH_PROVISION,
        "The CIS Agreement has articles 1 to 17, no article 24.",
    )
