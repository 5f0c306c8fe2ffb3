"""``treaty serve`` and ``treaty mcp``: the chat page in a browser, and servers for programs and agents."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

import assistant
from corpus.errors import TreatyError, UsageError
from corpus.settings import settings

PAGE = Path(assistant.__file__).parent / "ui" / "server.py"
HOME = "127.0.0.1"
LOOPBACK = ("localhost", "127.0.0.1", "[::1]")
"""Names by which this machine calls itself."""

Api = Annotated[bool, typer.Option("--api", help="Serve programs (REST) and not the page.")]
Host = Annotated[
    str,
    typer.Option(
        "--host",
        help="What address is served; another than this machine's own needs keys, or people who sign in.",
    ),
]
Port = Annotated[
    int | None, typer.Option("--port", min=1, max=65535, help="Where it is served; 8501, and with --api 8600.")
]
Http = Annotated[bool, typer.Option("--http", help="Serve at http://127.0.0.1:PORT/mcp and not over stdin and stdout.")]
AgentsPort = Annotated[int, typer.Option("--port", min=1, max=65535, help="Where, with --http.")]


def serve(api: Api = False, host: Host = HOME, port: Port = None) -> None:
    """Serve the chat page, or with --api programs, until interrupted or ended; to this machine alone, unless --host."""
    if api:
        raise typer.Exit(run([sys.executable, "-m", "assistant.api", "--host", host, "--port", str(port or 8600)]))
    chosen = settings()
    if host != HOME and not chosen.team:
        raise UsageError(
            "--host belongs to --api, or to the setting team: where nobody signs in, the page is served to this machine"
            " alone"
        )
    if not PAGE.exists():
        raise TreatyError(f"the page is not there ({PAGE}); install the package again")
    raise typer.Exit(run(command(port or 8501, "localhost" if host == HOME else host, chosen.api_hosts)))


def mcp(http: Http = False, port: AgentsPort = 8601) -> None:
    """Serve agents by the Model Context Protocol: one over stdin and stdout, or with --http those on this machine."""
    raise typer.Exit(run([sys.executable, "-m", "assistant.mcp", *(["--http"] if http else []), "--port", str(port)]))


def command(port: int, address: str = "localhost", hosts: Sequence[str] = ()) -> list[str]:
    """What serves the page.

    Args:
        hosts: names by which it may be asked for, besides those of this machine for itself.
    """
    options = {
        "server.address": address,
        "server.port": str(port),
        "server.headless": "true",
        "server.enableCORS": "true",
        "server.enableXsrfProtection": "true",
        "browser.gatherUsageStats": "false",
    }
    given = [part for name, value in options.items() for part in (f"--{name}", value)]
    given += [part for host in (*LOOPBACK, *hosts) if hosts for part in ("--server.allowedHosts", host)]
    return [sys.executable, "-m", "streamlit", "run", str(PAGE), *given]


def run(program: list[str]) -> int:
    """Run a program to its end, and give its exit status; who ends this process ends that as well."""
    if os.name != "nt":
        os.execv(program[0], program)  # noqa: S606  # our own interpreter, which takes the place of this process
    return subprocess.call(program)  # noqa: S603  # as above
