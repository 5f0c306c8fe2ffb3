"""Names of added instruments in questions, and answers from texts in other languages."""

import pytest
from followup_cases import answered, taken, understood

from assistant.answer import Answer, Citation, Status
from assistant.answering import wording
from assistant.answering.languages import poorly_read
from assistant.conversation import Conversation
from assistant.understanding.intents import Show
from assistant.understanding.question import read
from corpus.model import About
from corpus.parsing.parser import parse, parse_paragraphs
from corpus.readers.markdown import lines
from corpus.shelf.collection import Corpus


def added(id, short_title, *names, language="en"):
    text = f"{short_title}\n\nArticle 17 Erasure\n\nData shall be erased on request.\n"
    return parse(lines(text), About(id, short_title, short_title, names, language=language))


GDPR = added("gdpr", "GDPR", "General Data Protection Regulation", "Regulation 2016/679")
VIENNA = added("vclt", "Vienna Convention on the Law of Treaties", "Vienna Convention", "VCLT")
ACCORD = added("accord", "Accord relatif aux ports", language="fr")
CORPUS = Corpus([*Corpus.bundled().values(), GDPR, VIENNA, ACCORD])


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("What does the GDPR say about erasure?", ("gdpr",)),
        ("erasure under the General Data Protection Regulation", ("gdpr",)),
        ("article 17 of the GDPR", ("gdpr",)),
        ("What does Regulation 2016/679 say?", ("gdpr",)),
        ("What does the Vienna Convention say about fraud?", ("vclt",)),
        ("vienna convention on the law of treaties: when is a treaty void?", ("vclt",)),
        ("Compare the GDPR and the CIS agreement on refusal", ("cis-agreement", "gdpr")),
    ],
)
def test_a_name_of_an_added_instrument_is_its_scope_and_not_foreign(text, named):
    question = read(text, CORPUS)
    assert question.named == named
    assert question.foreign == ()
    assert not any(pinpoint.foreign for pinpoint in question.pinpoints)
    assert read(text, Corpus.bundled()).foreign


@pytest.mark.parametrize(
    ("text", "foreign"),
    [
        (
            "Who is immune under the Vienna Convention on Diplomatic Relations?",
            "Vienna Convention on Diplomatic Relations",
        ),
        ("What does the Budapest Convention say?", "Budapest Convention"),
        ("What does the UN convention against cybercrime say?", "UN convention against cybercrime"),
    ],
)
def test_what_is_not_loaded_stays_foreign(text, foreign):
    question = read(text, CORPUS)
    assert any(name.casefold().endswith(foreign.casefold()) for name in question.foreign)
    assert question.named == ()


ENGLISH = ("bge-small-en-v1.5", "treaty-minilm")


def answer(instrument, mode="extractive"):
    cited = Citation(1, instrument, "art_17", "article 17", "Erasure", "Data", 0, 4)
    return Answer("?", Status.ANSWERED, citations=(cited,), mode=mode)


@pytest.mark.parametrize(
    ("instrument", "mode", "encoders", "said"),
    [
        ("accord", "extractive", ENGLISH, True),
        ("accord", "structure", ENGLISH, False),
        ("gdpr", "extractive", ENGLISH, False),
        ("accord", "extractive", ("a/multilingual-model",), False),
    ],
)
def test_a_search_in_another_language_is_said(instrument, mode, encoders, said):
    told = wording.told(poorly_read(answer(instrument, mode), CORPUS, encoders), CORPUS)
    assert ("The text is in French" in told) is said
    assert poorly_read(Answer("?", Status.NOT_FOUND), CORPUS, encoders) == ()


