"""Turns that point at something: what is shown."""

from dataclasses import replace

import pytest
from conversation_cases import CIS, CORPUS, UN
from followup_cases import (
    BOTNET,
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

from assistant.answer import Found
from assistant.conversation import Conversation
from assistant.understanding.intents import Cite, Match


def articles_of(places):
    return [(id, CORPUS[id].article_of(CORPUS[id][eid]).eid) for id, eid in places]


@pytest.mark.parametrize(
    ("place", "text", "expected"),
    [
        # the next and the one before
        ("un:art_30__para_2", "the next paragraph", "un:art_30__para_3"),
        ("un:art_30__para_2", "and the previous one?", "un:art_30__para_1"),
        ("un:art_30__para_2", "go on", "un:art_30__para_3"),
        ("un:art_30__para_2", "next", "un:art_30__para_3"),
        ("un:art_30__para_1__point_a", "next paragraph please", "un:art_30__para_2"),
        ("un:art_30__para_1__point_a", "the following point", "un:art_30__para_1__point_b"),
        ("un:art_30__para_2", "what comes after this article?", "un:art_31"),
        ("un:art_30__para_2", "the next article", "un:art_31"),
        ("un:art_30__para_2", "show me the article before that", "un:art_29"),
        ("un:art_30", "which article comes right after?", "un:art_31"),
        ("un:art_46__para_4", "next paragraph", "un:art_46__para_nn_1"),
        ("un:art_4__point_k", "next definition", "un:art_4__point_l"),
        ("un:art_59__para_6", "what does the preceding paragraph say?", "un:art_59__para_5"),
        ("cis:art_16", "continue with the next article", "cis:art_17"),
        ("un:art_31", "the next chapter", "un:chp_III"),
        # all of it
        ("un:art_30__para_2", "read the whole article", "un:art_30"),
        ("un:art_30__para_1__point_a", "show me the entire paragraph", "un:art_30__para_1"),
        ("un:art_30__para_2", "can I see it in full?", "un:art_30"),
        ("un:art_30__para_2", "paragraph 1 of the article, in full", "un:art_30__para_1"),
        ("un:art_26__para_1", "number 12 of the annex?", "un:annex__item_12"),
        ("un:annex__item_6", "what's number 13?", "un:annex__item_13"),
        ("un:art_30__para_2", "read all of 73", "un:art_73"),
        ("un:art_30__para_2", "read the whole article on extradition", "un:art_47"),
        # units named from here
        ("un:art_59__para_6", "what does paragraph 2 of that article say?", "un:art_59__para_2"),
        ("un:art_59__para_2", "point b?", "un:art_59__para_2__point_b"),
        ("un:art_59__para_2__point_b", "and (a)?", "un:art_59__para_2__point_a"),
        ("un:art_59__para_6", "only paragraph 2", "un:art_59__para_2"),
        ("un:art_42", "point b of its second paragraph", "un:art_42__para_2__point_b"),
        ("un:art_26__para_3", "item 7 of that list?", "un:annex__item_7"),
        ("un:art_59__para_6", "its last paragraph", "un:art_59__para_6"),
        ("un:art_59__para_6", "and article 34?", "un:art_34"),
        ("cis:art_6__para_1", "and article 8?", "cis:art_8"),
        ("cis:art_6__para_1", "what about article 8 of the UN draft?", "un:art_8"),
        ("un:art_49__para_2", "what does article 66, mentioned there, provide?", "un:art_66"),
        ("un:art_71__para_6", "paragraph 1 mentions article 73, what is in it?", "un:art_73"),
        # corrections
        ("un:art_59__para_6", "no, I meant article 34", "un:art_34"),
        ("un:art_59__para_6", "sorry, article 34", "un:art_34"),
        ("un:art_59__para_6", "I mean paragraph 2", "un:art_59__para_2"),
        ("un:art_59__para_6", "not paragraph 6, paragraph 5", "un:art_59__para_5"),
        ("un:art_59__para_6", "no, paragraph 5 rather than paragraph 6", "un:art_59__para_5"),
        # definitions
        ("un:art_10__para_2", "show the definition of botnet", "un:art_4__point_b"),
        ("un:art_68__para_1", "what does property mean here?", "un:art_4__point_h"),
        ("un:art_70__para_1", "how is confiscation defined?", "un:art_4__point_j"),
        # by subject
        ("un:art_59__para_6", "what comes right after the article on extradition?", "un:art_48"),
        ("un:art_59__para_6", "ok, the article after extradition, may we do that?", "un:art_48"),
        ("un:art_80", "the article before that one - how many members has the commission?", "un:art_79"),
        ("un:art_36", "and 56 para 2, what is that about?", "un:art_56__para_2"),
        ("un:art_36", "and art. 56(2)?", "un:art_56__para_2"),
        ("un:art_36", "56 (2)?", "un:art_56__para_2"),
        ("un:art_61", "move on to the article after 61 - is content covered by it?", "un:art_62"),
        ("un:art_40", "the article just before extradition, and what does paragraph 2 of it say?", "un:art_46__para_2"),
        ("cis:art_5", "in the CIS text, what comes right after the costs article?", "cis:art_12"),
    ],
)
def test_shows_what_is_pointed_at(place, text, expected):
    assert shown(text, after(("something", place))) == [expected]


def test_a_point_that_the_cited_article_lacks_is_that_of_one_named_beside_it():
    cited, beside = (CIS, "art_2__para_1"), Found(CIS, "art_5", "", "", 0.5, "")
    answer = replace(answered("how do they cooperate?", cited), passages=(beside,))
    conversation = taken(Conversation(), "how do they cooperate?", answer)
    assert shown("point f", conversation) == ["cis:art_5__point_f"]


def test_definition_of_that_is_of_the_term_asked_about():
    assert shown("show the definition of that", after(BOTNET)) == ["un:art_4__point_b"]


def test_it_is_again_the_main_thing_after_a_look_aside():
    conversation = after(BOTNET, ("show the definition of that", "un:art_4__point_b"))
    assert shown("which offences does it refer to?", conversation)[:2] == ["un:art_6", "un:art_7"]
    assert shown("what does paragraph 1 of that article say?", conversation) == ["un:art_10__para_1"]


@pytest.mark.parametrize(
    ("place", "text", "expected"),
    [
        ("un:art_10__para_2", "what does it refer to?", "un:art_6"),
        ("un:art_10__para_2", "which articles does that paragraph mention?", "un:art_6"),
        ("un:art_66", "which articles refer to it?", "un:art_49__para_2"),
        ("un:art_66", "what mentions this?", "un:art_49__para_2"),
        ("un:art_32__para_3", "which articles refer to this one?", "un:art_33__para_4"),
    ],
)
def test_follows_references_and_stays(place, text, expected):
    conversation = after(("something", place))
    assert expected in shown(text, conversation)
    assert articles_of(understood(text, conversation).memory.about) == articles_of(conversation.focus)


def test_says_that_nothing_is_referred_to():
    assert "no such reference" in told(understood("what does it refer to?", after(COSTS)))


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("quote it in OSCOLA", "oscola"),
        ("cite that in Bluebook please", "bluebook"),
        ("quote it", "un"),
        ("give me the identifier of that", "id"),
        ("UN style please", "un"),
    ],
)
def test_cites_in_a_form(text, form):
    for conversation, place in ((after(PRESERVATION), (UN, "art_59__para_6")), (after(COSTS), (CIS, "art_11"))):
        intent = understood(text, conversation)
        assert isinstance(intent, Cite)
        assert (intent.places, intent.form) == ((place,), form)


