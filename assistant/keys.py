"""Keys by which programs are told apart: made, listed, revoked. What is kept of a key cannot be turned back into it.

A key is ``treaty_``, eight hexadecimal digits that name it, and 256 random bits. Of those the SHA-256 digest is kept:
nobody guesses so many bits, so that a slow digest, as passwords need it, would only slow every request.
"""

from __future__ import annotations

import hmac
import re
import secrets
import sqlite3
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from hashlib import sha256
from pathlib import Path
from types import TracebackType

from sqlalchemy import ColumnElement, Connection, insert, select, update

from assistant.database import opened
from assistant.database.part import Part
from assistant.database.sqlite import readable
from assistant.database.tables import key as rows_of_keys
from assistant.people import Role
from corpus.errors import UsageError
from corpus.storage import data_folder

LONGEST_NAME = 80

_KEY = re.compile(r"treaty_([0-9a-f]{8})_([A-Za-z0-9_-]{43})")


class Scope(StrEnum):
    """What a key allows."""

    READ = "read"
    """To ask, search and read."""
    EDIT = "edit"
    """To hold conversations as well, which are kept."""
    ADMIN = "admin"
    """To read the audit trail as well."""

    @property
    def role(self) -> Role:
        """Whom it lets a program be, at most."""
        return ROLES[self]


ROLES = {Scope.READ: Role.READER, Scope.EDIT: Role.EDITOR, Scope.ADMIN: Role.ADMIN}


@dataclass(frozen=True, slots=True)
class Key:
    """A key as it is kept, without its secret."""

    id: str
    name: str
    """What its maker calls it: the program or the person that has it."""
    scope: Scope
    digest: str
    made: str
    """ISO 8601 in UTC, as are the next two."""
    expires: str | None = None
    revoked: str | None = None
    owner: str = ""
    """The person whose key it is; empty where it belongs to nobody, and stands for itself."""

    @property
    def standing(self) -> str:
        """``valid``, ``expired`` or ``revoked``."""
        if self.revoked:
            return "revoked"
        return "expired" if self.expires and self.expires <= _now() else "valid"


class Keys:
    """The keys kept in a folder. Use it as a context manager, or close it. Safe to share between threads."""

    def __init__(self, folder: Path | None = None) -> None:
        """Open the keys; by default those of the data folder, or of the database of the settings.

        Raises:
            StorageError: the folder, the file or the database cannot be used.
        """
        self._store = opened(PART, folder or data_folder())

    def __enter__(self) -> Keys:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file; nothing is unsaved."""
        self._store.close()

    def add(self, name: str, scope: Scope = Scope.READ, days: int | None = None, owner: str = "") -> tuple[Key, str]:
        """Make a key, and give it with its secret form, which is told this once.

        Args:
            days: after how many it expires; None means never.
            owner: the person whose it is; empty for nobody's.

        Raises:
            UsageError: there is no name, it is too long, or a valid key has it.
        """
        called = " ".join(name.split())
        if not called or len(called) > LONGEST_NAME:
            raise UsageError(f"a key needs a name of 1 to {LONGEST_NAME} characters: who or what will use it")
        id, secret = secrets.token_hex(4), secrets.token_urlsafe(32)
        expires = _at(datetime.now(UTC) + timedelta(days=days)) if days else None
        key = Key(id, called, scope, _digest(secret), _now(), expires, None, owner)
        with self._store.writing() as db:
            if any(one.name == called and one.standing == "valid" for one in _keys(db)):
                raise UsageError(f"there is a key called {called!r} already; revoke it, or choose another name")
            db.execute(insert(rows_of_keys).values(**asdict(key)))
        return key, f"treaty_{id}_{secret}"

    def all(self) -> tuple[Key, ...]:
        """Every key that was made, in order, those without effect too."""
        with self._store.reading() as db:
            return _keys(db)

    def revoke(self, name: str) -> Key:
        """Make a key invalid at once, for every program that has it.

        Args:
            name: its name or its identifier.

        Raises:
            UsageError: no valid key has it.
        """
        with self._store.writing() as db:
            found = next((one for one in _keys(db) if name in (one.id, one.name) and one.standing == "valid"), None)
            if found is None:
                raise UsageError(f"there is no valid key {name!r}; see them with: treaty key list")
            db.execute(update(rows_of_keys).where(rows_of_keys.c.id == found.id).values(revoked=_now()))
        return found

    def of(self, secret_form: str) -> Key | None:
        """The valid key of that secret form; None where it is forged, expired or revoked."""
        parts = _KEY.fullmatch(secret_form)
        if parts is None:
            return None
        with self._store.reading() as db:
            kept = _keys(db, rows_of_keys.c.id == parts[1])
        fits = [one for one in kept if hmac.compare_digest(one.digest, _digest(parts[2])) and one.standing == "valid"]
        return fits[0] if fits else None


def _keys(db: Connection, *conditions: ColumnElement[bool]) -> tuple[Key, ...]:
    c = rows_of_keys.c
    columns = (c.id, c.name, c.scope, c.digest, c.made, c.expires, c.revoked, c.owner)
    rows = db.execute(select(*columns).where(*conditions).order_by(c.made, c.rowid))
    return tuple(Key(id, name, Scope(scope), *rest) for id, name, scope, *rest in rows)


def _digest(secret: str) -> str:
    return sha256(secret.encode()).hexdigest()


def _now() -> str:
    return _at(datetime.now(UTC))


def _at(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds")


def _take_over(damaged: sqlite3.Connection, db: sqlite3.Connection) -> None:
    columns = "id, name, scope, digest, made, expires, revoked"
    for earlier in (f"{columns}, owner", f"{columns}, ''"):  # the first programs kept no owner
        for row in readable(damaged, f"SELECT {earlier} FROM key"):  # noqa: S608
            db.execute("INSERT OR IGNORE INTO key VALUES (?, ?, ?, ?, ?, ?, ?, ?)", row)


def _told(db: sqlite3.Connection) -> str:
    (count,) = db.execute("SELECT count(*) FROM key").fetchone()
    return f"{count} keys"


PART = Part("keys", "keys_2", (rows_of_keys,), _take_over, _told)
FILE = PART.file
