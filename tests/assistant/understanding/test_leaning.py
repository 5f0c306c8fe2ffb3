"""Turns that lean on those before: what is asked, and of which instrument."""

from dataclasses import replace

import pytest
from conversation_cases import CIS, CORPUS, UN
from followup_cases import (
    COSTS,
    LIABILITY,
    PRESERVATION,
    after,
    answered,
    searched,
    shown,
    taken,
    told,
    understood,
)

from assistant.conversation import Conversation
from assistant.understanding.intents import Compare, Search
from corpus.shelf.collection import Corpus


@pytest.mark.parametrize(
    "text",
    [
        "And in the other treaty?",
        "same in the CIS agreement?",
        "what about the CIS one?",
        "is there something similar in the other one?",
        "no, the CIS agreement",
        "I meant the CIS agreement",
        "under the CIS agreement then?",
        "does the CIS text allow the same?",
        "and the older one?",
        "is the CIS one more generous?",
        "Is the Minsk agreement any stricter?",
        "same thing in the post-Soviet one?",
    ],
)
def test_puts_the_question_to_the_other_instrument(text):
    intent = searched(text, after(LIABILITY))
    assert intent.query.scope == (CIS,)
    assert intent.text.startswith("Can companies be prosecuted")
    assert "UN draft" not in intent.text
    assert (intent.leans, intent.again, intent.query.wordings, intent.query.near) == (True, True, (), ())


def test_names_what_else_the_other_one_could_be():
    third = Corpus([*CORPUS.values(), _renamed(CORPUS[CIS], "third", "Third Protocol")])
    conversation = taken(Conversation(), "x y z", answered("x y z", (UN, "art_59")), third)
    asked = understood("and in the other treaty?", conversation, third)
    message = told(asked.query, third)
    assert "CIS Agreement" in message
    assert "Third Protocol" in message


def _renamed(instrument, id, title):
    about = replace(instrument.about, id=id, title=title, short_title=title, names=())
    return replace(instrument, about=about)


@pytest.mark.parametrize(
    "text",
    [
        "who pays for it?",
        "and if they refuse?",
        "why?",
        "for how long?",
        "deadline?",
        "is that binding?",
        "can they refuse?",
        "does it apply to minors?",
        "what if the state is not a party to it?",
    ],
)
def test_joins_what_leans_with_the_topic(text):
    intent = searched(text, after(PRESERVATION))
    assert intent.leans
    assert intent.query.near[0] == (UN, "art_59__para_6")
    assert sum(wording.weight for wording in intent.query.wordings) == pytest.approx(1.0)
    assert "Expedited preservation" in intent.text
    assert "How long must preserved data be kept" in intent.text


def test_a_term_just_defined_stands_for_the_question_what_it_is():
    intent = searched("is running one illegal?", after(("what is a botnet?", "un:art_4__point_b")))
    assert "botnet — is running one illegal?" in ways(intent)
    intent = searched("is running one illegal?", after(("what is a botnet?", "un:art_10__para_2")))
    assert "what is a botnet — is running one illegal?" in ways(intent)


def ways(intent):
    return [wording.question.text for wording in intent.query.wordings]


def test_a_question_about_the_annex_is_not_what_stands_in_it():
    listed = after(("which treaties are listed?", "un:annex"))
    assert isinstance(understood("can the annex be changed?", listed), Search)
    assert shown("read the annex", listed) == ["un:annex"]


