"""The commands put together, and what happens when one fails."""

from __future__ import annotations

import errno
import logging
import os
import sys
from contextlib import suppress
from importlib import metadata
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from assistant.cli import (
    adding,
    asking,
    chatting,
    enriching,
    evaluating,
    exporting,
    gridding,
    indexing,
    keys,
    people,
    screen,
    serving,
    showing,
)
from assistant.cli.options import examples
from corpus.errors import TreatyError, UnknownInstrument, UnknownProvision, UsageError

PACKAGE = "treaty-assistant"
OURS = frozenset({"assistant", "corpus", "index"})
EXIT_CODES: tuple[tuple[type[TreatyError], int], ...] = (
    (UsageError, 2),
    (UnknownInstrument, 2),
    (UnknownProvision, 3),
    (TreatyError, 1),
)


class Commands(TyperGroup):
    """Commands whose errors are one line on stderr."""

    def invoke(self, ctx: Any) -> Any:
        """Run a command; its output is written out before it counts as done, so that a closed pipe shows here."""
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
            return result
        except TreatyError as problem:
            screen.complain(str(problem))
            raise typer.Exit(next(code for kind, code in EXIT_CODES if isinstance(problem, kind))) from problem
        except OSError as problem:
            if problem.errno == errno.EPIPE:  # a reader that leaves is no error
                raise
            _discard_output()
            what = problem.filename or "the output"
            screen.complain(f"{what} cannot be read or written ({problem.strerror}); make room, or name another")
            raise typer.Exit(1) from problem


def _discard_output() -> None:
    """Let what is still to be written go nowhere: Python would try, and fail, once more at its end."""
    with suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


class _Complaints(logging.Handler):
    """Shows what this project warns of; what others' libraries say to their makers is none of a user's business."""

    def filter(self, record: logging.LogRecord) -> bool:
        return record.name.partition(".")[0] in OURS

    def emit(self, record: logging.LogRecord) -> None:
        screen.complain(record.getMessage())


app = typer.Typer(
    cls=Commands,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    epilog=examples("treaty"),
)
app.command(epilog=examples("ask"))(asking.ask)
app.command(epilog=examples("search"))(asking.search)
app.command(epilog=examples("show"))(showing.show)
app.command(epilog=examples("grid"))(gridding.grid)
app.command("list", epilog=examples("list"))(showing.list_instruments)
app.command(epilog=examples("chat"))(chatting.chat)
app.command(epilog=examples("add"))(adding.add)
app.command(epilog=examples("edit"))(adding.edit)
app.command(epilog=examples("enrich"))(enriching.enrich)
app.command(epilog=examples("remove"))(adding.remove)
app.command(epilog=examples("update"))(adding.update)
app.command(epilog=examples("restore"))(adding.restore)
app.command(epilog=examples("export"))(exporting.export)
app.command(epilog=examples("evaluate"))(evaluating.evaluate)
app.command(epilog=examples("serve"))(serving.serve)
app.command(epilog=examples("mcp"))(serving.mcp)
app.add_typer(indexing.app, name="index")
app.add_typer(keys.app, name="key")
app.add_typer(people.app, name="person")
app.add_typer(people.trail, name="audit")


def _show_version(wanted: bool) -> None:
    if not wanted:
        return
    try:
        version = metadata.version(PACKAGE)
    except metadata.PackageNotFoundError:
        version = "(not installed)"
    typer.echo(f"{PACKAGE} {version}")
    raise typer.Exit


Version = Annotated[bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version.")]


@app.callback()
def treaty(version: Version = False) -> None:  # noqa: ARG001  # its callback does the work
    """Ask international instruments in plain words; get verbatim quotes with pin citations."""
    logging.basicConfig(handlers=[_Complaints(logging.WARNING)])
