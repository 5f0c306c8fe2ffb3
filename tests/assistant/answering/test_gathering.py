"""Everything of a kind, and what a chapter or a long article holds: in the words of the text, each in its place."""

import pytest
from test_structure import CIS, CORPUS, UN, asked

from assistant.answering.structure import OPENING, surveyed
from assistant.understanding.intents import Gather, Outline
from corpus.model import collapse

OFFENCES = (*range(5, 29),)
ALL = [
    ("all offences", (UN, CIS), ""),
    ("which acts are crimes under the UN draft", (UN,), ""),
    ("List the offences of the CIS Agreement.", (CIS,), ""),
    ("what must be criminalised?", (UN, CIS), ""),
    ("Which offences must States criminalise, as a list?", (UN, CIS), ""),
    ("list all obligations to report", (UN, CIS), "report"),
    ("what are the reporting obligations under the UN draft?", (UN,), "report"),
    ("All duties to cooperate in the CIS Agreement", (CIS,), "cooperate"),
    ("Which duties of cooperation are there?", (UN, CIS), "cooperate"),
]


@pytest.mark.parametrize(("text", "instruments", "verb"), ALL)
def test_all_of_a_kind_is_listed_for_each_instrument(text, instruments, verb):
    intent = asked(text)
    assert isinstance(intent, Gather)
    assert intent.said == verb
    assert tuple(dict.fromkeys([*(id for id, _ in intent.places), *intent.silent])) == instruments
    read = surveyed(intent, CORPUS)
    assert read.lead.count(":") == len(instruments)
    for part in read.quoted:
        assert part.provision.start <= part.span[0] < part.span[1] <= part.provision.end


@pytest.mark.parametrize(
    "text",
    [
        "all offences against children",
        "which offences are extraditable?",
        "what is a criminal act?",
        "list all obligations to report seizures within a week",
        "all offences in article 14",
        "list all obligations to dance",
        "the offences",
        "Are States obliged to report?",
        "what are the obligations to protect personal data",
    ],
)
def test_what_asks_for_a_part_or_for_nothing_of_the_kind_is_no_list_of_all(text):
    assert not isinstance(asked(text), Gather)


def test_every_article_that_makes_an_act_an_offence_is_found_and_no_other():
    found = surveyed(asked("all offences in the UN draft"), CORPUS).quoted
    assert [part.provision.number for part in found] == [str(number) for number in OFFENCES]


def test_a_duty_is_one_of_doing_not_of_leave_nor_of_a_term():
    found = {
        (part.instrument.id, part.provision.eid) for part in surveyed(asked("all duties to inform"), CORPUS).quoted
    }
    assert {(UN, "art_52__para_7"), (CIS, "art_7__para_5"), (UN, "art_41__para_2")} <= found
    assert not {eid for id, eid in found if id == UN and eid.startswith("art_4__")}


def test_an_instrument_that_has_none_is_said_to_have_none():
    read = surveyed(asked("all duties to extradite"), CORPUS)
    assert read.lead.endswith(
        "of the CIS Agreement that lay a duty on somebody to extradite, in that word or one like it: none."
    )


@pytest.mark.parametrize(
    ("text", "of", "held"),
    [
        ("What does the UN draft say about extradition?", "art_47", 17),
        ("what does it say about extradition", "art_47", 17),
        ("tell me about extradition", "art_47", 17),
        ("outline of article 47 of the UN draft", "art_47", 17),
        ("list the paragraphs of article 59 of the UN draft", "art_59", 6),
        ("What does chapter III of the UN draft say?", "chp_III", 6),
    ],
)
def test_a_chapter_or_a_long_article_is_told_of_by_the_first_words_of_what_it_holds(text, of, held):
    intent = asked(text)
    assert isinstance(intent, Outline)
    assert [within.eid for within in intent.within] == [of]
    read = surveyed(intent, CORPUS)
    assert len(read.quoted) == held
    for part in read.quoted:
        words = part.instrument.text[slice(*part.span)]
        assert collapse(part.instrument.text[part.provision.start : part.provision.end]).find(collapse(words)) >= 0
        assert part.provision.heading or len(words.split()) <= 2 * OPENING


@pytest.mark.parametrize(
    "text",
    [
        "What does the CIS Agreement say about extradition?",
        "What do both instruments say about extradition?",
        "What does the UN draft say about the depositary?",
        "What does chapter III of the UN draft say about witnesses?",
        "What does article 47 of the UN draft say?",
        "when may extradition be refused?",
    ],
)
def test_what_asks_for_more_or_less_than_an_outline_gets_none(text):
    assert not isinstance(asked(text), Outline)
