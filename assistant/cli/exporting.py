"""``treaty export``: an instrument, or a kept conversation, as a file that other programs read."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from assistant.cli.options import Cite
from corpus.errors import StorageError, UsageError

if TYPE_CHECKING:
    from assistant.conversation import Conversation
    from corpus.citations.labels import Form

Kind = Literal["akn", "jsonl", "markdown", "memo", "ris", "csl"]
TALKS = {"memo": ".docx", "ris": ".ris", "csl": ".csl.json"}
"""What a conversation is written as, and the ending of its file."""

Name = Annotated[
    str,
    typer.Argument(metavar="NAME", help="An instrument; or a kept conversation, by the beginning of its identifier."),
]
Output = Annotated[Path | None, typer.Option("--output", "-o", help="Write to this file; else to stdout.")]
Format = Annotated[
    Kind,
    typer.Option(
        "--format",
        "-f",
        help="Of an instrument: Akoma Ntoso 3.0, JSON Lines of provisions, Markdown. "
        "Of a conversation: a memo in Word, RIS, CSL-JSON.",
    ),
]
OneTurn = Annotated[
    int | None, typer.Option("--turn", min=1, help="Only this answer of a conversation, counted from 1.")
]


def export(name: Name, format: Format = "akn", output: Output = None, cite: Cite = "un", turn: OneTurn = None) -> None:
    """Write an instrument as Akoma Ntoso, JSON Lines of provisions, or Markdown; or what was asked and answered.

    A kept conversation, or one answer of it, becomes a memo in Word whose footnotes are written as --cite says, or
    entries for a reference manager.
    """
    content = _conversation(name, TALKS[format], cite, turn) if format in TALKS else _instrument(name, format, turn)
    if output is None:
        sys.stdout.flush()
        sys.stdout.buffer.write(content)
        return
    try:
        output.write_bytes(content)
    except OSError as problem:
        raise StorageError(f"cannot write {output}: {problem.strerror}") from problem


def _instrument(name: str, format: str, turn: int | None) -> bytes:
    from assistant.service import Service
    from corpus.shelf import exports

    if turn:
        raise UsageError("--turn belongs to a conversation; give --format memo, ris or csl with it")
    writers = {"akn": exports.to_akoma, "jsonl": exports.to_jsonl, "markdown": exports.to_markdown}
    return writers[format](Service().corpus.find(name)).encode()


def _conversation(name: str, ending: str, form: Form, turn: int | None) -> bytes:
    from assistant.conversations.archive import Archive
    from assistant.conversations.export import written
    from assistant.service import Service

    with Archive() as archive:
        kept = archive.load(name)
    return written(_one(kept, turn) if turn else kept, Service().corpus, ending, form)


def _one(kept: Conversation, turn: int) -> Conversation:
    from dataclasses import replace

    from assistant.conversation import shortened

    if turn > len(kept):
        raise UsageError(f"the conversation has {len(kept)} turns; there is no turn {turn}")
    chosen = kept.turns[turn - 1]
    return replace(kept, turns=(chosen,), title=shortened(chosen.question))
