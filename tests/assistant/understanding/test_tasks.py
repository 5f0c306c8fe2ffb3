"""Turns that ask for other words than those of the texts."""

import pytest
from conversation_cases import CIS, CORPUS, UN
from followup_cases import PRESERVATION, after, told, understood

from assistant.conversation import Conversation
from assistant.understanding.intents import Outline, Search, Show, Undone
from assistant.understanding.notes import Remark
from assistant.understanding.turns import understand

NOTHING = Conversation()


def read(text, conversation=NOTHING):
    return understand(text, conversation, CORPUS)


@pytest.mark.parametrize(
    "text",
    [
        "explain article 39",
        "explain article 39 in simple words",
        "summarise article 39 in one sentence",
        "Please give me a short summary of article 39",
        "can you paraphrase article 39 for a child",
        "tl;dr article 39",
        "the gist of article 39",
        "translate article 39 into French",
        "I want a two-line summary of article 39 please",
        "in simple words: what is article 39 about?",
        "explain article 39 for me please",
    ],
)
def test_what_is_to_be_put_in_other_words_is_shown_in_its_own(text):
    intent = read(text)
    assert isinstance(intent, Show)
    assert intent.places == ((UN, "art_39"),)
    assert "words of the texts" in told(intent)


@pytest.mark.parametrize(
    "text", ["summarise it", "explain that in plain English", "now translate it into German", "tl;dr"]
)
def test_it_is_what_the_dialogue_is_at(text):
    intent = understood(text, after(PRESERVATION))
    assert isinstance(intent, Show)
    assert intent.places == ((UN, "art_59__para_6"),)


@pytest.mark.parametrize(
    ("text", "meant", "kind"),
    [
        ("summarise the UN draft", (UN,), "chapter"),
        ("Write me a one-page summary of the CIS Agreement", (CIS,), "article"),
        ("can u summarise the cis thing", (CIS,), "article"),
        ("summarise both treaties", (UN, CIS), "article"),
        ("summarize the CIS agreement for me", (CIS,), "article"),
        ("give me a quick overview of the UN draft please", (UN,), "chapter"),
    ],
)
def test_of_a_whole_instrument_its_headings_are_shown(text, meant, kind):
    intent = read(text)
    assert isinstance(intent, Outline)
    assert (tuple(within.instrument for within in intent.within), intent.kind) == (meant, kind)


@pytest.mark.parametrize(
    "text", ["Explain who bears the costs of assistance", "summarise what the CIS Agreement says about refusal"]
)
def test_a_question_behind_the_wish_is_asked(text):
    intent = read(text)
    assert isinstance(intent, Search)
    assert Remark.VERBATIM in intent.query.notes
    assert "summar" not in intent.query.text.casefold()


@pytest.mark.parametrize(
    "text", ["draft a letter to the ministry about article 5", "Write an essay on cybercrime", "compose a speech"]
)
def test_nothing_is_written(text):
    assert isinstance(read(text), Undone)


@pytest.mark.parametrize(
    "text",
    [
        "Who may draft a protocol to the convention?",
        "Does the draft say anything about translation of requests?",
        "In which language is a summary of the facts to be given?",
        "What does article 39 of the draft say?",
    ],
)
def test_the_words_alone_are_no_such_wish(text):
    intent = read(text)
    assert not isinstance(intent, Undone)
    assert Remark.VERBATIM not in intent.notes
