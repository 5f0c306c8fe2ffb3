"""Options that several commands share."""

from __future__ import annotations

from typing import Annotated

import typer

from corpus.citations.labels import Form

Instruments = Annotated[
    list[str] | None,
    typer.Option("--instrument", "-i", metavar="NAME", help="Look only in this instrument; may be given again."),
]
Json = Annotated[bool, typer.Option("--json", help="Write JSON.")]
Cite = Annotated[Form, typer.Option("--cite", help="How citations are written.")]


def examples(*lines: str) -> str:
    """Examples for the end of a command's help, one a line."""
    return "\n".join(("Examples:", *(f"  {line}" for line in lines)))
