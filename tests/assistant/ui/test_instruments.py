"""The page on which instruments are added and removed: its states, without a browser."""

import io
import json
import zipfile
from types import SimpleNamespace

import pytest
from reportlab.pdfgen.canvas import Canvas
from streamlit.testing.v1 import AppTest

from assistant import holdings
from assistant.ui import chat, desk, findings, people
from assistant.ui.uploads import file_name
from corpus.errors import StorageError
from corpus.model import About
from corpus.readers.guard import LARGEST
from corpus.shelf import stored
from corpus.shelf.collection import Corpus
from corpus.shelf.loading import load_instrument
from corpus.shelf.versions import changes

HARBOURS = """Convention on the Keeping of Harbours

Article 1 Use

1. The harbour shall be open to <b>all</b> ships that come in peace.

3. No ship shall be kept out for its flag.

Article 2 Quarantine

The master of the port may keep a ship with sickness on board apart for forty days.
"""
ID = "convention-on-the-keeping-of-harbours"


def _instruments():
    from assistant.ui import instruments
    from assistant.ui.desk import refresh

    refresh()
    instruments.show()


def _chat():
    from assistant.ui import chat
    from assistant.ui.desk import refresh

    refresh()
    chat.show()


@pytest.fixture
def page(seeded, monkeypatch):  # noqa: ARG001  # the data folder
    """The page as it is at the machine that serves it."""
    monkeypatch.setattr(people, "at_home", lambda: True)
    return AppTest.from_function(_instruments, default_timeout=300).run()


def upload(page, *files):
    """Choose files, given as their names and contents."""
    chosen = [(name, text.encode() if isinstance(text, str) else text, "text/plain") for name, text in files]
    return page.file_uploader[0].set_value(chosen).run()


def shown(page, label):
    """The HTML of the readers of that label, one a row."""
    rows = (json.loads(element.proto.json) for element in page.get("bidi_component"))
    return ["".join(block["html"] for block in row["blocks"]) for row in rows if row["label"] == label]


def scanned():
    """A PDF without any text."""
    canvas = Canvas(file := io.BytesIO())
    canvas.rect(10, 10, 100, 100, fill=1)
    canvas.save()
    return file.getvalue()


def bomb():
    """A Word document that would fill a disk."""
    with zipfile.ZipFile(file := io.BytesIO(), "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", bytes(201_000_000))
    return file.getvalue()


def test_a_file_is_shown_as_it_was_understood_and_nothing_is_added_yet(page):
    upload(page, ("harbours.md", HARBOURS))
    (report,) = shown(page, "What was read")
    for words in (ID, "English", "md, &quot;Article 1 Use&quot;", "2 articles, 2 paragraphs", "Gaps in numbering: 1"):
        assert words in report
    assert "missing before (3)" in report
    assert stored.entries() == ()


def test_what_cannot_be_added_is_told_in_a_line_each(page):
    files = (
        ("empty.txt", ""),
        ("binary.txt", bytes(range(256))),
        ("scan.pdf", scanned()),
        ("bomb.docx", bomb()),
        ("large.txt", b"a" * (LARGEST + 1)),
        ("word.docx", "no Word at all"),
    )
    upload(page, *files)
    told = [element.value.replace("\\", "") for element in page.error]
    for (name, _), line in zip(files, told, strict=True):
        assert line.startswith(name)
        assert "\n" not in line
    assert page.button(key="add").disabled
    assert stored.entries() == ()


def test_the_same_file_twice_is_added_once(page):
    upload(page, ("one.md", HARBOURS), ("other.md", HARBOURS))
    assert [element.value.replace("\\", "") for element in page.info] == [f"other.md is there already, as {ID}"]
    assert page.button(key="add").label == "Add to the library"
    next(box for box in page.text_input if box.label == "Identifier").set_value("../x").run()
    assert not page.exception
    assert page.button(key="add").disabled


@pytest.mark.parametrize(
    ("field", "wish", "told"),
    [
        ("Identifier", "../x", "is no identifier"),
        ("Identifier", "cis-agreement", "means CIS Agreement"),
        ("Short title", "UN draft convention", "means UN draft convention"),
        ("Title", "???", "is no name"),
    ],
)
def test_a_wish_that_cannot_be_granted_is_told(page, field, wish, told):
    upload(page, ("harbours.md", HARBOURS))
    next(box for box in page.text_input if box.label == field).set_value(wish).run()
    assert told in page.error[0].value.replace("\\", "")
    assert page.button(key="add").disabled


def test_added_with_names_of_ones_own_and_removed_by_a_command(page):
    chat = AppTest.from_function(_chat, default_timeout=300).run()
    upload(page, ("harbours.md", HARBOURS))
    next(box for box in page.text_input if box.label == "Short title").set_value("Port Treaty").run()
    page.button(key="add").click().run()
    assert "Port Treaty" in page.success[0].value
    assert not page.file_uploader[0].value
    assert [entry.id for entry in stored.entries()] == ["port-treaty"]

    chat.chat_input[0].set_value("How long may a sick ship be kept apart under the Port Treaty?").run()
    assert "forty days" in "".join(shown(chat, "Conversation"))
    chat.sidebar.multiselect(key="scope").set_value(["port-treaty"]).run()

    holdings.remove("port-treaty")
    chat.run()
    assert not chat.exception
    assert "no longer loaded" in "".join(shown(chat, "Conversation"))
    assert chat.chat_input[0].placeholder == "Ask the UN draft convention and the CIS Agreement"


