"""What is read off the structure of the instruments, without a search."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answering.structure import MOST, WHOLE, shown, surveyed
from assistant.answering.wording import told
from assistant.understanding.intents import Count, Lacking, Outline, Query, Search, Show, Trace
from assistant.understanding.question import read
from assistant.understanding.structural import read_off
from assistant.weights import weights
from corpus.citations.references import referred_to, referring
from corpus.errors import TreatyError
from corpus.model import Kind
from corpus.shelf.collection import Corpus

UN, CIS = "un-convention", "cis-agreement"
CORPUS = Corpus.bundled()
SHORT = {UN: "un", CIS: "cis"}


def asked(text, instruments=()):
    """What a question asks of the structure, or the search that it is."""
    question = read(text, CORPUS, instruments)
    return read_off(Search(heard=question, text=question.text, query=Query(question.text, question)), CORPUS)


def reading(text, instruments=()):
    """What the structure says to a question; None where it is to be searched."""
    intent = asked(text, instruments)
    if isinstance(intent, Show):
        return shown(intent.places, CORPUS)
    return surveyed(intent, CORPUS) if isinstance(intent, Count | Outline | Trace) else None


def places(found):
    return [f"{SHORT[part.instrument.id]}:{part.provision.eid}" for part in found.quoted] if found else None


def words(part):
    return " ".join(part.instrument.text[slice(*part.span)].split())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("59.6", ["un:art_59__para_6"]),
        ("Article 5", ["un:art_5", "cis:art_5"]),
        ("article 5 of the CIS agreement", ["cis:art_5"]),
        ("What does article 59, paragraph 6, say?", ["un:art_59__para_6"]),
        ("show me the exact wording of art. 59(6)", ["un:art_59__para_6"]),
        ("art 33 (1) (b) (ii) of the UN draft", ["un:art_33__para_1__point_b__point_ii"]),
        ("Articles 5 and 7 of the UN draft please", ["un:art_5", "un:art_7"]),
        ("articles 10 to 12 of the CIS agreement", ["cis:art_10", "cis:art_11", "cis:art_12"]),
        ("preamble of the CIS agreement", ["cis:preamble"]),
        ("the annex", ["un:annex"]),
        ("Article LIX, paragraph 6", ["un:art_59__para_6"]),
        ("article 47 extradition", ["un:art_47"]),
        ("What does article 5 say about training?", None),
        ("Who pays the costs?", None),
        ("Does the Budapest Convention define a botnet?", None),
        ("How many articles does the Budapest Convention have?", None),
    ],
)
def test_provisions_that_are_named_are_shown(text, expected):
    assert places(reading(text)) == expected


def test_a_number_alone_shows_both_instruments_side_by_side():
    un, cis = reading("Article 5").quoted
    assert words(un) == CORPUS[UN].words(CORPUS[UN]["art_5"])
    assert words(cis) == CORPUS[CIS].words(CORPUS[CIS]["art_5"])
    assert places(reading("Article 5", [CIS])) == ["cis:art_5"]


def test_a_long_article_is_shown_whole():
    found = reading("article 47 of the UN draft")
    assert words(found.quoted[0]) == CORPUS[UN].words(CORPUS[UN]["art_47"])
    assert not found.notes


def test_a_long_article_among_others_is_shown_as_far_as_it_has_room_and_says_where_it_goes_on():
    found = reading("articles 46, 47, 48 and 49 of the UN draft")
    shown = words(found.quoted[1])
    assert weights().composition.list < len(shown.split()) <= WHOLE / 4
    assert shown.endswith((".", ";"))
    message = told(found.notes, CORPUS)
    assert "article 47 goes on: article 47, paragraph" in message
    assert message.endswith("to article 47, paragraph 17")


def test_many_provisions_are_cut_to_the_first():
    found = reading("articles 1 to 40 of the UN draft")
    assert places(found) == [f"un:art_{n}" for n in range(1, MOST + 1)]
    assert f"40 provisions are named; the first {MOST} are shown" in told(found.notes, CORPUS)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "article 99",
            "the UN draft convention has articles 1 to 89, no article 99; the CIS Agreement has articles 1 to 17",
        ),
        ("article 18 of the CIS agreement", "the CIS Agreement has articles 1 to 17, no article 18"),
        (
            "article 59(9) of the UN draft",
            "article 59 of the UN draft convention has paragraphs 1 to 6, no paragraph 9",
        ),
        ("chapter XII of the UN draft", "has chapters I to VII"),
        ("paragraph 3", "paragraph 3 of which article"),
    ],
)
def test_what_does_not_exist_says_what_does(text, message):
    intent = asked(text)
    assert isinstance(intent, Lacking)
    assert message in intent.problem


@pytest.mark.parametrize(
    ("text", "lead", "marked"),
    [
        (
            "How many articles does the UN draft have?",
            "The UN draft convention has 89 articles [1] [2].",
            ["art_1", "art_89"],
        ),
        ("number of articles in the CIS agreement", "The CIS Agreement has 17 articles [1] [2].", ["art_1", "art_17"]),
        (
            "How many articles are there?",
            "The UN draft convention has 89 articles [1] [2]. The CIS Agreement has 17 articles [3] [4].",
            ["art_1", "art_89", "art_1", "art_17"],
        ),
        ("how many chapters has the UN draft", "The UN draft convention has 7 chapters [1] [2].", ["chp_I", "chp_VII"]),
        ("how many chapters has the CIS agreement", "The CIS Agreement has no chapters.", []),
        ("how many annexes does the UN draft have", "The UN draft convention has 1 annex [1].", ["annex"]),
        (
            "how many paragraphs does article 47 of the UN draft have?",
            "Article 47 of the UN draft convention has 17 paragraphs [1] [2].",
            ["art_47__para_1", "art_47__para_17"],
        ),
        (
            "how many sections does chapter IV of the UN draft have?",
            "Chapter IV of the UN draft convention has 2 sections [1] [2].",
            ["chp_IV__sec_1", "chp_IV__sec_2"],
        ),
        (
            "How many recitals does the preamble of the UN draft have?",
            "The preamble of the UN draft convention has 11 recitals [1] [2].",
            ["preamble__rec_1", "preamble__rec_11"],
        ),
    ],
)
def test_counts(text, lead, marked):
    found = reading(text)
    assert found.lead == lead
    assert [part.provision.eid for part in found.quoted] == marked


def test_counts_of_what_people_do_are_none():
    for text in ("How many States must ratify the UN draft?", "how many articles must a State accept?"):
        assert isinstance(asked(text), Search)


CHAPTERS = [f"un:chp_{number}" for number in ("I", "II", "III", "IV", "V", "VI", "VII")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("List the chapters of the UN draft", CHAPTERS),
        ("What are the titles of the chapters?", CHAPTERS),
        ("table of contents of the UN draft", CHAPTERS),
        ("list all articles of the CIS agreement", [f"cis:art_{n}" for n in range(1, 18)]),
        ("which articles are in chapter V of the UN draft?", ["un:art_75", "un:art_76", "un:art_77"]),
        ("list the articles in section 2 of chapter IV", [f"un:art_{n}" for n in range(67, 75)]),
        ("what are the sections of chapter II of the UN draft", ["un:chp_II__sec_1", "un:chp_II__sec_2"]),
        ("list all headings of section 2 of chapter IV", [f"un:art_{n}" for n in range(67, 75)]),
        ("show the headings of the CIS agreement", [f"cis:art_{n}" for n in range(1, 18)]),
        ("What is the full title of the CIS agreement?", ["cis:title"]),
        ("the exact titles of both treaties", ["un:title", "cis:title"]),
        ("what is the name of the depositary?", None),
        ("what are the articles about extradition?", None),
        ("list articles on extradition", None),
    ],
)
def test_lists_of_headings(text, expected):
    assert places(reading(text)) == expected


@pytest.mark.parametrize(
    ("text", "lead"),
    [
        ("list the chapters of the CIS agreement", "The CIS Agreement has no chapters."),
        ("list the sections of chapter V", "Chapter V of the UN draft convention has no sections."),
    ],
)
def test_says_that_there_is_nothing_to_list(text, lead):
    assert (reading(text).quoted, reading(text).lead) == ((), lead)


def test_a_list_gives_headings_and_no_more():
    found = reading("list all articles of the CIS agreement")
    assert found.lead == "Articles of the CIS Agreement: 17."
    assert words(found.quoted[4]) == "Article 5 — Forms of cooperation"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("What is malicious software?", ["un:art_4__point_c", "cis:art_1__point_c"]),
        ("What is malicious software under the UN draft?", ["un:art_4__point_c"]),
        ('define "computer information"', ["cis:art_1__point_b"]),
        ("What does ICT mean?", ["un:art_4__point_f"]),
        ("what's a botnet", ["un:art_4__point_b"]),
        ("What are botnets?", ["un:art_4__point_b"]),
        ("definition of “traffic data”", ["un:art_4__point_p"]),
        ("service provider definition", ["un:art_4__point_o"]),
        ("How is property defined in the UN draft?", ["un:art_4__point_h"]),
        ("What is meant by service provider in the UN draft?", ["un:art_4__point_o"]),
        ("What is subscriber information?", ["un:art_36__para_3"]),
        ("What is extradition?", None),
        ("What is the capital of France?", None),
    ],
)
def test_terms_that_are_defined(text, expected):
    assert places(reading(text)) == expected


def test_references_to_a_provision():
    found = reading("Which provisions refer to article 47 of the UN draft?")
    eids = {part.provision.eid for part in found.quoted}
    assert {"art_39__para_3", "art_86"} <= eids
    assert found.lead == f"{len(found.quoted)} provisions refer to article 47:"


def test_references_from_a_provision():
    found = reading("What does article 39 of the UN draft refer to?")
    assert {"un:art_3", "un:art_47"} <= set(places(found))
    assert found.lead.startswith("Article 39 refers to ")


@pytest.mark.parametrize(
    ("text", "lead"),
    [
        ("which articles mention article 5 of the CIS agreement", "1 provision refers to article 5:"),
        (
            "which provisions refer to article 16 of the CIS agreement?",
            "No provision is found that refers to article 16.",
        ),
    ],
)
def test_references_in_words(text, lead):
    assert reading(text).lead == lead


@pytest.mark.parametrize("instrument", CORPUS.values(), ids=lambda i: i.id)
def test_references_go_both_ways(instrument):
    for provision in instrument:
        if provision.kind is Kind.PARAGRAPH:
            for target in referred_to(instrument, provision):
                sources = [source.eid for source in referring(instrument, target)]
                assert any(f"{eid}__".startswith(f"{provision.eid}__") for eid in sources)


PIECES = st.sampled_from(
    [
        "how many ",
        "list the ",
        "which ",
        "articles ",
        "chapters ",
        "refer to ",
        "article 5 ",
        "59.6 ",
        "what is ",
        "both ",
        "annex ",
        "paragraph 3 ",
        "(a)",
        "the CIS agreement ",
        "botnet",
        "1–17 ",
        "preamble ",
    ]
)


@given(st.text(max_size=100) | st.lists(PIECES | st.text(max_size=6), max_size=12).map("".join))
def test_any_text_gives_a_reading_none_or_an_error_for_a_user(text):
    try:
        found = reading(text)
    except TreatyError:
        return
    for part in found.quoted if found else ():
        assert part.provision.start <= part.span[0] < part.span[1] <= part.provision.end
