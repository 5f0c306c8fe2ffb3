"""Turns that lean on those before: what is asked, and of which instrument."""

from dataclasses import replace

import pytest
from conversation_cases import CIS, CORPUS, UN
from followup_cases import COSTS, LIABILITY, PRESERVATION, after, answered, shown

from assistant.conversation import Conversation
from assistant.understanding.turns import resolve, taken


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
    ],
)
def test_puts_the_question_to_the_other_instrument(text):
    resolution = resolve(text, after(LIABILITY), CORPUS)
    assert resolution.scope == (CIS,)
    assert resolution.question.startswith("Can companies be prosecuted")
    assert "UN draft" not in resolution.question
    assert (resolution.leans, resolution.again, resolution.wordings, resolution.near) == (True, True, (), ())


def test_names_what_else_the_other_one_could_be():
    third = CORPUS.with_instrument(_renamed(CORPUS[CIS], "third", "Third Protocol"))
    conversation = taken(Conversation(), "x y z", answered("x y z", (UN, "art_59")), third)
    message = resolve("and in the other treaty?", conversation, third).message
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
    resolution = resolve(text, after(PRESERVATION), CORPUS)
    assert resolution.leans
    assert resolution.near[0] == (UN, "art_59__para_6")
    assert sum(wording.weight for wording in resolution.wordings) == pytest.approx(1.0)
    assert "Expedited preservation" in resolution.question
    assert "How long must preserved data be kept" in resolution.question


def test_a_term_just_defined_stands_for_the_question_what_it_is():
    resolution = resolve("is running one illegal?", after(("what is a botnet?", "un:art_4__point_b")), CORPUS)
    assert "botnet — is running one illegal?" in [wording.text for wording in resolution.wordings]
    resolution = resolve("is running one illegal?", after(("what is a botnet?", "un:art_10__para_2")), CORPUS)
    assert "what is a botnet — is running one illegal?" in [wording.text for wording in resolution.wordings]


def test_a_question_about_the_annex_is_not_what_stands_in_it():
    listed = after(("which treaties are listed?", "un:annex"))
    assert not resolve("can the annex be changed?", listed, CORPUS).provisions
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
    resolution = resolve(text, after(PRESERVATION), CORPUS)
    assert len(resolution.wordings) == 3
    assert (resolution.alone is not None) is in_full
    if in_full:
        assert (resolution.alone.question, resolution.alone.wordings) == (text, ())


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
    resolution = resolve(text, after(PRESERVATION), CORPUS)
    assert (resolution.topic, resolution.leans) == (topic, True)
    first, *joined = [wording.text for wording in resolution.wordings]
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
    resolution = resolve(text, after(PRESERVATION), CORPUS)
    assert (bool(resolution.wordings), resolution.scope) == (joined, (CIS,))


@pytest.mark.parametrize(
    "text",
    ["could one of them hand the case to the other?", "does one wait for the other?", "what about other treaties?"],
)
def test_the_other_of_two_things_is_no_instrument(text):
    assert resolve(text, after(LIABILITY), CORPUS).scope == (UN,)


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("Back to the CIS one: is it a crime just to write that?", "is it a crime just to write that?"),
        ("ok, the CIS one again, can it be amended?", "can it be amended?"),
        ("and under the CIS agreement again, what about its costs?", "what about its costs?"),
    ],
)
def test_an_opening_that_names_an_instrument_is_not_looked_up(text, asked):
    resolution = resolve(text, after(COSTS, LIABILITY), CORPUS)
    assert (resolution.scope, resolution.wordings[0].text) == ((CIS,), asked)


def test_a_question_to_another_instrument_may_lean_on_the_topic_too():
    resolution = resolve("Is the period as long in the CIS agreement?", after(PRESERVATION), CORPUS)
    assert (resolution.wordings, resolution.scope) == ((), (CIS,))
    assert "How long must preserved data be kept" in resolution.joined.question
    assert resolve("Who are the authorities in the UN draft?", after(PRESERVATION), CORPUS).joined is None


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
    resolution = resolve(text, after(LIABILITY, COSTS), CORPUS)
    assert resolution.beside == beside
    assert resolve(text, after(LIABILITY), CORPUS).beside == ()


def test_keeps_to_an_instrument_that_was_named():
    assert resolve("who decides?", after(PRESERVATION), CORPUS).scope == ()
    assert resolve("who decides?", after(LIABILITY), CORPUS).scope == (UN,)
    assert resolve("who decides?", after(PRESERVATION, COSTS), CORPUS).scope == (CIS, UN)
    assert resolve("who decides under the CIS one?", after(LIABILITY, COSTS), CORPUS).scope == (CIS,)
    assert resolve("does it talk to the other side?", after(LIABILITY), CORPUS).scope == (UN,)


def test_asks_the_other_instrument_what_was_not_found():
    conversation = after(LIABILITY, ("can you leave it again?",))
    for text in ("and in the CIS agreement?", "the CIS one I mean", "no, I meant the CIS agreement"):
        resolution = resolve(text, conversation, CORPUS)
        assert (resolution.question, resolution.scope) == ("can you leave it again, in the CIS Agreement?", (CIS,))