def test_a_full_disk_is_told_and_the_files_stay_chosen(page, monkeypatch):
    def full(*_):
        raise StorageError("the index cannot be written: no space is left")

    monkeypatch.setattr(holdings, "add", full)
    upload(page, ("harbours.md", HARBOURS))
    page.button(key="add").click().run()
    assert "no space is left" in page.error[0].value
    assert len(shown(page, "What was read")) == 1


def test_what_cannot_be_read_any_more_can_be_removed(page):
    (stored.folder() / "old").mkdir(parents=True)
    page.run()
    (listed,) = shown(page, "Instruments")
    assert 'aria-label="Remove: old"' in listed
    assert 'aria-label="Remove: CIS Agreement"' not in listed


def test_the_words_that_a_version_changes_are_marked(tmp_path):
    for name, days in (("old", "forty"), ("new", "<i>fifty</i>")):
        (tmp_path / f"{name}.md").write_text(HARBOURS.replace("forty", days))
    old, new = (load_instrument(tmp_path / f"{name}.md", About("x", "X", "X")) for name in ("old", "new"))
    told = findings.changed(changes(old, new), old, new)
    assert "Article 2: reworded" in told
    assert "<del>forty</del> <ins>fifty</ins>" in told
    assert "Nothing changed" in findings.changed((), old, new)


@pytest.mark.parametrize(
    ("name", "harmless"),
    [
        ("treaty.PDF", "treaty.pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\texts\\treaty.md", "treaty.md"),
        ("..", "_"),
        ("", "file"),
        ("a\0b\n<c>.txt", "a_b__c_.txt"),
        ("Соглашение (2001).docx", "Соглашение (2001).docx"),
        ("x" * 300 + ".html", "x" * 60 + ".html"),
    ],
)
def test_a_file_name_is_data(name, harmless):
    assert file_name(name) == harmless


@pytest.mark.parametrize(
    ("served", "asked_for", "home"),
    [
        ("localhost", "localhost:8501", True),
        ("127.0.0.1", "127.0.0.1", True),
        ("::1", "[::1]:8501", True),
        ("localhost", "treaties.example.org", False),
        ("localhost", "", False),
        ("0.0.0.0", "localhost:8501", False),  # noqa: S104  # what is refused
        (None, "localhost:8501", False),
    ],
)
def test_only_those_at_the_machine_change_the_library(monkeypatch, served, asked_for, home):
    monkeypatch.setattr(people.st, "context", SimpleNamespace(headers={"Host": asked_for}))
    monkeypatch.setattr(people.st, "get_option", lambda _: served)
    assert people.at_home() is home


@pytest.mark.parametrize("home", [True, False])
def test_nobody_else_is_offered_to(monkeypatch, home):
    monkeypatch.setattr(people, "at_home", lambda: home)
    assert ("instruments" in AppTest.from_function(_views).run().markdown[0].value) is home


def _views():
    import streamlit as st

    from assistant.ui.page import views

    st.markdown(" ".join(views()))


@pytest.mark.parametrize(
    ("ids", "said"),
    [
        (("a",), "the a"),
        (("a", "b", "c"), "the a, the b and the c"),
        (("a", "b", "c", "d"), "the 4 instruments"),
    ],
)
def test_the_instruments_that_are_asked_are_named_or_counted(monkeypatch, ids, said):
    monkeypatch.setattr(chat, "desk", lambda: desk.Desk(scope=ids))
    monkeypatch.setattr(chat, "short_title", lambda id: id)
    assert chat._scope() == said


def test_what_went_with_an_instrument_is_put_away(monkeypatch):
    monkeypatch.setattr(desk, "corpus", Corpus.bundled)
    here, gone = desk.Opened("cis-agreement", "art_1"), desk.Opened("gone", "art_1")
    lost = desk.Opened("cis-agreement", "art_99")
    on = desk.Desk(scope=("gone", "cis-agreement"), sources=[gone, here, lost], shelf=lost, chosen=here)
    on.keep_loaded(())
    assert (on.scope, on.sources, on.shelf, on.chosen) == (("cis-agreement",), [here], None, here)


def test_what_was_highlighted_in_an_updated_instrument_is_so_no_more(monkeypatch):
    monkeypatch.setattr(desk, "corpus", Corpus.bundled)
    here, there = desk.Opened("cis-agreement", "art_1", 10, 20), desk.Opened("un-convention", "art_1", 10, 20)
    on = desk.Desk(sources=[here, there])
    on.keep_loaded({"cis-agreement"})
    assert on.sources == [desk.Opened("cis-agreement", "art_1"), there]
