"""The command line: thin over the library, one module a group of commands.

A command imports what it needs when it runs, so that help and completion are quick. Exit codes:
0 done or answered, 3 not found, 2 a question or option that makes no sense, 1 anything else.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from assistant.cli.app import app

__all__ = ["app", "main"]


def main() -> None:
    """Run the command that the arguments name."""
    _open_closed()
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]  # what a terminal cannot show
    sys.stdin.reconfigure(errors="surrogateescape")  # type: ignore[union-attr]  # whoever reads a line says so
    app(prog_name="treaty")


def _open_closed() -> None:
    """A stream that whoever started this has closed is one with nothing in it, and where all is lost."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open(mode, encoding="utf-8"))  # noqa: SIM115  # open as long as the program
