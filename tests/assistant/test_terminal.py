import io
import sys

import pytest
from conversation_cases import CORPUS, UN, cited, talk
from hypothesis import given
from hypothesis import strategies as st

from assistant import terminal
from assistant.answer import Answer, Status
from assistant.archive import Archive
from assistant.completion import suggestions
from assistant.conversation import Conversation
from corpus.errors import StorageError

COMMANDS = {name: command.about for name, command in terminal.COMMANDS.items()}


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
    return terminal.Chat(Parrot(), archive)


def test_a_pipe_is_answered_line_by_line(archive, monkeypatch, capsys):
    monkeypatch.setattr(sys, "stdin", io.StringIO("How long?\n\nand who pays?"))
    parrot = Parrot()
    terminal.run(parrot, archive, instruments=["un-convention"])
    assert parrot.heard == [("How long?", ("un-convention",), 0), ("and who pays?", ("un-convention",), 1)]
    assert capsys.readouterr().out.count("article 59, paragraph 6") == 2
    assert archive.load(archive.entries()[0].id).title == "How long?"


def test_quit_ends_it(archive, monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.StringIO("/quit\nHow long?\n"))
    parrot = Parrot()
    terminal.run(parrot, archive)
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


def test_a_number_is_a_question_where_nothing_was_cited(chat):
    chat.take("59")
    assert chat.assistant.heard == [("59", (), 0)]


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
    chat.take(f"/open {id[:8]}")
    assert chat.conversation.id == id
    chat.take(f"/import {tmp_path}/a.json")
    assert chat.conversation.id != id
    assert chat.conversation.title == "Time limits"
    chat.take("/new Another")
    assert (len(chat.conversation), chat.conversation.title) == (0, "Another")


@pytest.mark.parametrize(
    "line",
    ["/nothing", "/open x", "/delete", "/rename", "/export a.pdf", "/import /no/such/file", "/import", "/export"],
)
def test_a_wrong_command_is_said_and_the_chat_goes_on(chat, capsys, line):
    chat.take("How long?")
    chat.conversation = Conversation() if line == "/delete" else chat.conversation
    assert chat.take(line)
    assert capsys.readouterr().err.startswith("treaty: ")


def test_a_disk_that_is_full_is_said(chat, monkeypatch, capsys):
    def full(_conversation):
        raise StorageError("the disk is full")

    monkeypatch.setattr(chat.archive, "save", full)
    assert chat.take("How long?")
    assert "full" in capsys.readouterr().err


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
        keys.send_text("\x1bOP" + "/undo\r" + "\x03" + "half a line\x15who pays?\r" + "\x04")
        assert list(terminal._typed(chat)) == ["/undo", "who pays?"]
    assert "Expedited preservation of electronic information" in capsys.readouterr().out
    assert "who pays?" in chat.archive.path.with_name(terminal.HISTORY).read_text()


@pytest.mark.parametrize("term", ["", "dumb"])
def test_a_dumb_terminal_gets_plain_lines(archive, monkeypatch, capsys, term):
    class Terminal(io.StringIO):
        def isatty(self):
            return True

    monkeypatch.setenv("TERM", term)
    monkeypatch.setattr(sys, "stdin", Terminal("How long?\n"))
    terminal.run(Parrot(), archive)
    out = capsys.readouterr().out
    assert terminal.PROMPT in out
    assert "article 59, paragraph 6" in out


def test_completion_at_a_terminal(chat):
    from prompt_toolkit.document import Document

    completions = terminal._completer(chat).get_completions(Document("/un"), None)
    assert [(c.text, c.start_position) for c in completions] == [("/undo", -3)]
