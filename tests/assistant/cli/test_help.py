"""Help and version."""

from importlib import metadata

import pytest
from cli_cases import run

pytestmark = pytest.mark.usefixtures("home")


@pytest.mark.parametrize(
    "command",
    [
        *(["ask"], ["search"], ["show"], ["list"], ["evaluate"], ["serve"], ["index", "build"], ["index", "status"]),
        *(["mcp"], ["key", "add"], ["key", "list"], ["key", "revoke"]),
    ],
    ids=" ".join,
)
def test_every_command_has_help_with_examples(command):
    result = run(*command, "--help")
    assert result.exit_code == 0
    assert "Examples:" in result.stdout
    assert f"treaty {' '.join(command)}" in result.stdout.split("Examples:")[1]


def test_the_version_is_shown(monkeypatch):
    monkeypatch.setattr(metadata, "version", lambda name: f"of {name}")
    assert run("--version").stdout == "treaty-assistant of treaty-assistant\n"
