"""``treaty serve``: the chat page in a browser."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Annotated

import typer

import assistant
from corpus.errors import TreatyError

PAGE = Path(assistant.__file__).parent / "ui" / "server.py"

Port = Annotated[int, typer.Option("--port", min=1, max=65535, help="Where the page is served on this machine.")]


def serve(port: Port = 8501) -> None:
    """Serve the chat page to this machine alone, until interrupted or ended."""
    if not PAGE.exists():
        raise TreatyError(f"the page is not there ({PAGE}); install the package again")
    arguments = command(port)
    if os.name == "nt":  # where a program cannot take the place of another
        raise typer.Exit(subprocess.call(arguments))  # noqa: S603  # our own interpreter, a number from the user
    os.execv(sys.executable, arguments)  # noqa: S606  # as above; who ends this process ends the page


def command(port: int) -> list[str]:
    """What serves the page."""
    options = {
        "server.address": "localhost",
        "server.port": str(port),
        "server.headless": "true",
        "server.enableCORS": "true",
        "server.enableXsrfProtection": "true",
        "browser.gatherUsageStats": "false",
    }
    given = [part for name, value in options.items() for part in (f"--{name}", value)]
    return [sys.executable, "-m", "streamlit", "run", str(PAGE), *given]
