"""Several questions to several instruments, and the tables that are made of it."""

import csv
import io
from zipfile import ZipFile

import pytest
from conversation_cases import CIS, CORPUS, UN, cited
from hypothesis import given
from hypothesis import strategies as st

from assistant.answer import Answer, Reason, Status
from assistant.conversations.grid import FORMULA, MOST, fill, to_csv, to_excel, written
from corpus.errors import MissingExtra, UnknownInstrument, UsageError

HOSTILE = '=HYPERLINK("http://evil.test";"x")'


def ask(question, instrument):
    """The CIS Agreement answers what is asked of it, and the other is silent."""
    if instrument == CIS:
        return cited(question, (CIS, "art_11"))
    reason = Reason.LANGUAGE if question == "Was?" else Reason.NOT_IN_TEXT
    return Answer(question, Status.NOT_FOUND, message="It is in German.", reason=reason)


def grid(*questions, instruments=()):
    return fill(ask, CORPUS, questions, instruments, lambda: None)


def table(content):
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def test_each_cell_has_the_quote_with_its_place_or_says_that_the_instrument_is_silent():
    head, first, second = table(to_csv(grid("Who pays?", "Was?", " Who  pays? ")))
    assert head == [
        "Question",
        "UN draft convention (draft of 30 July 2021)",
        "CIS Agreement (in force since 14 March 2002)",
    ]
    assert first[:2] == ["Who pays?", "silent"]
    assert first[2].startswith("art_11: “")
    assert second[1] == "It is in German."


def test_only_the_instruments_that_are_named_are_asked():
    assert grid("Who pays?", instruments=["Minsk Agreement"]).instruments == (CIS,)


@given(st.text(max_size=30))
def test_no_cell_of_a_table_is_a_formula(question):
    if question.strip():
        cells = [cell for row in table(to_csv(grid(f"={question}", question))) for cell in row]
        assert not [cell for cell in cells if cell.startswith(FORMULA)]


def test_excel_holds_text_alone():
    with ZipFile(io.BytesIO(to_excel(grid(HOSTILE, "http://evil.test")))) as book:
        sheet, strings = (book.read(f"xl/{name}").decode() for name in ("worksheets/sheet1.xml", "sharedStrings.xml"))
    assert "<f>" not in sheet
    assert "hyperlink" not in sheet.lower()
    assert "=HYPERLINK(" in strings


@pytest.mark.parametrize(
    ("questions", "instruments", "said"),
    [
        ((), (), "no question"),
        ((" ",), (), "no question"),
        (tuple(map(str, range(MOST))), (UN, CIS), "ask fewer at once"),
    ],
)
def test_what_makes_no_grid_is_told(questions, instruments, said):
    with pytest.raises(UsageError, match=said):
        grid(*questions, instruments=instruments)


def test_an_unknown_instrument_is_told():
    with pytest.raises(UnknownInstrument):
        grid("Who pays?", instruments=["nonesuch"])


def test_other_endings_are_refused_and_excel_needs_its_package(missing):
    with pytest.raises(UsageError, match=r"\.xlsx"):
        written(grid("Who pays?"), "a.ods")
    missing("xlsxwriter")
    with pytest.raises(MissingExtra, match="formats"):
        written(grid("Who pays?"), "a.xlsx")
