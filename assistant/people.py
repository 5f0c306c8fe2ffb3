"""People: who they are to this installation, what their role allows, and what is theirs.

Where the setting ``team`` is off nobody is asked who they are, and none of this is read.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from types import TracebackType

from sqlalchemy import Connection, delete, select

from assistant.database import opened
from assistant.database.part import Part
from assistant.database.sqlite import readable
from assistant.database.statements import adding
from assistant.database.tables import person as people
from corpus.errors import UsageError
from corpus.storage import data_folder

LONGEST_NAME = 200


class Role(StrEnum):
    """What somebody is here."""

    READER = "reader"
    EDITOR = "editor"
    ADMIN = "admin"


class Operation(StrEnum):
    """What may be done, on the page and over HTTP alike."""

    ASK = "ask, search and read instruments"
    READ = "read conversations"
    HOLD = "hold conversations, which are kept"
    JUDGE = "say what one thinks of an answer"
    GIVE = "give a conversation to a group"
    OWN = "add, update and remove instruments of one's own or of a group"
    LIBRARY = "add, update and remove instruments that are everybody's"
    AUDIT = "read the audit trail"


ALLOWED: Mapping[Operation, frozenset[Role]] = {
    Operation.ASK: frozenset(Role),
    Operation.READ: frozenset(Role),
    Operation.HOLD: frozenset({Role.EDITOR, Role.ADMIN}),
    Operation.JUDGE: frozenset({Role.EDITOR, Role.ADMIN}),
    Operation.GIVE: frozenset({Role.EDITOR, Role.ADMIN}),
    Operation.OWN: frozenset({Role.EDITOR, Role.ADMIN}),
    Operation.LIBRARY: frozenset({Role.ADMIN}),
    Operation.AUDIT: frozenset({Role.ADMIN}),
}
"""Who may do what."""


def allowed(operation: Operation, roles: Iterable[Role]) -> bool:
    """Whether everything that limits somebody allows an operation: the role of a person, and the scope of a key."""
    return all(role in ALLOWED[operation] for role in roles)


class Kind(StrEnum):
    """What an owner is."""

    PERSON = "person"
    GROUP = "group"
    READER = "reader"
    """A browser that nobody signed in to."""
    KEY = "key"
    """A program whose key belongs to nobody."""


FOLDERS: Mapping[Kind, str] = {Kind.READER: "readers", Kind.KEY: "programs"}
"""Where each of a kind has a folder of its own, where files keep what is theirs."""
TEAM = "team"
"""The folder of those who share files."""


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose something is."""

    kind: Kind
    name: str

    def __str__(self) -> str:
        return f"{self.kind.value}:{self.name}"

    @classmethod
    def read(cls, text: str) -> Owner:
        """The person or group that a text names, as :meth:`__str__` writes it.

        Raises:
            UsageError: it names neither.
        """
        kind, _, name = text.partition(":")
        if kind not in (Kind.PERSON, Kind.GROUP) or not name.strip():
            raise UsageError(f"{text!r} is no owner; write person:ana@ministry.example or group:legal")
        return cls(Kind(kind), _name(name))

    def place(self, home: Path, one_database: bool) -> tuple[Path, str]:
        """Where what is theirs is kept, and under what name there: none, where the place is theirs alone."""
        folder = FOLDERS.get(self.kind)
        if one_database or folder is None:
            return home / TEAM, str(self)
        return home / folder / self.name, ""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who may sign in."""

    name: str
    """What the provider of identities calls them, in small letters: an address, unless the setting says otherwise."""
    role: Role
    groups: tuple[str, ...] = ()
    since: str = ""

    @property
    def owner(self) -> Owner:
        """They, as the owner of what is theirs."""
        return Owner(Kind.PERSON, self.name)

    @property
    def shared(self) -> tuple[Owner, ...]:
        """Their groups, as owners."""
        return tuple(Owner(Kind.GROUP, name) for name in self.groups)


class People:
    """Those who may sign in. Use it as a context manager, or close it. Safe to share between threads."""

    def __init__(self, folder: Path | None = None) -> None:
        """Open the list; by default that of the data folder, or of the database of the settings.

        Raises:
            StorageError: the folder, the file or the database cannot be used.
        """
        self._store = opened(PART, folder or data_folder())

    def __enter__(self) -> People:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file; nothing is unsaved."""
        self._store.close()

    def put(self, name: str, role: Role, groups: Iterable[str] = ()) -> Person:
        """Let somebody in, or give who is in another role and other groups.

        Raises:
            UsageError: the name or that of a group is empty, too long, or has a comma.
        """
        named, among = _name(name), sorted({_name(group) for group in groups})
        row = {"role": role.value, "groups": ",".join(among)}
        with self._store.writing() as db:
            put = adding(db, people).values(name=named, since=_now(), **row)
            db.execute(put.on_conflict_do_update(index_elements=["name"], set_=row))
            return _people(db, named)[0]

    def all(self) -> tuple[Person, ...]:
        """Everybody, by name."""
        with self._store.reading() as db:
            return _people(db)

    def of(self, name: str) -> Person | None:
        """The person of that name; None where nobody let them in."""
        with self._store.reading() as db:
            return next(iter(_people(db, name.strip().lower())), None)

    def known(self, name: str) -> Person:
        """The person of that name.

        Raises:
            UsageError: there is no such person.
        """
        found = self.of(name)
        if found is None:
            raise UsageError(f"there is nobody called {name!r}; see who there is with: treaty person list")
        return found

    def remove(self, name: str) -> Person:
        """Let somebody in no more, on the page or by a key; what is theirs stays, and is there if they come back.

        Raises:
            UsageError: there is no such person.
        """
        gone = self.known(name)
        with self._store.writing() as db:
            db.execute(delete(people).where(people.c.name == gone.name))
        return gone


def _people(db: Connection, name: str | None = None) -> tuple[Person, ...]:
    c = people.c
    wanted = select(c.name, c.role, c.groups, c.since).order_by(c.name)
    rows = db.execute(wanted if name is None else wanted.where(c.name == name))
    return tuple(Person(row.name, Role(row.role), _parted(row.groups), row.since) for row in rows)


def _parted(groups: str) -> tuple[str, ...]:
    return tuple(filter(None, groups.split(",")))


def _name(text: str) -> str:
    name = " ".join(text.split()).lower()
    if not name or len(name) > LONGEST_NAME or "," in name:
        raise UsageError(f"{text!r} is no name of a person or group; give 1 to {LONGEST_NAME} characters, no comma")
    return name


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def _take_over(damaged: sqlite3.Connection, db: sqlite3.Connection) -> None:
    for row in readable(damaged, "SELECT name, role, groups, since FROM person"):
        db.execute("INSERT OR IGNORE INTO person VALUES (?, ?, ?, ?)", row)


def _told(db: sqlite3.Connection) -> str:
    (count,) = db.execute("SELECT count(*) FROM person").fetchone()
    return f"{count} people"


PART = Part("people", "people_1", (people,), _take_over, _told)
