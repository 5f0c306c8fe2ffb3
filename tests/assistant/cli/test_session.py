"""Commands of a chat, and what is said of them."""

import errno
from pathlib import Path

import pytest
from conversation_cases import CIS, UN, talk
from terminal_cases import session_of

from assistant.cli import session
from corpus.errors import StorageError


def test_commands(chat, capsys, tmp_path):
    chat.take("How long?")
    id = chat.conversation.id
    for command in ("/rename Time limits", "/list", "/list long", "/cited", "/help", f"/export {tmp_path}/a.json"):
        chat.take(command)
    out = capsys.readouterr().out
    assert "Time limits" in out
    assert "/undo" in out
    chat.take("/delete")
    assert (len(chat.conversation), chat.archive.entries()) == (0, ())
    chat.take("/undo")
    assert chat.conversation.id == id
    chat.take("/new")
    chat.take(f"/open {id[:8].upper()}")
    assert chat.conversation.id == id
    chat.take(f"/import {tmp_path}/a.json")
    assert chat.conversation.id != id
    assert chat.conversation.title == "Time limits"
    chat.take("/new Another")
    assert (len(chat.conversation), chat.conversation.title) == (0, "Another")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("/nothing", "there is no command /nothing"),
        ("/open x", "no conversation 'x'"),
        ("/open", "/open ID"),
        ("/rename", "/rename TITLE"),
        ("/export", "/export FILE"),
        ("/import", "/import FILE"),
        ("/quit now", "/quit takes nothing"),
        ("/delete", "nothing to delete"),
        ("/export a.pdf", "does not end in"),
        ("/export {}/no/a.md", "No such file"),
        ("/export {}/folder.md", "there already"),
        ("/export {}/file.md", "there already"),
        ("/export {}/" + "x" * 300 + ".md", "too long"),
        ("/export {}/a\0b.md", "no name of a file"),
        ("/export ~nobody-of-that-name/a.md", "no name of a file"),
        ("/import {}/a\0b.json", "no name of a file"),
        ("/import {}/no.json", "No such file"),
        ("/import {}/folder.md", "is no file"),
        ("/import {}/file.md", "not JSON"),
        ("What is caf\udce9?", "UTF-8"),
        ("/new caf\udce9", "UTF-8"),
        ("/export caf\udce9.md", "UTF-8"),
    ],
)
def test_a_wrong_line_is_said_and_the_chat_goes_on(chat, capsys, tmp_path, line, said):
    (tmp_path / "folder.md").mkdir()
    (tmp_path / "file.md").write_text("mine")
    assert chat.take(line.replace("{}", str(tmp_path)))
    error = capsys.readouterr().err
    assert error.startswith("treaty: ")
    assert said in error
    assert "data folder" not in error
    assert (tmp_path / "file.md").read_text() == "mine"
    assert chat.take("/list")


def test_an_export_is_for_its_owner_alone(chat, tmp_path):
    chat.take("How long?")
    chat.take(f"/export {tmp_path}/a.html")
    assert (tmp_path / "a.html").stat().st_mode & 0o777 == 0o600


def test_an_export_that_breaks_off_leaves_nothing(chat, monkeypatch, capsys, tmp_path):
    def full(_path, _content):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    chat.take(f"/export {tmp_path}/a.html")
    assert f"{tmp_path}/a.html cannot be written (No space left on device)" in capsys.readouterr().err
    assert not (tmp_path / "a.html").exists()


def test_a_copy_is_called_one(chat, capsys, tmp_path):
    chat.take("How long?")
    id = chat.conversation.id
    chat.take(f"/export {tmp_path}/a.json")
    chat.take(f"/import {tmp_path}/a.json")
    assert f"{id[:8]} is here already; this is a copy of it" in capsys.readouterr().out


