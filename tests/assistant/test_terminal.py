import errno
import io
import sys
from pathlib import Path

import pytest
from conversation_cases import CORPUS, UN, cited, talk
from hypothesis import given
from hypothesis import strategies as st

from assistant.answer import Answer, Status
from assistant.cli import prompt, session
from assistant.cli.completion import suggestions
from assistant.conversations.archive import Archive
from corpus.errors import StorageError

COMMANDS = {name: command.about for name, command in prompt.COMMANDS.items()}


class Parrot:
    """An assistant that answers everything from one place."""

    corpus = CORPUS

    def __init__(self):
        self.heard = []

    def ask(self, question, *, instruments=(), conversation=None):
        self.heard.append((question, tuple(instruments), len(conversation)))
        if question == "stop":
            raise KeyboardInterrupt
        if question == "??":
            return Answer(question, Status.INVALID, message="the question has no words")
        return cited(question, (UN, "art_59__para_6"))


@pytest.fixture
def archive(tmp_path):
    with Archive(tmp_path) as opened:
        yield opened


@pytest.fixture
def chat(archive):
    return prompt.Chat(Parrot(), archive)


def test_a_pipe_is_answered_line_by_line(archive, monkeypatch, capsys):
    monkeypatch.setattr(sys, "stdin", io.StringIO("How long?\n\nand who pays?"))
    parrot = Parrot()
    prompt.run(parrot, archive, instruments=["un-convention"])
    assert parrot.heard == [("How long?", ("un-convention",), 0), ("and who pays?", ("un-convention",), 1)]
    assert capsys.readouterr().out.count("article 59, paragraph 6") == 2
    assert archive.load(archive.entries()[0].id).title == "How long?"


def test_quit_ends_it(archive, monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.StringIO("/quit\nHow long?\n"))
    parrot = Parrot()
    prompt.run(parrot, archive)
    assert parrot.heard == []


def test_every_turn_is_kept_when_it_is_answered(chat):
    chat.take("How long?")
    assert chat.archive.load(chat.conversation.id) == chat.conversation
    chat.take("??")
    assert len(chat.conversation) == 1


def test_an_interrupted_turn_is_not_kept(chat, capsys):
    assert chat.take("stop")
    assert "interrupted" in capsys.readouterr().err
    assert len(chat.conversation) == 0


def test_a_number_opens_a_citation(chat, capsys):
    chat.take("How long?")
    capsys.readouterr()
    chat.take("1")
    assert "Expedited preservation of electronic information" in capsys.readouterr().out
    chat.take("7")
    assert "no citation [7]" in capsys.readouterr().err


@pytest.mark.parametrize("line", ["1", "9", "59"])
def test_a_number_without_its_citation_is_no_question(chat, capsys, line):
    chat.take(line)
    assert f"no citation [{line}]; to read an article, ask: article {line}" in capsys.readouterr().err
    assert (chat.assistant.heard, chat.archive.entries()) == ([], ())


@pytest.mark.parametrize("line", ["²", "9" * 5000, "٣"])
def test_what_only_looks_like_a_number_is_a_question(chat, line):
    chat.take("How long?")
    chat.take(line)
    assert chat.assistant.heard[-1][0] == line


@pytest.mark.parametrize(("line", "goes_on"), [("exit", False), ("QUIT", False), ("/exit", False), ("help", True)])
def test_some_commands_need_no_slash(chat, capsys, line, goes_on):
    assert chat.take(line) == goes_on
    assert chat.assistant.heard == []
    assert ("/undo" in capsys.readouterr().out) == goes_on


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


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        ("/re", ["/rename"]),
        ("/rename a", []),
        ("what does article 5", ["5", "50", "51", "52", "53", "54", "55", "56", "57", "58", "59"]),
        ("paragraph ", ["1", "2", "3", "4", "5", "6"]),
        ("read point f", ["f"]),
        ("para. 6", ["6"]),
        ("how long", []),
        ("", []),
    ],
)
def test_completes_commands_and_numbers(before, expected):
    found = suggestions(before, talk("How long?"), CORPUS, COMMANDS)
    assert [s.text for s in found] == expected