RULES = parse_paragraphs(
    lines("Rain Rules\n\n1. The club keeps a bucket.\n\n2. Members read it.\n\n3. It is red."),
    About("rain", "Rain Rules", "Rain Rules"),
)
"""A text without articles."""
WITHOUT_ARTICLES = Corpus([RULES])


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("the next paragraph", "para_3"),
        ("the paragraph before that", "para_1"),
        ("paragraph 1", "para_1"),
        ("the next article", "para_2"),
        ("the whole article", "para_2"),
        ("the article it belongs to", "para_2"),
    ],
)
def test_a_text_without_articles_is_moved_about_in(text, shown):
    asked = "Who reads the bucket of the Rain Rules?"
    conversation = taken(Conversation(), asked, answered(asked, ("rain", "para_2")), WITHOUT_ARTICLES)
    intent = understood(text, conversation, WITHOUT_ARTICLES)
    assert isinstance(intent, Show)
    assert intent.places == (("rain", shown),)


@pytest.mark.parametrize(
    "text", ["thanks", "the last article", "the first article", "back to 15", "how many articles?"]
)
def test_a_turn_that_needs_articles_ends_no_dialogue_where_there_are_none(text):
    for conversation in (
        Conversation(),
        taken(Conversation(), "x", answered("x", ("rain", "para_2")), WITHOUT_ARTICLES),
    ):
        assert understood(text, conversation, WITHOUT_ARTICLES).heard.text


STORAGE = """\
Regulation on Tides

Article 4 Storage

1. Records of tides shall be:

(a) correct and kept up to date (‘accuracy’);

(b) kept no longer than is needed (‘storage limitation’).

Article 5 Ports

Ports are open.

Article 6 Repeal

Directive 95/46/EC is repealed with effect from 25 May 2018.
"""
TIDES = parse(lines(STORAGE), About("tides", "Regulation on Tides", "Regulation on Tides"))
WITH_TIDES = Corpus([*Corpus.bundled().values(), TIDES])


@pytest.mark.parametrize(
    ("text", "eids"),
    [
        ("What's the point of Article 5?", ["art_5"]),
        ("What is the purpose of article 5?", ["art_5"]),
        ("What is the gist of article 5 of the Regulation on Tides?", ["art_5"]),
        ("What role does article 5 have?", ["art_5"]),
        ("What is article 5 for?", ["art_5"]),
        ("How does article 5 work together with article 6?", ["art_5", "art_6"]),
        ("How do articles 5 and 6 relate to each other?", ["art_5", "art_6"]),
        ("What is the relationship between article 5 and article 6?", ["art_5", "art_6"]),
        ("What is the link between article 4 and article 6?", ["art_4", "art_6"]),
        ("Explain the interplay of articles 4 and 5.", ["art_4", "art_5"]),
        ("What does 'storage limitation' mean?", ["art_4__para_1__point_b"]),
        ("What is meant by storage limitation?", ["art_4__para_1__point_b"]),
        ("definition of accuracy", ["art_4__para_1__point_a"]),
    ],
)
def test_provisions_named_in_plain_talk_are_shown(text, eids):
    intent = understood(text, Conversation(), Corpus([TIDES]))
    assert isinstance(intent, Show)
    assert [eid for _, eid in intent.places] == eids


@pytest.mark.parametrize(
    ("text", "foreign"),
    [
        ("When does Directive 95/46/EC stop applying?", ()),
        ("Is Directive 95/46/EC still good law?", ()),
        ("From when on is Directive 95/46/EC repealed?", ()),
        ("What does Directive 95/46/EC say about cookies?", ("Directive 95/46/EC",)),
        ("When does Directive 2002/58/EC stop applying?", ("Directive 2002/58/EC",)),
        ("Does the Budapest Convention repeal Directive 95/46/EC?", ("Directive 95/46/EC", "the Budapest Convention")),
    ],
)
def test_an_act_that_an_instrument_speaks_of_is_asked_of_that_instrument(text, foreign):
    question = read(text, WITH_TIDES)
    assert sorted(question.foreign, key=str.casefold) == sorted(foreign, key=str.casefold)
    if not foreign:
        assert question.scope == ("tides",)
