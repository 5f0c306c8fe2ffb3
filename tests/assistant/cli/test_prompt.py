"""Lines that are typed or piped into a chat."""

import io
import sys
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context

import pytest
from terminal_cases import session_of

from assistant.cli import prompt


def test_a_pipe_is_answered_line_by_line(parrot, archive, monkeypatch, capsys):
    monkeypatch.setattr(sys, "stdin", io.StringIO("How long?\n\nand who pays?"))
    prompt.run(session_of(parrot, archive, instruments=["un-convention"]))
    assert parrot.heard == [("How long?", ("un-convention",), 0), ("and who pays?", ("un-convention",), 1)]
    assert capsys.readouterr().out.count("article 59, paragraph 6") == 2
    assert archive.load(archive.entries()[0].id).title == "How long?"


def test_quit_ends_it(parrot, chat, monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.StringIO("/quit\nHow long?\n"))
    prompt.run(chat)
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
def test_a_number_without_its_citation_is_no_question(parrot, chat, capsys, line):
    chat.take(line)
    assert f"no citation [{line}]; to read an article, ask: article {line}" in capsys.readouterr().err
    assert (parrot.heard, chat.archive.entries()) == ([], ())


@pytest.mark.parametrize("line", ["²", "9" * 5000, "٣"])
def test_what_only_looks_like_a_number_is_a_question(parrot, chat, line):
    chat.take("How long?")
    chat.take(line)
    assert parrot.heard[-1][0] == line


@pytest.mark.parametrize(("line", "goes_on"), [("exit", False), ("QUIT", False), ("/exit", False), ("help", True)])
def test_some_commands_need_no_slash(parrot, chat, capsys, line, goes_on):
    assert chat.take(line) == goes_on
    assert parrot.heard == []
    assert ("/undo" in capsys.readouterr().out) == goes_on


def test_keys_at_a_terminal(chat, capsys):
    from prompt_toolkit.application import create_app_session
    from prompt_toolkit.input import create_pipe_input
    from prompt_toolkit.output import DummyOutput

    chat.take("How long?")
    capsys.readouterr()
    with create_pipe_input() as keys, create_app_session(input=keys, output=DummyOutput()):
        keys.send_bytes(b"\x1bOP" + b"/undo\r" + b"\x03" + b"half a line\x15who pays?\r" + b"caf\xe9\r" + b"\x04")
        # In a thread of its own: a browser may have left an event loop running in this one.
        with ThreadPoolExecutor(1) as thread:
            typed = thread.submit(copy_context().run, lambda: list(prompt._typed(chat))).result()
    assert typed == ["/undo", "who pays?", "caf\udce9"]
    assert "Expedited preservation of electronic information" in capsys.readouterr().out
    history = chat.archive.path.with_name(prompt.HISTORY)
    assert "who pays?" in history.read_text()
    assert history.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("term", ["", "dumb"])
def test_a_dumb_terminal_gets_plain_lines(chat, monkeypatch, capsys, term):
    class Terminal(io.StringIO):
        def isatty(self):
            return True

    monkeypatch.setenv("TERM", term)
    monkeypatch.setattr(sys, "stdin", Terminal("How long?\n"))
    prompt.run(chat)
    out = capsys.readouterr().out
    assert prompt.PROMPT in out
    assert "article 59, paragraph 6" in out


def test_an_interrupt_at_a_dumb_terminal_gives_the_line_up(chat, monkeypatch, capsys):
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
    prompt.run(chat)
    assert "article 59, paragraph 6" in capsys.readouterr().out
