import json
from dataclasses import replace

import pytest
from conversation_cases import CIS, CORPUS, UN, cited, talk
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.answer import Answer, Reason, Status
from assistant.conversation import Conversation, Turn
from assistant.conversations.export import to_json, written
from assistant.conversations.importing import from_json
from assistant.conversations.printed import authorities
from assistant.conversations.standing import UNVERIFIED
from corpus.errors import UsageError
from corpus.shelf.collection import Corpus

PLACES = ((UN, "art_59__para_6"), (CIS, "art_11"))
POINT = (UN, "art_4__point_c")


@settings(max_examples=50)
@given(st.lists(st.text(max_size=100), max_size=3))
def test_what_was_exported_comes_back(questions):
    conversation = talk(*questions, places=PLACES)
    assert from_json(to_json(conversation, CORPUS), CORPUS) == conversation


@pytest.mark.parametrize(
    "question", ["What is malware?", "What does article 8 say?", "how many articles has the CIS Agreement?"]
)
def test_what_the_assistant_answers_comes_back(assistant, question):
    chat = assistant.chat()
    chat.ask(question)
    exported = to_json(chat.conversation, CORPUS)
    assert to_json(from_json(exported, CORPUS), CORPUS) == exported


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "not JSON"),
        (b"{", "not JSON"),
        (b"\xff\xfe", "not JSON"),
        (b"[" * 100_000, "not JSON"),
        (b"[]", "no exported conversation"),
        (b"{}", "no exported conversation"),
        (b'{"format": 2, "conversation": {}}', "format 2"),
        (b'{"format": 1}', "conversation must be an object"),
        (b'{"format": 1, "conversation": []}', "conversation must be an object"),
    ],
)
def test_what_is_no_export_is_refused(content, said):
    with pytest.raises(UsageError, match=said):
        from_json(content, CORPUS)


@pytest.mark.parametrize(
    ("path", "value", "said"),
    [
        (("id",), "x", "id must be 32 hexadecimal digits"),
        (("id",), None, "id must be 32 hexadecimal digits"),
        (("title",), None, "title must be text"),
        (("title",), "\ud800", "title must be text"),
        (("created",), "yesterday", "created must be a date"),
        (("turns",), None, "turns must be a list"),
        (("turns", 0), None, "turns 1 must be an object"),
        (("turns", 0, "at"), 7, "turns 1, at must be a date"),
        (("turns", 0, "about"), [["x"]], "about 1 must be two texts"),
        (("turns", 0, "answer"), None, "answer must be an object"),
        (("turns", 0, "answer"), {}, "question must be there"),
        (("turns", 0, "answer", "answer"), None, "answer, answer must be text"),
        (("turns", 0, "answer", "status"), "sure", "a status"),
        (("turns", 0, "answer", "confidence"), 10**400, "between 0 and 1"),
        (("turns", 0, "answer", "timing_ms"), {"x": "y"}, "numbers by name"),
        (("turns", 0, "answer", "reason"), "whim", "answer, reason must be a reason or null"),
        (("turns", 0, "answer", "choices"), "article 5", "answer, choices must be a list"),
        (("turns", 0, "answer", "choices"), [5], "answer, choices 1 must be text"),
        (("turns", 0, "answer", "citations", 0, "quote"), 5, "citations 1, quote must be text"),
        (("turns", 0, "answer", "citations", 0, "start"), -1, "start must be a whole number"),
    ],
)
def test_what_a_field_cannot_hold_is_said(path, value, said):
    row = json.loads(to_json(talk("How long?"), CORPUS))
    holder = row["conversation"]
    for step in path[:-1]:
        holder = holder[step]
    holder[path[-1]] = value
    with pytest.raises(UsageError, match=said):
        from_json(json.dumps(row).encode(), CORPUS)


def test_an_export_of_an_earlier_program_is_read():
    conversation = talk("How long?")
    row = json.loads(to_json(conversation, CORPUS))
    for turn in row["conversation"]["turns"]:
        del turn["answer"]["reason"], turn["answer"]["choices"]
    assert from_json(json.dumps(row).encode(), CORPUS) == conversation


def test_why_a_question_was_declined_comes_back():
    declined = Answer("why?", Status.NOT_FOUND, message="?", reason=Reason.UNCLEAR, choices=("article 5",))
    assert _read(declined).turns[0].answer == declined


def _read(answer, corpus=CORPUS):
    conversation = Conversation().with_turn(Turn.of("x", answer))
    return from_json(to_json(conversation, CORPUS), corpus)


FORGED = "a quote that nobody made"


@pytest.mark.parametrize(
    "forge",
    [
        lambda prose, quote: prose.replace(quote, FORGED),
        lambda prose, quote: prose.replace(quote, f"not {quote}"),
        lambda prose, quote: prose.replace(quote, f"{quote} {FORGED}"),
        lambda prose, _: prose.replace(" [1]", " [7]"),
        lambda prose, _: prose.replace(" [1]", ""),
        lambda prose, _: prose.replace(">", "  >"),
        lambda _prose, _: f"x\u2028> {FORGED} [1]",
    ],
)
@pytest.mark.parametrize("ending", [".md", ".html", ".docx"])
def test_a_quote_that_was_altered_is_marked_in_every_document(forge, ending, text_of):
    answer = cited("x", *PLACES[:1])
    forged = forge(answer.answer, answer.citations[0].quote)
    conversation = _read(replace(answer, answer=forged))
    marked = UNVERIFIED in text_of(written(conversation, CORPUS, ending), ending)
    assert marked == (forged.replace("  >", ">") != answer.answer)


@pytest.fixture
def text_of():
    from io import BytesIO

    from docx import Document

    def read(content, ending):
        if ending != ".docx":
            return content.decode()
        return "\n".join(paragraph.text for paragraph in Document(BytesIO(content)).paragraphs)

    return read


@pytest.mark.parametrize("change", [{"quote": FORGED}, {"start": 0}, {"eid": "art_1"}, {"instrument": "nothing"}])
def test_a_citation_that_does_not_hold_is_not_verified(change):
    answer = cited("x", *PLACES)
    first, second = answer.citations
    read = _read(replace(answer, citations=(replace(first, **change), second))).turns[0].answer
    assert [citation.verified for citation in read.citations] == [False, True]
    assert read.answer.count(UNVERIFIED) == 1


def test_what_is_not_loaded_is_not_verified_and_not_leaned_on():
    turn = _read(cited("x", *PLACES), Corpus([CORPUS[CIS]])).turns[0]
    assert [citation.verified for citation in turn.answer.citations] == [False, True]
    assert turn.about == ((CIS, "art_11"),)


def test_an_authority_that_only_a_forged_quote_cites_is_marked():
    answer = cited("x", *PLACES)
    first, second = answer.citations
    forged = replace(answer, citations=(replace(first, quote=FORGED), second))
    read = _read(forged)
    assert [a.label.endswith(UNVERIFIED) for a in authorities(read, CORPUS)] == [False, True]
    both = read.with_turn(Turn.of("y", answer))
    assert [a.label.endswith(UNVERIFIED) for a in authorities(both, CORPUS)] == [False, False]


def test_a_mark_is_made_once():
    conversation = _read(replace(cited("x", *PLACES), answer=f"> {FORGED} [1]"))
    again = from_json(to_json(conversation, CORPUS), CORPUS)
    assert again.turns[0].answer.answer == f"> {FORGED} [1] {UNVERIFIED}"
