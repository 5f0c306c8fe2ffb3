"""Moving about in the text by words: what a reader who stands somewhere is shown next."""

import pytest
from conversation_cases import CIS, UN
from followup_cases import after, led, searched, shown, told, understood


@pytest.mark.parametrize(
    ("place", "text", "expected"),
    [
        # directions and counts
        ("cis:art_3__para_1__point_d", "read the point above it", "cis:art_3__para_1__point_c"),
        ("cis:art_7__para_nn_1", "which sentence stands right before it?", "cis:art_7__para_1"),
        ("cis:preamble__rec_2", "one further down", "cis:preamble__rec_3"),
        ("un:art_59__para_3", "and the one below it", "un:art_59__para_4"),
        ("un:art_52__para_5", "two paragraphs further up in that article", "un:art_52__para_3"),
        ("cis:art_12", "two articles up from there", "cis:art_10"),
        ("un:art_59__para_3", "go up one", "un:art_59__para_2"),
        ("un:art_59__para_3", "the next but one", "un:art_59__para_5"),
        ("cis:art_7__para_1", "no, I meant the one right after the 30 days bit", "cis:art_7__para_nn_2"),
        ("un:art_7", "not 8, the one after it", "un:art_9"),
        ("cis:art_7__para_4", "show me the next article, all of it", "cis:art_8"),
        ("un:art_79__para_7", "and the article following it, in full", "un:art_80"),
        ("un:art_86", "ok. read the article that follows 47", "un:art_48"),
        ("cis:preamble", "only the third of these reasons again", "cis:preamble__rec_3"),
        ("un:art_76__para_1", "h)", "un:art_76__para_1__point_h"),
        ("un:art_39__para_2", "show what it refers to", "un:art_3"),
        ("un:art_78__para_4", "the next article creates a commission, how many members?", "un:art_79"),
        ("un:art_59__para_3", "keep going", "un:art_59__para_4"),
        # what holds it
        ("cis:art_6__para_4__point_e", "the whole list", "cis:art_6__para_4"),
        ("un:art_60__para_2", "read the whole of it", "un:art_60"),
        ("un:art_60__para_1", "which section is this in?", "un:chp_IV__sec_1"),
        ("un:art_60__para_1", "the article it belongs to", "un:art_60"),
        # a letter
        ("un:art_45", "what does c say", "un:art_45__point_c"),
        ("un:art_52__para_4", "b of it", "un:art_52__para_4__point_b"),
        ("un:art_69", "lit. c", "un:art_69__point_c"),
        ("un:art_42", "in the second paragraph there, what is listed under (c)?", "un:art_42__para_2__point_c"),
        ("un:art_52__para_4", "is (b) there about sovereignty and the like?", "un:art_52__para_4__point_b"),
        ("un:art_36__para_3", "does (b) of that definition include IP addresses?", "un:art_36__para_3__point_b"),
        # counted in what holds it
        ("un:art_9", "which article opens this section?", "un:art_5"),
        ("un:art_71", "which article does that section of the convention begin with", "un:art_67"),
        ("un:art_76__para_1", "third and last article of that chapter?", "un:art_77"),
        ("un:art_41", "skip to the last article of that chapter, who is protected?", "un:art_45"),
        ("un:art_45", "the first article of the next chapter?", "un:art_46"),
        ("un:art_76", "second article of chapter V", "un:art_76"),
        ("un:art_60", "the last article of chapter II", "un:art_39"),
        ("cis:art_5__point_d", "very last letter of that list", "cis:art_5__point_h"),
        ("cis:art_1__point_a", "last definition in that article", "cis:art_1__point_d"),
        ("cis:status__notifications__item_3", "the last entry of that list", "cis:status__notifications__item_7"),
        (
            "cis:art_5__point_h",
            "point a has sub-items without letters, the third one?",
            "cis:art_5__point_a__point_nn_3",
        ),
        ("cis:art_4__para_2", "then the closing bit of the article, without a number", "cis:art_4__para_nn_1"),
        ("un:art_11", "second paragraph, the unnumbered one", "un:art_11__para_nn_1"),
        ("un:art_59__para_3", "penultimate paragraph", "un:art_59__para_5"),
        # a number
        ("cis:art_12", "same number in the other treaty", "un:art_12"),
        ("cis:art_11", "same number in the UN convention?", "un:art_11"),
        ("un:art_82", "number 12 there", "un:art_12"),
        ("un:art_39", "13 is missing from its enumeration. read me 13", "un:art_13"),
        ("un:annex__item_6", "and 13", "un:annex__item_13"),
        ("cis:art_15", "there are also translator's notes, I need number 2", "cis:notes__note_2"),
        # step by step
        ("un:art_84__para_2", "and the article before, only its para 2", "un:art_83__para_2"),
        ("un:art_4__point_d", "back to 15 - and the article after it", "un:art_16"),
        ("un:art_39", "ok go back to the one on extradition, para 12 of it", "un:art_47__para_12"),
        (
            "cis:art_12",
            "in this text what's just before the disputes article, and its paragraph 2?",
            "cis:art_9__para_2",
        ),
        ("un:art_47__para_3", "paragraph 2 of the next article", "un:art_48__para_2"),
        ("un:art_47__para_3", "the first of them, fifteen, what does its paragraph 2 say?", "un:art_15__para_2"),
        # references
        ("un:art_39__para_3", "and the article it refers to", "un:art_47"),
        ("un:art_37__para_5", "it points to two articles, open the second", "un:art_32"),
        ("un:art_50__para_6", "it names two articles, show me the latter", "un:art_52"),
        ("un:art_34__para_4", "what does the second of the articles it names say?", "un:art_32"),
        ("un:art_34__para_4", "follow the first reference", "un:art_31"),
        ("un:art_86", "it names paragraph 11 of another article there - show me that one", "un:art_47__para_11"),
        ("un:art_86", "of the articles it puts off limits, read me the first", "un:art_15"),
        ("un:art_50__para_1", "paragraph 8 there mentions a network, which article is that?", "un:art_66"),
        ("cis:reservations", "the provision that the first of these refers to - show it", "cis:art_5__point_e"),
        (
            "un:art_31",
            'back in article 33, the last paragraph says "subject to articles 31 and 32" - show me the latter',
            "un:art_32",
        ),
        # terms
        ("cis:art_3__para_1", "what about 'traffic data' in the UN draft, which letter?", "un:art_4__point_p"),
        ("un:art_4__point_c", "same term in the CIS agreement?", "cis:art_1__point_c"),
    ],
)
def test_shows_what_the_words_lead_to(place, text, expected):
    assert shown(text, after(("something", place))) == [expected]


