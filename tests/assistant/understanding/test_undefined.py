"""Questions for the definition of what no instrument defines."""

import pytest
from conversation_cases import CIS, CORPUS, UN

from assistant.answering import wording
from assistant.conversation import Conversation
from assistant.understanding.intents import Undefined
from assistant.understanding.question import read
from assistant.understanding.turns import understand
from assistant.understanding.undefined import undefined_term, used


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("definition of terrorism", "terrorism"),
        ("How is a national defined in the UN draft?", "a national"),
        ("how do the two texts define the internet?", "internet"),
        ('whats the official definition of "information space" in there', "information space"),
        ("The exact definition of 'personal data', if you please.", "personal data"),
        ("word 'sovereignty' what definition the text give", "sovereignty"),
        ("money-laundering, how do they define that", "money-laundering"),
        ("Define cyberspace", "cyberspace"),
    ],
)
def test_a_term_that_is_nowhere_defined_is_told(text, term):
    assert undefined_term(read(text, CORPUS), CORPUS) == term


@pytest.mark.parametrize(
    "text",
    [
        'How is "service provider" defined?',
        "Define traffic data under the UN draft convention.",
        "definition of information and telecommunications networks",
        "how is that kind of infrastructure defined?",
        "the definition of that network thing?",
        "define emergency",
        "Does the UN draft itself define what copyright is?",
        "How is copyright defined in the UN draft?",
        'Does the CIS treaty itself define "significant harm"?',
        "Other subject: how does the agreement define malicious software?",
        "the two words at the end of it, how are those defined",
        "What does article 4 (z) of the UN convention define?",
        "How does the Budapest Convention define terrorism?",
        "What is terrorism?",
        "How is malware defined?",
        'How is "malware" defined?',
        "define ISP",
        'How is "critical infrastructure facility" defined?',
        'How is "information and communications technologies (ICT)" defined?',
        "How is BOT-NET defined?",
        'How are "terrorism" and "botnet" defined?',
        "define terrorism and property",
        "define ransomware",
        "show the definition of that",
        "who defines significant harm in the CIS one?",
    ],
)
def test_what_is_defined_or_asked_otherwise_is_searched(text):
    assert undefined_term(read(text, CORPUS), CORPUS) == ""


def test_where_its_words_are_is_told():
    question = read("How does the UN draft define terrorism?", CORPUS)
    assert used("terrorism", question, CORPUS) == ((UN, "preamble"), (UN, "art_20"), (UN, "annex"))
    intent = understand(question.text, Conversation(), CORPUS)
    assert isinstance(intent, Undefined)
    assert wording.undefined(intent, CORPUS) == (
        'The UN draft convention does not define "terrorism"; the words are in: preamble of the UN draft convention, '
        "article 20 of the UN draft convention, annex of the UN draft convention."
    )


def test_of_several_instruments_none_is_said_to():
    intent = understand("define sovereignty", Conversation(), CORPUS)
    assert isinstance(intent, Undefined)
    assert intent.instruments == (UN, CIS)
    assert wording.undefined(intent, CORPUS).startswith(
        'Neither the UN draft convention nor the CIS Agreement defines "sovereignty"; the words are in: '
    )
