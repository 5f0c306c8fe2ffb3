"""``treaty grid``: the same questions to each of several instruments."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from assistant.cli import screen
from assistant.cli.options import Instruments, Json
from corpus.errors import UsageError

Questions = Annotated[list[str] | None, typer.Argument(metavar="QUESTION...", help="What to ask each instrument.")]
File = Annotated[Path | None, typer.Option("--questions", help="A file of questions, one a line.")]
Output = Annotated[
    Path | None, typer.Option("--output", "-o", help="Write to this file, .csv or .xlsx; else to stdout.")
]


def grid(
    question: Questions = None,
    questions: File = None,
    instrument: Instruments = None,
    output: Output = None,
    json: Json = False,
) -> None:
    """Ask several instruments the same questions: each cell has what it says, with its place, or "silent".

    Without --instrument all that are loaded are asked.
    """
    from assistant.assistant import Assistant
    from assistant.conversations.grid import WRITERS, rows, written
    from assistant.files import read_file, write_new_file

    if output and output.suffix.lower() not in WRITERS:
        raise UsageError(f"{str(output)!r} does not end in {' or '.join(WRITERS)}")
    told = read_file(str(questions)).decode("utf-8-sig", "replace").splitlines() if questions else []
    with screen.watching() as watch:
        assistant = Assistant(progress=watch.build)
        more = watch.count("questions", len(question or []) + len(told))
        filled = assistant.grid([*(question or []), *told], instruments=instrument or [], progress=lambda: more(1))
    if output:
        write_new_file(str(output), written(filled, output.name))
    elif json:
        screen.say_json(filled.to_dict())
    else:
        head, *body = rows(filled)
        screen.say_rows(head, body)