@pytest.mark.parametrize(
    ("place", "text", "expected"),
    [
        ("un:art_37__para_3", "just b and c", ["un:art_37__para_3__point_b", "un:art_37__para_3__point_c"]),
        ("un:art_15", "d and e of paragraph 1", ["un:art_15__para_1__point_d", "un:art_15__para_1__point_e"]),
        ("un:art_76__para_1", "d to f", [f"un:art_76__para_1__point_{letter}" for letter in "def"]),
        ("un:art_66", "show me its points a and b", ["un:art_66__para_1__point_a", "un:art_66__para_1__point_b"]),
        ("un:art_59__para_3", "next two paragraphs", ["un:art_59__para_4", "un:art_59__para_5"]),
        ("un:art_59__para_6", "the two paragraphs before that", ["un:art_59__para_4", "un:art_59__para_5"]),
        ("un:art_59__para_6", "the first two paragraphs", ["un:art_59__para_1", "un:art_59__para_2"]),
        ("un:art_59__para_1", "last two paragraphs of that article", ["un:art_59__para_5", "un:art_59__para_6"]),
        ("un:annex", "number 13 and number 14 of it?", ["un:annex__item_13", "un:annex__item_14"]),
        ("un:art_87", "only the first and last paragraph of it", ["un:art_87__para_1", "un:art_87__para_8"]),
    ],
)
def test_shows_all_that_the_words_name_and_no_more(place, text, expected):
    assert shown(text, after(("something", place))) == expected


