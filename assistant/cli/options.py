"""Options that several commands share."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Annotated

import typer

from corpus.citations.labels import Form

EXAMPLES = Path(__file__).with_name("examples.toml")

Instruments = Annotated[
    list[str] | None,
    typer.Option("--instrument", "-i", metavar="NAME", help="Look only in this instrument; may be given again."),
]
Json = Annotated[bool, typer.Option("--json", help="Write JSON.")]
Write = Annotated[
    bool, typer.Option("--write", help="Let the language model of the settings write prose, held against the quotes.")
]
Cite = Annotated[Form, typer.Option("--cite", help="How citations are written.")]


def examples(command: str) -> str:
    """Examples for the end of a command's help, one a line."""
    return "\n".join(("Examples:", *(f"  {line}" for line in _examples()[command])))


@cache
def _examples() -> dict[str, list[str]]:
    return tomllib.loads(EXAMPLES.read_text(encoding="utf-8"))
