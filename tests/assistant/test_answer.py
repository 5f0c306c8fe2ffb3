"""The public form of an answer: fields may come, none may go or change."""

import json
import pickle
from dataclasses import replace

import pytest
from answer_cases import CITED, FIELDS, LISTED, fits

from assistant.answer import Answer, Citation, Found, Part, Reason, Status
from corpus import markdown

ANSWER = Answer(
    question="Who pays?",
    status=Status.ANSWERED,
    answer="**Article 11** (CIS Agreement):\n> The Parties … [1]",
    citations=(Citation(1, "cis-agreement", "art_11", "article 11", "Costs", "The Parties shall bear", 10, 40),),
    passages=(Found("cis-agreement", "art_11", "article 11", "Costs", 0.93, "The Parties shall bear the costs."),),
    confidence=0.91,
    timing_ms={"total": 41.0449},
)


def test_the_public_form():
    row = ANSWER.to_dict()
    assert fits(row, FIELDS)
    assert fits(row["citations"][0], CITED)
    assert fits(row["passages"][0], LISTED)
    assert row["status"] == "answered"
    assert row["timing_ms"] == {"total": 41.0}
    assert (row["reason"], row["choices"]) == (None, [])
    assert json.loads(json.dumps(row)) == row, "it is made of plain JSON types"


EVERY = [
    ANSWER,
    Answer("?", Status.INVALID, message="the question is empty", reason=Reason.INVALID),
    Answer("why?", Status.NOT_FOUND, message="Which one?", reason=Reason.UNCLEAR, choices=("article 5", "article 6")),
    replace(ANSWER, parts=(Part("cis-agreement", Status.ANSWERED), Part("un-convention", Status.NOT_FOUND))),
    Answer("q", Status.NOT_FOUND, passages=ANSWER.passages, resolved_question="r", mode="structure"),
]


@pytest.mark.parametrize("answer", EVERY, ids=lambda answer: answer.status)
def test_it_comes_back_as_it_was(answer):
    row = json.loads(json.dumps(answer.to_dict()))
    back = Answer.from_dict(row)
    assert back.to_dict() == row
    assert (back.status, back.citations, back.passages) == (answer.status, answer.citations, answer.passages)
    assert (back.reason, back.choices) == (answer.reason, answer.choices)
    assert back.answered is answer.answered
    assert back.parts == answer.parts


def test_fields_of_later_versions_are_passed_over():
    row = ANSWER.to_dict() | {"colour": "red"}
    row["citations"][0]["page"] = 7
    row["passages"][0]["page"] = 7
    assert Answer.from_dict(row).citations == ANSWER.citations


def test_a_row_of_an_earlier_version_needs_question_and_status():
    assert Answer.from_dict({"question": "q", "status": "not_found"}) == Answer("q", Status.NOT_FOUND)


@pytest.mark.parametrize("answer", EVERY, ids=lambda answer: answer.status)
def test_it_can_be_pickled(answer):
    assert pickle.loads(pickle.dumps(answer)) == answer  # noqa: S301


def test_its_citations_are_a_table():
    assert [(row["marker"], row["eid"], row["quote"]) for row in ANSWER.table()] == [
        (1, "art_11", "The Parties shall bear")
    ]


@pytest.mark.parametrize("answer", EVERY, ids=lambda answer: answer.status)
def test_a_notebook_shows_the_question_and_what_is_said(answer):
    for shown in (answer._repr_html_(), answer._repr_markdown_()):
        said = (answer.question, answer.message or "", *answer.choices, *(one.label for one in answer.citations))
        assert [words for words in said if words not in markdown.unescaped(shown)] == []


def test_a_notebook_takes_no_words_for_markup():
    evil = "<script>alert(1)</script> ![x](http://x) <img src=x>"
    citation = Citation(1, "<b>", "art_1", evil, evil, evil, 0, 1)
    answer = Answer(evil, Status.ANSWERED, evil, (citation,), message=evil, choices=(evil,))
    assert "<script" not in answer._repr_html_()
    assert "<img" not in answer._repr_html_()
    for sign in ("<script", "<img", "]("):
        assert sign not in answer._repr_markdown_().replace("\\" + sign[0], "")


@pytest.mark.parametrize(
    ("asked", "resolved", "mode", "told"),
    [
        ("the next article", "article 60 of the UN draft convention", "structure", True),
        ("article 60", "article 60 of the UN draft convention", "structure", True),
        ("and in the other treaty?", "Who pays, in the CIS Agreement?", "extractive", True),
        ("who may ask?", "How long must data be kept — who may ask? (Preservation)", "extractive", False),
        ("thanks, who pays?", "who pays?", "extractive", False),
        ("Who pays?", None, "extractive", False),
    ],
)
def test_what_it_was_understood_as_is_told_where_the_words_are_others(asked, resolved, mode, told):
    answer = replace(ANSWER, question=asked, resolved_question=resolved, mode=mode)
    assert answer.reading == (resolved if told else "")
