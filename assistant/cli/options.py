"""Options that several commands share."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from corpus.citations.labels import Form

if TYPE_CHECKING:
    from assistant.service import Service

EXAMPLES = Path(__file__).with_name("examples.toml")

Instruments = Annotated[
    list[str] | None,
    typer.Option("--instrument", "-i", metavar="NAME", help="Look only in this instrument; may be given again."),
]
Json = Annotated[bool, typer.Option("--json", help="Write JSON.")]
Write = Annotated[
    bool, typer.Option("--write", help="Let the language model of the settings write prose, held against the quotes.")
]
Owned = Annotated[
    str,
    typer.Option("--owner", metavar="OWNER", help="Of the own ones of person:NAME or group:NAME, not of everybody's."),
]
Cite = Annotated[Form, typer.Option("--cite", help="How citations are written.")]


def service_of(owner: str) -> Service:
    """The service that sees the own instruments of an owner, where one is named.

    Raises:
        UsageError: it is no owner.
    """
    from assistant.people import Owner
    from assistant.service import Service

    return Service(frozenset({str(Owner.read(owner))} if owner else ()))


def examples(command: str) -> str:
    """Examples for the end of a command's help, one a line."""
    return "\n".join(("Examples:", *(f"  {line}" for line in _examples()[command])))


@cache
def _examples() -> dict[str, list[str]]:
    return tomllib.loads(EXAMPLES.read_text(encoding="utf-8"))