def test_picks_one_of_several():
    conversation = after(("which bodies does it create?", "un:art_78__para_1", "un:art_79__para_1"))
    assert shown("the second one", conversation) == ["un:art_79__para_1"]
    assert shown("the first one you mentioned, quote it in OSCOLA", conversation) == ["un:art_78__para_1"]
    assert searched("who sits on the second one?", conversation).query.near[0] == (UN, "art_79__para_1")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "compare article 8 of the CIS agreement with article 52 of the UN convention",
            ["cis:art_8", "un:art_52"],
        ),
        ("UN draft article 8 versus CIS article 5", ["un:art_8", "cis:art_5"]),
        ("article 8 CIS and article 9 UN", ["cis:art_8", "un:art_9"]),
        ("show article 10 of the UN convention paragraph 2", ["un:art_10__para_2"]),
    ],
)
def test_shows_the_article_of_the_instrument_it_is_given_to(text, expected):
    for conversation in (Conversation(), after(PRESERVATION), after(COSTS)):
        assert shown(text, conversation) == expected


@pytest.mark.parametrize(
    ("conversation", "text", "first", "against"),
    [
        (after(COSTS), "compare with the other one", "cis:art_11", UN),
        (after(COSTS), "how does that differ from the UN draft?", "cis:art_11", UN),
        (after(PRESERVATION), "compare article 6 with the CIS rule on illegal access", "un:art_6", CIS),
    ],
)
def test_compares(conversation, text, first, against):
    intent = understood(text, conversation)
    assert isinstance(intent, Match)
    assert shown(text, conversation) == [first]
    assert intent.instruments == (against,)
    assert intent.sought.text


def test_compares_two_named_provisions():
    assert shown("compare paragraph 1 with paragraph 2", after(LIABILITY)) == [
        "un:art_30__para_1",
        "un:art_30__para_2",
    ]
