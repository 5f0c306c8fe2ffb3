"""The words of a quote that decide a question."""

from dataclasses import replace

import pytest
from conversation_cases import CIS, CORPUS, UN
from hypothesis import given
from hypothesis import strategies as st

from assistant.answer import Answer, Citation, Status
from assistant.conversations.deciding import deciding, emphasised, headlines

TEXTS = {id: CORPUS[id].words for id in (UN, CIS)}


def words(instrument, eid):
    return TEXTS[instrument](CORPUS[instrument][eid])


@pytest.mark.parametrize(
    ("question", "place", "expected"),
    [
        ("How long must preserved data be kept?", (UN, "art_59__para_6"), "for a period of not less than 90 days"),
        ("how quickly must an urgent request be confirmed in writing?", (CIS, "art_6__para_2"), "within three days"),
        (
            "When does the draft enter into force?",
            (UN, "art_84__para_1"),
            "on the ninetieth day after the",
        ),
        ("What majority adopts amendments?", (UN, "art_85__para_1"), "two-thirds majority"),
        ("May a request be refused?", (CIS, "art_8__para_1"), "may be refused in part or in whole"),
        ("May information be used for other ends?", (CIS, "art_9__para_3"), "shall not be used without the consent"),
        ("What is malicious software?", (CIS, "art_1__point_c"), ""),
        ("Must the requested party keep a request confidential?", (UN, "art_59__para_6"), ""),
        ("", (UN, "art_59__para_6"), ""),
    ],
)
def test_deciding_words(question, place, expected):
    found = deciding(question, words(*place))
    assert found.startswith(expected) if expected else not found
    assert found in words(*place)


@given(st.text(max_size=80), st.text(max_size=200))
def test_what_decides_stands_in_the_quote(question, quote):
    assert deciding(f"how long {question}", quote) in quote


def test_a_headline_for_each_instrument_and_bold_words_in_its_quote():
    quotes = [(UN, "art_59__para_6"), (UN, "art_59__para_1"), (CIS, "art_6__para_2")]
    cited = tuple(Citation(n, *place, place[1], "", words(*place), 0, 0) for n, place in enumerate(quotes, 1))
    answer = Answer("How long?", Status.ANSWERED, "> x within three days y [3]", cited, confidence=0.97)
    assert [(h.citation.marker, h.words, h.goes_on) for h in headlines(answer)] == [
        (1, "for a period of not less than 90 days", True),
        (3, "within three days", False),
    ]
    assert emphasised(answer.answer, {3: "within three days"}) == "> x **within three days** y [3]"


def test_an_answer_that_is_not_sure_says_nothing_at_first_sight():
    cited = (Citation(1, UN, "art_59__para_6", "article 59, paragraph 6", "", words(UN, "art_59__para_6"), 0, 0),)
    answer = Answer("How long?", Status.ANSWERED, "> x [1]", cited, confidence=0.8)
    assert headlines(answer) == ()
    assert headlines(replace(answer, confidence=0.99))