@pytest.mark.parametrize(
    ("place", "texts", "expected"),
    [
        # what was followed is where the next turn starts
        (
            "un:art_73__para_3",
            ("the start of it mentions another article, show it", "the last paragraph of that"),
            "un:art_71__para_7",
        ),
        ("un:art_39__para_3", ("which article does it refer to?", "its second paragraph"), "un:art_47__para_2"),
        # of several shown, one is chosen, and then another
        ("un:art_34__para_4", ("which articles does it mention?", "what does the second of them say?"), "un:art_32"),
        ("un:art_50__para_6", ("it names two articles, show me the latter", "and the former"), "un:art_49"),
        ("un:art_50__para_6", ("it names two articles, show me the latter", "the other one"), "un:art_49"),
        ("cis:reservations", ("read me the first one", "and the other one?"), "cis:reservations__item_2"),
        (
            "cis:reservations",
            (
                "the provision that the first of these refers to",
                "the point before it",
                "read me the other reservation again",
            ),
            "cis:reservations__item_2",
        ),
        (
            "un:art_34__para_4",
            ("which articles are mentioned in it?", "open the first one", "now the other"),
            "un:art_32",
        ),
        # of several read, the last is where one reads on
        ("un:art_45", ("read a and b", "the next one"), "un:art_45__point_c"),
    ],
)
def test_goes_on_from_what_was_shown(place, texts, expected):
    assert led(place, *texts) == [expected]


def test_looks_for_the_counterpart_of_what_is_named():
    text = "sorry, i wanted the one corresponding to the CIS article on confidentiality"
    intent = searched(text, after(("something", "un:art_82")))
    assert (intent.text, intent.query.scope) == (
        "Confidentiality of information, in the UN draft convention?",
        (UN,),
    )


def test_the_counterpart_in_an_instrument_is_of_what_the_other_has():
    intent = searched("and the CIS counterpart of article 10?", after(("botnets?", "un:art_10")))
    assert (intent.text, intent.query.scope) == (
        "Creation, utilization and distribution of malicious software, in the CIS Agreement?",
        (CIS,),
    )


def test_finds_the_articles_that_use_a_term():
    assert shown("which offence article uses that term?", after(("x", "un:art_4__point_b")))[0] == "un:art_10__para_2"
    assert "cis:art_3__para_1__point_a" in shown("what is built on it?", after(("x", "cis:art_1__point_d")))
    assert shown("which offence article relies on that list?", after(("x", "un:annex")))[0] == "un:art_26__para_1"


@pytest.mark.parametrize(
    ("place", "text"),
    [
        ("cis:art_1__point_a", "“computer system”, how is that one defined there?"),
        ("un:art_82", "how's 'personal data' defined in that text"),
    ],
)
def test_shows_no_other_term_in_place_of_the_one_in_quotes(place, text):
    assert shown(text, after(("something", place))) == []


@pytest.mark.parametrize(
    "text",
    [
        "isn't Ukraine allowed to be choosier than the rest?",
        "the rest is still outstanding, they say it'd disturb a court case. Are they allowed to wait?",
        "what happens to one that ignores all of this",
        "how does one get out of the UN one",
        "what if one below the age of 18 is involved?",
        "can they point to another provision of their own law?",
        "what's next for the suspect?",
        "two months further on, is the data still there?",
        "the other one refuses, and then?",
        "is the first request enough or do we need a second one?",
        "do the police have to give the phone back?",
    ],
)
def test_a_question_is_no_wish_to_be_shown_something(text):
    assert shown(text, after(("something", "un:art_59__para_3"))) == []


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("three paragraphs up", "fewer than 3 paragraphs before"),
        ("same number in the CIS agreement", "no article of that number"),
    ],
)
def test_says_where_there_is_nothing_to_go_to(text, message):
    assert message in told(understood(text, after(("something", "un:art_59__para_3"))))
