"""``treaty key``: keys for programs that ask the server."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from assistant.cli import screen
from assistant.cli.options import Json, examples

app = typer.Typer(no_args_is_help=True, help="Make, list and revoke the keys by which programs ask the server.")

Name = Annotated[str, typer.Argument(metavar="NAME", help="Who or what will use it.")]
Named = Annotated[str, typer.Argument(metavar="NAME", help="The name of the key, or its identifier.")]
Allowed = Annotated[
    Literal["read", "edit", "admin"],
    typer.Option(
        "--scope", help="read: ask, search and read; edit: hold conversations too; admin: read the audit trail too."
    ),
]
Whose = Annotated[
    str, typer.Option("--person", help="Whose it is: it gives what is theirs, and never more than their role.")
]
Days = Annotated[int | None, typer.Option("--days", min=1, max=3650, help="It expires after as many; else never.")]


@app.command(epilog=examples("key add"))
def add(name: Name, scope: Allowed = "read", days: Days = None, person: Whose = "") -> None:
    """Make a key and write it to stdout, this once: what is kept of it cannot be turned back into it.

    The server asks for keys where the setting api_keys is on.
    """
    from assistant.audit import Deed, note
    from assistant.keys import Keys, Scope
    from assistant.people import People

    owner = ""
    if person:
        with People() as people:
            owner = people.known(person).name
    with Keys() as keys:
        made, secret_form = keys.add(name, Scope(scope), days, owner)
    note(Deed.KEY_MADE, f"{made.id} ({made.scope.value}{f', {owner}' if owner else ''})")
    screen.say(secret_form)


@app.command("list", epilog=examples("key list"))
def list_keys(json: Json = False) -> None:
    """List the keys that were made: identifier, name, scope, person, dates, and whether each is valid."""
    from assistant.keys import Keys

    with Keys() as keys:
        made = keys.all()
    head = ("id", "name", "scope", "person", "made", "expires", "standing")
    rows = [(k.id, k.name, k.scope.value, k.owner, k.made, k.expires or "", k.standing) for k in made]
    if json:
        screen.say_json([dict(zip(head, row, strict=True)) for row in rows])
    else:
        screen.say_rows(head, rows)


@app.command(epilog=examples("key revoke"))
def revoke(name: Named) -> None:
    """Make a key invalid at once. Its conversations stay where they are, and nobody reaches them any more."""
    from assistant.audit import Deed, note
    from assistant.keys import Keys

    with Keys() as keys:
        revoked = keys.revoke(name)
    note(Deed.KEY_REVOKED, revoked.id)
    screen.say(f"revoked {revoked.id}: {revoked.name}")
