"""``treaty serve``: the chat page in a browser."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Annotated

import typer

import assistant
from corpus.errors import TreatyError

PAGE = Path(assistant.__file__).parent / "ui" / "page.py"

Port = Annotated[int, typer.Option("--port", min=1, max=65535, help="Where the page is served on this machine.")]


def serve(port: Port = 8501) -> None:
    """Serve the chat page to this machine alone, until interrupted."""
    if not PAGE.exists():
        raise TreatyError(f"the page is not there ({PAGE}); install the package again")
    raise typer.Exit(subprocess.call(command(port)))  # noqa: S603  # our own interpreter, a number from the user


def command(port: int) -> list[str]:
    """What serves the page."""
    options = {
        "server.address": "localhost",
        "server.port": str(port),
        "server.headless": "true",
        "browser.gatherUsageStats": "false",
    }
    given = [part for name, value in options.items() for part in (f"--{name}", value)]
    return [sys.executable, "-m", "streamlit", "run", str(PAGE), *given]
