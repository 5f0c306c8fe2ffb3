"""``treaty person`` and ``treaty audit``: who may sign in, and what was done."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Literal

import typer

from assistant.cli import screen
from assistant.cli.options import Json, examples
from corpus.errors import TreatyError

app = typer.Typer(no_args_is_help=True, help="Say who may sign in to the page and ask the server, and as what.")
trail = typer.Typer(no_args_is_help=True, help="Read and check the audit trail, which is kept where team is on.")

Name = Annotated[str, typer.Argument(metavar="NAME", help="What the provider of identities calls them: an address.")]
As = Annotated[
    Literal["reader", "editor", "admin"],
    typer.Option("--role", help="reader: ask and read; editor: hold conversations too; admin: change the library too."),
]
Among = Annotated[list[str] | None, typer.Option("--group", help="A group of theirs; may be given more than once.")]


@app.command("add", epilog=examples("person add"))
def add_person(name: Name, role: As = "reader", group: Among = None) -> None:
    """Let somebody in, or give who is in another role and other groups."""
    from assistant.audit import Deed, note
    from assistant.people import People, Role

    with People() as people:
        put = people.put(name, Role(role), group or ())
    note(Deed.LET_IN, f"{put.name} ({', '.join((put.role.value, *put.groups))})")
    screen.say(f"{put.name}: {put.role.value}")


@app.command("list", epilog=examples("person list"))
def list_people(json: Json = False) -> None:
    """List who may sign in: name, role, groups, and since when."""
    from assistant.people import People

    with People() as people:
        known = people.all()
    head = ("name", "role", "groups", "since")
    rows = [(one.name, one.role.value, ", ".join(one.groups), one.since) for one in known]
    _show(head, rows, json)


@app.command("remove", epilog=examples("person remove"))
def remove_person(name: Name) -> None:
    """Let somebody in no more. Their keys are without effect; what is theirs stays, and is there if they come back."""
    from assistant.audit import Deed, note
    from assistant.people import People

    with People() as people:
        gone = people.remove(name)
    note(Deed.SHUT_OUT, gone.name)
    screen.say(f"removed {gone.name}")


@trail.command("list", epilog=examples("audit list"))
def list_entries(json: Json = False) -> None:
    """List what was done: number, when, who, what, and to which thing. What was asked is never in it."""
    from assistant.audit import Trail

    with Trail() as opened:
        kept = opened.all()
    head = ("number", "at", "who", "operation", "object", "hash")
    rows = [(str(e.number), e.at, e.who, e.operation, e.object, e.hash if json else e.hash[:12]) for e in kept]
    _show(head, rows, json)


@trail.command("verify", epilog=examples("audit verify"))
def verify() -> None:
    """Check the chain of hashes, and name the first entry at which it does not hold.

    Keep the last hash elsewhere: a trail that was cut short, or written anew, ends in another.
    """
    from assistant.audit import Trail

    with Trail() as opened:
        kept, broken = opened.all(), opened.broken()
    if broken:
        raise TreatyError(f"the audit trail is broken at entry {broken.number}: {broken.why}")
    last = f", the last is {kept[-1].hash}" if kept else ""
    screen.say(f"{len(kept)} entries, each holds the hash of the one before{last}")


def _show(head: tuple[str, ...], rows: Sequence[tuple[str, ...]], json: bool) -> None:
    if json:
        screen.say_json([dict(zip(head, row, strict=True)) for row in rows])
    else:
        screen.say_rows(head, rows)