@pytest.mark.parametrize(
    ("before", "instruments", "expected"),
    [
        ("CIS Agreement article 5", (), ["5"]),
        ("what does the Minsk agreement say in article 5", ("un-convention",), ["5"]),
        ("article 5", ("cis-agreement",), ["5"]),
        ("until article 17", (), ["17"]),
    ],
)
def test_completes_from_the_instrument_that_is_named_or_looked_in(before, instruments, expected):
    found = suggestions(before, talk("How long?"), CORPUS, COMMANDS, instruments)
    assert [s.text for s in found] == expected
    assert found[0].meta.casefold() in _headings("cis-agreement") or before.startswith("until")


def _headings(id):
    return {article.heading.casefold() for article in CORPUS[id].articles}


def test_articles_of_the_instrument_in_hand_come_first():
    first = suggestions("article ", talk("x", places=(("cis-agreement", "art_11"),)), CORPUS, COMMANDS)[0]
    assert (first.text, first.meta) == ("1", "Basic terms")


@given(st.text(max_size=60))
def test_completion_takes_any_text(before):
    for suggestion in suggestions(before, talk("x"), CORPUS, COMMANDS):
        assert before.casefold().endswith(suggestion.text[: suggestion.begun].casefold())


def test_keys_at_a_terminal(chat, capsys):
    from prompt_toolkit.application import create_app_session
    from prompt_toolkit.input import create_pipe_input
    from prompt_toolkit.output import DummyOutput

    chat.take("How long?")
    capsys.readouterr()
    with create_pipe_input() as keys, create_app_session(input=keys, output=DummyOutput()):
        keys.send_bytes(b"\x1bOP" + b"/undo\r" + b"\x03" + b"half a line\x15who pays?\r" + b"caf\xe9\r" + b"\x04")
        assert list(prompt._typed(chat)) == ["/undo", "who pays?", "caf\udce9"]
    assert "Expedited preservation of electronic information" in capsys.readouterr().out
    history = chat.archive.path.with_name(prompt.HISTORY)
    assert "who pays?" in history.read_text()
    assert history.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("term", ["", "dumb"])
def test_a_dumb_terminal_gets_plain_lines(archive, monkeypatch, capsys, term):
    class Terminal(io.StringIO):
        def isatty(self):
            return True

    monkeypatch.setenv("TERM", term)
    monkeypatch.setattr(sys, "stdin", Terminal("How long?\n"))
    prompt.run(Parrot(), archive)
    out = capsys.readouterr().out
    assert prompt.PROMPT in out
    assert "article 59, paragraph 6" in out


def test_an_interrupt_at_a_dumb_terminal_gives_the_line_up(archive, monkeypatch, capsys):
    class Terminal(io.StringIO):
        interrupts = iter([KeyboardInterrupt])

        def isatty(self):
            return True

        def readline(self):
            for interrupt in self.interrupts:
                raise interrupt
            return super().readline()

    monkeypatch.setenv("TERM", "dumb")
    monkeypatch.setattr(sys, "stdin", Terminal("How long?\n"))
    prompt.run(Parrot(), archive)
    assert "article 59, paragraph 6" in capsys.readouterr().out


def test_completion_at_a_terminal(chat, tmp_path):
    chat.take("How long?")
    id = chat.conversation.id
    (tmp_path / "talk.json").touch()
    assert _completed(chat, "/un") == [("/undo", -3)]
    assert _completed(chat, f"/open {id[:3].upper()}") == [(id, -3)]
    assert _completed(chat, f"/import {tmp_path}/ta") == [("lk.json", 0)]


def _completed(chat, before):
    from prompt_toolkit.completion import CompleteEvent
    from prompt_toolkit.document import Document

    found = prompt._completer(chat).get_completions(Document(before), CompleteEvent())
    return [(completion.text, completion.start_position) for completion in found]