@pytest.mark.parametrize(
    ("text", "in_full"),
    [
        ("Which State bears the costs of preserving data?", True),
        ("and which State bears the costs of preserving data?", False),
        ("who bears the costs?", True),
        ("can a State extradite its nationals?", True),
        ("can it be extended?", False),
        ("on which grounds exactly?", False),
        ("any exceptions?", False),
    ],
)
def test_a_turn_asked_in_full_may_be_looked_up_alone(text, in_full):
    intent = searched(text, after(PRESERVATION))
    assert len(intent.query.wordings) == 3
    assert (intent.alone is not None) is in_full
    if in_full:
        assert (intent.alone.text, intent.alone.question.text, intent.alone.wordings) == (text, text, ())


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("and the exceptions?", "the exceptions?"),
        ("what about companies?", "companies?"),
        ("but who decides?", "who decides?"),
        ("what if data leaks?", "data leaks?"),
    ],
)
def test_a_subject_of_its_own_is_the_topic_from_then_on(text, topic):
    intent = searched(text, after(PRESERVATION))
    assert (intent.memory.topic, intent.leans) == (topic, True)
    first, *joined = ways(intent)
    bare = text.rstrip("?")
    assert first == text
    assert joined == [
        f"How long must preserved data be kept — {bare}?",
        f"{bare}? (Expedited preservation of electronic information)",
    ]


@pytest.mark.parametrize(
    ("text", "joined"),
    [
        ("Is the notice period the same in the CIS one?", True),
        ("does the CIS agreement let us do that as well?", True),
        ("Who are the competent authorities in the CIS agreement?", False),
    ],
)
def test_a_likeness_joins_a_question_to_another_instrument_with_the_topic(text, joined):
    query = searched(text, after(PRESERVATION)).query
    assert (bool(query.wordings), query.scope) == (joined, (CIS,))


@pytest.mark.parametrize(
    "text",
    ["could one of them hand the case to the other?", "does one wait for the other?", "what about other treaties?"],
)
def test_the_other_of_two_things_is_no_instrument(text):
    assert searched(text, after(LIABILITY)).query.scope == (UN,)


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("Back to the CIS one: is it a crime just to write that?", "is it a crime just to write that?"),
        ("ok, the CIS one again, can it be amended?", "can it be amended?"),
        ("and under the CIS agreement again, what about its costs?", "what about its costs?"),
    ],
)
def test_an_opening_that_names_an_instrument_is_not_looked_up(text, asked):
    intent = searched(text, after(COSTS, LIABILITY))
    assert (intent.query.scope, ways(intent)[0]) == ((CIS,), asked)


def test_a_question_to_another_instrument_may_lean_on_the_topic_too():
    intent = searched("Is the period as long in the CIS agreement?", after(PRESERVATION))
    assert (intent.query.wordings, intent.query.scope) == ((), (CIS,))
    assert "How long must preserved data be kept" in intent.joined.text
    assert searched("Who are the authorities in the UN draft?", after(PRESERVATION)).joined is None


@pytest.mark.parametrize(
    ("text", "beside"),
    [
        ("how is each of them amended?", (CIS, UN)),
        ("which of them requires damage?", (CIS, UN)),
        ("do they both allow it?", (CIS, UN)),
        ("compare them on leaving: how much notice?", (CIS, UN)),
        ("what if both states refuse?", ()),
        ("who pays for it?", ()),
    ],
)
def test_each_instrument_answers_where_it_is_asked_of_each(text, beside):
    intent = understood(text, after(LIABILITY, COSTS))
    assert isinstance(intent, Compare if beside else Search)
    assert getattr(intent, "instruments", ()) == beside
    assert not isinstance(understood(text, after(LIABILITY)), Compare)


def test_keeps_to_an_instrument_that_was_named():
    assert searched("who decides?", after(PRESERVATION)).query.scope == ()
    assert searched("who decides?", after(LIABILITY)).query.scope == (UN,)
    assert searched("who decides?", after(PRESERVATION, COSTS)).query.scope == (CIS, UN)
    assert searched("who decides under the CIS one?", after(LIABILITY, COSTS)).query.scope == (CIS,)
    assert searched("does it talk to the other side?", after(LIABILITY)).query.scope == (UN,)


def test_asks_the_other_instrument_what_was_not_found():
    conversation = after(LIABILITY, ("can you leave it again?",))
    for text in ("and in the CIS agreement?", "the CIS one I mean", "no, I meant the CIS agreement"):
        intent = searched(text, conversation)
        assert (intent.text, intent.query.scope) == ("can you leave it again, in the CIS Agreement?", (CIS,))
