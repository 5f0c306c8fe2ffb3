import json
import re
from html.parser import HTMLParser
from io import BytesIO

import pytest
from conversation_cases import CIS, CORPUS, UN, cited, talk
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.conversation import Conversation, Turn
from assistant.conversations.export import WRITERS, to_docx, to_html, to_json, to_markdown, written
from assistant.conversations.printed import authorities
from corpus.errors import MissingExtra, UsageError
from corpus.shelf.collection import Corpus

PLACES = ((UN, "art_59__para_6"), (CIS, "art_11"))
EVIL = "<script>alert(1)</script> **bold** [x](http://y) \x00 \"quoted\" 'too' & more"


@pytest.fixture
def conversation():
    talked = talk("How long must data be kept?", "who pays?", places=PLACES)
    return talked.with_turn(Turn.of("and in roubles?", cited("and in roubles?", message="Nothing says so.")))


def test_authorities_are_in_the_order_of_the_texts(conversation):
    listed = authorities(conversation, CORPUS)
    assert [(a.label, a.turns) for a in listed] == [("article 11", (1, 2)), ("article 59, paragraph 6", (1, 2))]
    assert listed[0].instrument.startswith("Agreement on cooperation")


def test_authorities_in_a_form(conversation):
    assert "art 59(6)" in authorities(conversation, CORPUS, "oscola")[1].label


def test_authorities_of_what_is_loaded_no_more(conversation):
    only = Corpus([CORPUS[UN]])
    assert authorities(conversation, only)[0].label == "art_11"


@pytest.mark.parametrize("ending", [".md", ".html", ".docx", ".json"])
def test_every_format_says_what_was_said(conversation, ending):
    content = written(conversation, CORPUS, f"talk{ending.upper()}")
    text = _text_of(content) if ending == ".docx" else content.decode()
    for expected in ("How long must data be kept?", "and in roubles?", "Nothing says so."):
        assert expected in text
    if ending != ".json":
        assert "article 59, paragraph 6 (turns 1, 2)" in text


def _text_of(docx):
    return "\n".join(paragraph.text for paragraph in Document(BytesIO(docx)).paragraphs)


@pytest.mark.parametrize("name", ["talk", "talk.pdf", "md", ""])
def test_other_endings_are_refused(conversation, name):
    with pytest.raises(UsageError, match=r"\.md"):
        written(conversation, CORPUS, name)


def test_html_shows_markup_of_users_as_text():
    page = to_html(talk(EVIL), CORPUS).decode()
    assert "<script" not in page
    assert "&lt;script&gt;" in page


@settings(max_examples=50)
@given(st.text(max_size=100))
def test_html_has_only_its_own_tags(words):
    tags = []

    class Collecting(HTMLParser):
        def handle_starttag(self, tag, _attributes):
            tags.append(tag)

    Collecting().feed(to_html(talk(words), CORPUS).decode())
    assert set(tags) <= {"html", "meta", "title", "style", "h1", "h2", "p", "blockquote", "ul", "li"}


def test_markdown_shows_markup_of_users_as_text():
    page = to_markdown(talk(EVIL), CORPUS).decode()
    assert r"\<script\>" in page
    assert r"\*\*bold\*\*" in page
    assert not re.search(r"^#.*\n#", page)


def test_understood_questions_are_told():
    answer = cited("who pays?", *PLACES)
    turn = Turn.of("who pays?", answer.__class__(**{**_fields(answer), "resolved_question": "who bears the costs?"}))
    page = to_html(Conversation().with_turn(turn), CORPUS).decode()
    assert "Understood as: who bears the costs?" in page


def _fields(answer):
    return {name: getattr(answer, name) for name in answer.__dataclass_fields__}


def test_word_takes_any_text():
    assert "alert(1)" in _text_of(to_docx(talk(EVIL), CORPUS))


def test_word_needs_its_package(conversation, missing):
    missing("docx")
    with pytest.raises(MissingExtra, match="formats"):
        to_docx(conversation, CORPUS)


def test_an_answer_keeps_its_own_markup_in_markdown_and_no_other():
    own = "**Article 1** (x):\n> 1\\. a \\[b\\] [1]"
    foreign = "<script>x</script> ![a](http://b) [1](http://c)\n[1]: http://d\n# `e` \x1b[31m"
    page = to_markdown(_answering(f"{own}\n\n{foreign}"), CORPUS).decode()
    assert own in page
    for markup in ("\n<script", "![", "[1](", "[1]:", "\n# `", "\x1b"):
        assert markup not in page.partition(own)[2]


def _answering(prose):
    answer = cited("x", *PLACES)
    return Conversation(title="t").with_turn(Turn.of("x", answer.__class__(**{**_fields(answer), "answer": prose})))


@pytest.mark.parametrize("ending", [".md", ".html"])
def test_control_characters_are_dropped(ending):
    content = written(talk("a \x1b]0;evil\x07 \x9b31m b").renamed("t \x1b[2J"), CORPUS, ending).decode()
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f]", content)


def test_an_empty_conversation_is_exported():
    for ending in WRITERS:
        assert isinstance(written(Conversation(title="nothing"), CORPUS, ending), bytes)
    assert json.loads(to_json(Conversation(), CORPUS))["conversation"]["turns"] == []