def test_a_conversation_is_opened_with_its_last_question_and_citations(chat, capsys):
    chat.take("How long?")
    chat.take("and who pays?")
    capsys.readouterr()
    chat.take(f"/open {chat.conversation.id}")
    out = capsys.readouterr().out
    assert "How long? (2 turns)" in out
    assert "Last asked: and who pays?" in out
    assert "[1] art_59__para_6" in out


def test_a_quote_that_does_not_hold_is_told_on_opening(chat, capsys, tmp_path):
    chat.take("How long?")
    chat.take(f"/export {tmp_path}/a.json")
    text = (tmp_path / "a.json").read_text()
    (tmp_path / "a.json").write_text(text.replace("Any preservation", "No preservation"))
    chat.take(f"/import {tmp_path}/a.json")
    chat.take("1")
    assert capsys.readouterr().out.count("(not verified against the text)") == 2


def test_a_long_list_says_how_many_more_there_are(chat, capsys):
    for number in range(session.SHOWN + 3):
        chat.archive.save(talk(f"question {number}"))
    chat.take("/list")
    assert "And 3 more; /list WORDS" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("/rename Time", "now called “Time”"),
        ("/new", "A new conversation."),
        ("/new Time", "conversation called “Time”"),
    ],
)
def test_what_is_done_is_said(chat, capsys, line, said):
    chat.take(line)
    assert said in capsys.readouterr().out


def test_a_disk_that_is_full_is_said(chat, monkeypatch, capsys):
    def full(_conversation):
        raise StorageError("the disk is full")

    monkeypatch.setattr(chat.archive, "save", full)
    assert chat.take("How long?")
    assert "this turn is not kept" in (error := capsys.readouterr().err)
    assert "the disk is full" in error


def test_what_is_brought_back_leaves_the_conversation_in_hand(chat):
    chat.take("How long?")
    chat.take("/delete")
    chat.take("who pays?")
    chat.take("/undo")
    assert chat.conversation.title == "who pays?"


def test_control_characters_do_nothing(chat, capsys):
    chat.take("x \x1b[31m y")
    chat.take("/rename \x1b]0;evil\x07")
    chat.take("/list")
    assert "\x1b]" not in capsys.readouterr().out


def test_a_turn_is_remembered_as_it_was_understood_among_the_instruments_allowed(assistant, archive, capsys):
    chat = session_of(assistant, archive, instruments=[CIS])
    chat.take("Who pays for a CIS cooperation operation?")
    chat.take("and article 24?")
    assert "The CIS Agreement has articles 1 to 17, no article 24." in capsys.readouterr().out
    assert not any(id == UN for id, _ in chat.conversation.turns[-1].about)
    chat.take("the next article")
    assert "Article 12 (CIS Agreement)" in capsys.readouterr().out
    assert chat.conversation.focus == ((CIS, "art_12"),)
    kept = archive.load(chat.conversation.id)
    assert [turn.about for turn in kept.turns] == [turn.about for turn in chat.conversation.turns]


def test_what_to_ask_instead_is_listed_under_a_decline(assistant, archive, capsys):
    session_of(assistant, archive).take("why?")
    _, *choices = [line for line in capsys.readouterr().out.splitlines() if line]
    assert choices == [
        "- article 1 of the UN draft convention: Purposes",
        "- article 1 of the CIS Agreement: Basic terms",
    ]


@pytest.mark.parametrize(("said", "heard"), [("/in", ()), (f"/in the cis agreement, {UN}", (CIS, UN))])
def test_a_chat_kept_to_an_instrument_that_is_gone_has_a_way_out(parrot, archive, capsys, said, heard):
    chat = session_of(parrot, archive, [CIS, "gdpr"])
    chat.take("How long?")
    assert parrot.heard == []
    told = capsys.readouterr().err
    assert "gdpr is not loaded any more" in told
    assert "/in looks in all instruments" in told
    chat.take(said)
    chat.take("How long?")
    assert parrot.heard == [("How long?", heard, 0)]
    chat.take("/in nonsense")
    assert "no instrument is called 'nonsense'" in capsys.readouterr().err
