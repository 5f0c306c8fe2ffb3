"""Turns of dialogues, and what they are understood as."""

from dataclasses import replace

import pytest
from followup_cases import CIS, CORPUS, UN, after, answered, shown
from hypothesis import given
from hypothesis import strategies as st

from assistant.answer import Found
from assistant.answering import structure
from assistant.conversation import Conversation
from assistant.understanding.question import read
from assistant.understanding.turns import resolve, taken
from corpus.errors import UnknownProvision, UsageError
from corpus.shelf.library import Corpus


def articles_of(places):
    return [(id, CORPUS[id].article_of(CORPUS[id][eid]).eid) for id, eid in places]


PRESERVATION = ("How long must preserved data be kept?", "un:art_59__para_6")
COSTS = ("Who pays for a CIS cooperation operation?", "cis:art_11")
LIABILITY = ("Can companies be prosecuted under the UN draft?", "un:art_30__para_1")
BOTNET = ("is it illegal under the UN draft to run a botnet", "un:art_10__para_2")


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
    conversation = taken(Conversation(), "how do they cooperate?", answer, CORPUS)
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
    assert articles_of(resolve(text, conversation, CORPUS).about) == articles_of(conversation.focus)


def test_says_that_nothing_is_referred_to():
    resolution = resolve("what does it refer to?", after(COSTS), CORPUS)
    assert "no such reference" in resolution.message


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
    resolution = resolve(text, after(PRESERVATION), CORPUS)
    assert (resolution.provisions, resolution.form) == (((UN, "art_59__para_6"),), form)
    resolution = resolve(text, after(COSTS), CORPUS)
    assert (resolution.provisions, resolution.form) == (((CIS, "art_11"),), form)


def test_picks_one_of_several():
    conversation = after(("which bodies does it create?", "un:art_78__para_1", "un:art_79__para_1"))
    assert shown("the second one", conversation) == ["un:art_79__para_1"]
    assert shown("the first one you mentioned, quote it in OSCOLA", conversation) == ["un:art_78__para_1"]
    who = resolve("who sits on the second one?", conversation, CORPUS)
    assert who.provisions == ()
    assert who.near[0] == (UN, "art_79__para_1")


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
    resolution = resolve(text, conversation, CORPUS)
    assert shown(text, conversation) == [first]
    assert resolution.against == (against,)
    assert resolution.sought


def test_compares_two_named_provisions():
    assert shown("compare paragraph 1 with paragraph 2", after(LIABILITY)) == [
        "un:art_30__para_1",
        "un:art_30__para_2",
    ]


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
    third = Corpus([*CORPUS.values(), _renamed(CORPUS[CIS], "third", "Third Protocol")])
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
