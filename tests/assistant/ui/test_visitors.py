"""Whose page it is: what is kept for a browser, and who may change the library."""

import os
import secrets
import socket
import subprocess
import sys
from types import SimpleNamespace

import pytest
from conversation_cases import talk

from assistant.conversations.archive import FILE
from assistant.ui import people
from assistant.ui.gate import is_of_another
from corpus.settings import HOME

CONNECT = "exec 3<>/dev/tcp/127.0.0.1/$0; read"


@pytest.fixture
def reader(tmp_path, monkeypatch):
    """The cookie of a browser, and a data folder of the test's own."""
    cookie = secrets.token_hex(16)
    monkeypatch.setenv(HOME, str(tmp_path))
    monkeypatch.setattr(people.st, "context", SimpleNamespace(cookies={people.COOKIE: cookie}))
    monkeypatch.setattr(people.st, "session_state", {})
    return cookie


def test_a_visit_leaves_nothing(reader, tmp_path):  # noqa: ARG001
    assert people.archive().entries() == ()
    assert list(tmp_path.iterdir()) == []


def test_what_is_kept_is_there_again_under_a_name_that_tells_no_cookie(reader, tmp_path):
    people.keep(talk("What of tides?"))
    assert [entry.title for entry in people.archive().entries()] == ["What of tides?"]
    names = [path.name for path in tmp_path.rglob("*")]
    assert FILE in names
    assert not any(reader in name for name in names)


def test_what_an_earlier_program_kept_under_the_cookie_itself_is_taken_over(reader, tmp_path):
    people.keep(talk("What of tides?"))
    (kept,) = (tmp_path / "readers").iterdir()
    kept.rename(kept.with_name(reader))
    assert [entry.title for entry in people.archive().entries()] == ["What of tides?"]
    assert kept.exists()
    assert not kept.with_name(reader).exists()


@pytest.mark.skipif(sys.platform != "linux", reason="the system does not tell whose a connection is")
@pytest.mark.parametrize("another", [False, True])
def test_who_has_another_account_of_the_machine_is_told_apart(another):
    if another and os.getuid():
        pytest.skip("only the superuser may act as somebody else")
    account = {"user": 65534} if another else {}
    with socket.create_server(("127.0.0.1", 0)) as server:
        here = server.getsockname()[1]
        with subprocess.Popen(["bash", "-c", CONNECT, str(here)], stdin=subprocess.PIPE, **account) as visitor:
            connection, client = server.accept()
            with connection:
                assert is_of_another(client, ("127.0.0.1", here)) is another
            visitor.communicate()


def test_who_is_marked_a_stranger_changes_nothing(monkeypatch):
    monkeypatch.setattr(people.st, "get_option", lambda _: "localhost")
    for headers, home in (({}, True), ({people.STRANGER: "yes"}, False)):
        monkeypatch.setattr(people.st, "context", SimpleNamespace(headers={"Host": "localhost:8501", **headers}))
        assert people.at_home() is home
