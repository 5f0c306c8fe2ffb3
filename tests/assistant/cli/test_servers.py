"""Servers from the command line: keys for them, what they need, and where they listen."""

import socket
import sys

import pytest
from cli_cases import run, run_json

from assistant.api import __main__ as api
from assistant.keys import Keys
from assistant.mcp import __main__ as mcp
from corpus.errors import MissingExtra, UsageError
from corpus.settings import HOME


@pytest.fixture(autouse=True)
def own(tmp_path, monkeypatch):
    """A data folder without keys."""
    monkeypatch.setenv(HOME, str(tmp_path))


def test_a_key_is_shown_once_and_listed_without_its_secret():
    made = run("key", "add", "the portal", "--scope", "edit", "--days", "30")
    secret_form = made.stdout.strip()
    (listed,) = run_json("key", "list")
    assert (listed["name"], listed["scope"], listed["standing"]) == ("the portal", "edit", "valid")
    assert secret_form.rpartition("_")[2] not in run("key", "list").stdout
    with Keys() as keys:
        assert keys.of(secret_form).id == listed["id"]


def test_a_key_is_revoked():
    run("key", "add", "Maria")
    assert "Maria" in run("key", "revoke", "Maria").stdout
    assert run_json("key", "list")[0]["standing"] == "revoked"
    again = run("key", "revoke", "Maria")
    assert (again.exit_code, "treaty key list" in again.stderr) == (2, True)


@pytest.mark.parametrize("host", ["127.0.0.1", "::1", "localhost", "127.9.9.9"])
def test_this_machine_may_be_served_without_keys(host):
    api.check_reach(host, api.settings())


@pytest.mark.parametrize(
    ("package", "serve", "extra"),
    [
        ("uvicorn", lambda: api.serve("127.0.0.1", 8600), "api"),
        ("mcp", lambda: mcp.server(None), "mcp"),
    ],
)
def test_a_missing_package_says_its_extra(missing, monkeypatch, package, serve, extra):
    missing(package)
    monkeypatch.delitem(sys.modules, package, raising=False)
    with pytest.raises(MissingExtra, match=rf"treaty-assistant\[{extra}\]"):
        serve()


def test_a_host_belongs_to_programs():
    refused = run("serve", "--host", "0.0.0.0")  # noqa: S104
    assert (refused.exit_code, "--host belongs to --api" in refused.stderr) == (2, True)


@pytest.mark.parametrize("serve", [lambda port: api.serve("127.0.0.1", port), lambda port: mcp.over_http(None, port)])
def test_a_port_that_is_taken_is_told_in_a_line(serve):
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        with pytest.raises(UsageError, match=f"port {port} .*; choose another --port"):
            serve(port)


def test_an_address_that_is_none_of_this_machine(monkeypatch):
    monkeypatch.setenv("TREATY_API_KEYS", "on")
    with pytest.raises(UsageError, match=r"nothing can be served at 203\.0\.113\.1"):
        api.serve("203.0.113.1", 8600)
