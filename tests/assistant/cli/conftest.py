"""Commands as processes, terminals and chats."""

import pytest
from cli_cases import started
from terminal_cases import Parrot, session_of


@pytest.fixture
def process(repository, environment):
    """Runs a command as a process of its own; gives its exit code, stdout and stderr."""

    def call(*arguments, **changed):
        running = started(repository, environment | changed, *arguments)
        out, err = running.communicate(timeout=300)
        return running.returncode, out.decode(), err.decode()

    return call


@pytest.fixture
def on_terminal(monkeypatch):
    """Output as a terminal of 60 columns gets it."""
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "60")
    monkeypatch.setenv("TERM", "xterm-256color")


@pytest.fixture
def parrot():
    """An assistant that says what it heard."""
    return Parrot()


@pytest.fixture
def chat(parrot, archive):
    """A chat with it at a terminal."""
    return session_of(parrot, archive)
