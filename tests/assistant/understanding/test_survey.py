"""Counts, lists and titles asked for in a dialogue, where the words do not say of what."""

import pytest
from conversation_cases import CIS, CORPUS, UN
from followup_cases import COSTS, PRESERVATION, after, searched, shown, understood

from assistant.answering.structure import surveyed
from assistant.understanding.intents import Count, Outline, Trace


def lead(conversation, text):
    """What the structure says first to a turn, as it is understood."""
    intent = understood(text, conversation)
    assert isinstance(intent, Count | Outline | Trace)
    return surveyed(intent, CORPUS).lead


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("How many articles does it have?", "The UN draft convention has 89 articles [1] [2]."),
        ("and how many chapters are there?", "The UN draft convention has 7 chapters [1] [2]."),
        ("how many articles are in the other one?", "The CIS Agreement has 17 articles [1] [2]."),
        ("how many paragraphs are there?", "Article 59 of the UN draft convention has 6 paragraphs [1] [2]."),
        (
            "how many paragraphs does that article have?",
            "Article 59 of the UN draft convention has 6 paragraphs [1] [2].",
        ),
        (
            "how many paragraphs does article 47 have?",
            "Article 47 of the UN draft convention has 17 paragraphs [1] [2].",
        ),
        ("how many articles are in that chapter?", "Chapter IV of the UN draft convention has 29 articles [1] [2]."),
        (
            "how many paragraphs does the next article have?",
            "Article 60 of the UN draft convention has 2 paragraphs [1] [2].",
        ),
        (
            "how many paragraphs has the article on extradition?",
            "Article 47 of the UN draft convention has 17 paragraphs [1] [2].",
        ),
        ("no, how many articles does it have?", "The UN draft convention has 89 articles [1] [2]."),
        ("different question: how many chapters are there?", "The UN draft convention has 7 chapters [1] [2]."),
        (
            "how many articles does each of them have?",
            "The UN draft convention has 89 articles [1] [2]. The CIS Agreement has 17 articles [3] [4].",
        ),
        ("what are the chapters?", "Chapters of the UN draft convention: 7."),
        ("what articles are in this section?", "Articles of chapter IV, section 1 of the UN draft convention: 21."),
        ("show me the table of contents", "Chapters of the UN draft convention: 7."),
        ("list the chapters of the CIS agreement", "The CIS Agreement has no chapters."),
        ("which articles refer to article 88?", "No provision is found that refers to article 88."),
    ],
)
def test_counts_and_lists_what_the_dialogue_is_in(text, expected):
    assert lead(after(PRESERVATION), text) == expected


def test_counts_the_points_of_what_was_shown():
    asked = after(("What must a request contain?", "un:art_59__para_2"))
    expected = "Article 59, paragraph 2 of the UN draft convention has 6 points [1] [2]."
    assert lead(asked, "how many points are in that list?") == expected


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (["how many articles does it have?", "and the other one?"], "The CIS Agreement has 17 articles [1] [2]."),
        (["how many articles does it have?", "how many paragraphs?"], "Article 59 of the UN draft convention has 6"),
        (["what are the chapters?", "and in the CIS agreement?"], "The CIS Agreement has no chapters."),
    ],
)
def test_asks_the_same_of_another(texts, expected):
    *before, last = texts
    conversation = after(PRESERVATION, *((text, "un:art_59") for text in before))
    assert lead(conversation, last).startswith(expected)


def test_the_title_of_the_instrument_in_question():
    for conversation, id in ((after(PRESERVATION), UN), (after(PRESERVATION, COSTS), CIS)):
        assert understood("what is its full title?", conversation).places == ((id, "title"),)


def test_its_title_is_that_of_the_article_unless_it_is_the_full_one():
    assert shown("what is its title?", after(PRESERVATION)) == ["un:art_59"]


def test_a_dialogue_stays_at_what_is_referred_to():
    meant = understood("and what refers to article 59?", after(PRESERVATION))
    assert meant.memory.about == ((UN, "art_59"),)


def test_says_of_what_it_counts():
    asked = understood("how many paragraphs?", after(PRESERVATION))
    assert asked.text == "how many paragraphs (article 59 of the UN draft convention)?"


@pytest.mark.parametrize("text", ["list all definitions", "what other terms are defined?", "show me the definitions"])
def test_all_definitions_are_an_article(text):
    assert shown(text, after(PRESERVATION)) == ["un:art_4"]
    assert shown(text, after(COSTS)) == ["cis:art_1"]


@pytest.mark.parametrize(
    "text", ["how many days is that?", "which articles deal with costs?", "who names the experts?"]
)
def test_a_question_of_substance_is_searched(text):
    assert searched(text, after(PRESERVATION)).query.wordings
