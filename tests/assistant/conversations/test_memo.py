"""What people take away: a memo in Word with real footnotes, and entries for reference managers."""

import json
import re
from io import BytesIO
from zipfile import ZipFile

import pytest
from conversation_cases import CIS, CORPUS, UN, talk
from docx import Document
from lxml import etree

from assistant.conversation import Conversation
from assistant.conversations.export import written
from assistant.conversations.memo import to_docx
from corpus.shelf.collection import Corpus

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
PLACES = ((UN, "art_59__para_6"), (CIS, "art_11"), (CIS, "art_8__para_1"))
UN_TITLE, CIS_TITLE = CORPUS[UN].about.title, CORPUS[CIS].about.title
EVIL = "a <w:p> & \x00 ]]> b"


def part(docx, name):
    with ZipFile(BytesIO(docx)) as file:
        return etree.fromstring(file.read(name))


def footnotes(docx):
    notes = part(docx, "word/footnotes.xml").iter(f"{WORD}footnote")
    return ["".join(note.itertext()).strip() for note in notes if note.get(f"{WORD}type") is None]


@pytest.fixture(scope="module")
def talked():
    return talk("How long must data be kept?", places=PLACES)


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        (
            "un",
            [
                f"{UN_TITLE} (A/75/980), article 59, paragraph 6.",
                f"{CIS_TITLE} (Minsk, 1 June 2001), article 11.",
                "Ibid., article 8, paragraph 1.",
            ],
        ),
        (
            "oscola",
            [
                f"{UN_TITLE} (draft of 30 July 2021) UN Doc A/75/980 art 59(6) (“UN draft convention”).",
                f"{CIS_TITLE} (adopted 1 June 2001, entered into force 14 March 2002) art 11 (“CIS Agreement”).",
                "ibid art 8(1).",
            ],
        ),
        (
            "bluebook",
            [
                f"{UN_TITLE} art. 59(6), U.N. Doc. A/75/980 (July 30, 2021) (draft).",
                f"{CIS_TITLE} art. 11, June 1, 2001.",
                "Id. art. 8(1).",
            ],
        ),
    ],
)
def test_footnotes_are_written_in_a_form(talked, form, expected):
    assert footnotes(to_docx(talked, CORPUS, form)) == expected


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("un", "UN draft convention, article 59, paragraph 6."),
        ("oscola", "UN draft convention (n 1) art 59(6)."),
        ("bluebook", "UN draft convention, supra note 1, art. 59(6)."),
    ],
)
def test_an_instrument_that_was_cited_before_is_cited_in_short(form, expected):
    twice = talk("How long must data be kept?", "And?", places=PLACES)
    assert footnotes(to_docx(twice, CORPUS, form))[3] == expected


def test_the_signs_in_the_text_are_those_of_the_footnotes_and_no_marker_is_left(talked):
    docx = to_docx(talked, CORPUS, "oscola")
    signs = [sign.get(f"{WORD}id") for sign in part(docx, "word/document.xml").iter(f"{WORD}footnoteReference")]
    ids = [note.get(f"{WORD}id") for note in part(docx, "word/footnotes.xml").iter(f"{WORD}footnote")]
    assert signs == ["1", "2", "3"]
    assert ids == ["-1", "0", *signs]
    text = "\n".join(paragraph.text for paragraph in Document(BytesIO(docx)).paragraphs)
    assert not re.search(r"\[\d\]", text)


def test_styles_that_footnotes_name_are_there(talked):
    docx = to_docx(talked, CORPUS)
    named = {e.get(f"{WORD}val") for e in part(docx, "word/footnotes.xml").iter(f"{WORD}rStyle", f"{WORD}pStyle")}
    known = {style.get(f"{WORD}styleId") for style in part(docx, "word/styles.xml").iter(f"{WORD}style")}
    assert named <= known


def test_a_memo_takes_any_text_and_what_is_loaded_no_more():
    docx = to_docx(talk(EVIL, places=PLACES), Corpus([CORPUS[UN]]), "oscola")
    assert footnotes(docx)[1] == "cis-agreement, art_11."


def test_reference_managers_get_an_entry_for_each_instrument(talked):
    ris = written(talked, CORPUS, "a.ris").decode()
    first, second = ris.split("\r\n\r\n")
    assert first.startswith("TY  - LEGAL\r\nTI  - United Nations Convention")
    assert "M1  - A/75/980\r\n" in first
    assert "DA  - 2001/06/01/\r\n" in second
    assert "N1  - Cited: article 8, paragraph 1, article 11; in force since 14 March 2002" in second
    assert second.endswith("ER  - \r\n")
    entries = json.loads(written(talked, CORPUS, "a.csl.json"))
    assert [(e["id"], e["type"]) for e in entries] == [(UN, "treaty"), (CIS, "treaty")]
    assert entries[1]["issued"] == {"date-parts": [[2001, 6, 1]]}


def test_nothing_cited_is_nothing_to_keep():
    assert written(Conversation(title="x"), CORPUS, "a.ris") == b""
    assert json.loads(written(Conversation(title="x"), CORPUS, "a.csl.json")) == []
