"""The audit trail: who did what, when, to which thing; never what was asked.

It only grows, and each entry holds the hash of the one before (a hash chain, as in Haber and Stornetta, "How to
Time-Stamp a Digital Document", 1991): who changes, removes or inserts one leaves a place where the chain does not hold.
Whoever can write the file can also write a whole new chain; the last hash, kept elsewhere, tells of that.
"""

from __future__ import annotations

import getpass
import json
import sqlite3
from collections.abc import Iterable
from dataclasses import astuple, dataclass, replace
from datetime import UTC, datetime
from enum import StrEnum
from hashlib import sha256
from pathlib import Path
from types import TracebackType

from sqlalchemy import insert, select, text

from assistant.database import opened
from assistant.database.part import Part
from assistant.database.sqlite import readable
from assistant.database.tables import entry as entries
from corpus.settings import settings
from corpus.storage import data_folder

BEGINNING = "0" * 64
"""What the first entry holds for the hash of the one before."""


class Deed(StrEnum):
    """What is noted."""

    SIGNED_IN = "signed in"
    REFUSED = "refused"
    BEGAN = "conversation begun"
    GAVE = "conversation given"
    DELETED = "conversation deleted"
    RESTORED = "conversation restored"
    ADDED = "instrument added"
    UPDATED = "instrument updated"
    REMOVED = "instrument removed"
    KEY_MADE = "key made"
    KEY_REVOKED = "key revoked"
    LET_IN = "person let in"
    SHUT_OUT = "person removed"


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the trail."""

    number: int
    """From 1 on, without a gap."""
    at: str
    """ISO 8601 in UTC."""
    who: str
    operation: str
    object: str
    before: str = BEGINNING
    """The hash of the entry before."""
    hash: str = ""

    @property
    def right_hash(self) -> str:
        """SHA-256 of everything else in it."""
        return sha256(json.dumps(astuple(self)[:-1]).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Broken:
    """Where a chain does not hold."""

    number: int
    why: str


class Trail:
    """The trail. Use it as a context manager, or close it. Safe to share between threads."""

    def __init__(self, folder: Path | None = None) -> None:
        """Open the trail; by default that of the data folder, or of the database of the settings.

        Raises:
            StorageError: the folder, the file or the database cannot be used.
        """
        self._store = opened(PART, folder or data_folder())

    def __enter__(self) -> Trail:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file; nothing is unsaved."""
        self._store.close()

    def note(self, who: str, deed: Deed, object: str = "") -> Entry:
        """Add an entry after the last.

        Raises:
            StorageError: it cannot be written.
        """
        with self._store.writing() as db:
            if db.dialect.name == "postgresql":  # of those who write at once, one after the other
                db.execute(text("LOCK TABLE entry IN EXCLUSIVE MODE"))
            c = entries.c
            last = db.execute(select(c.number, c.hash).order_by(c.number.desc()).limit(1)).first()
            number, before = (last.number + 1, last.hash) if last else (1, BEGINNING)
            new = Entry(number, _now(), _clean(who), deed.value, _clean(object), before)
            new = replace(new, hash=new.right_hash)
            db.execute(insert(entries).values(astuple(new)))
        return new

    def all(self) -> tuple[Entry, ...]:
        """Every entry, the first before the others."""
        with self._store.reading() as db:
            return tuple(Entry(*row) for row in db.execute(select(entries).order_by(entries.c.number)))

    def broken(self) -> Broken | None:
        """The first place where the chain does not hold; None where it is whole."""
        return first_broken(self.all())


def first_broken(trail: Iterable[Entry]) -> Broken | None:
    """The first place where a chain does not hold: an entry that was changed, or one that is missing before it."""
    before = BEGINNING
    for number, one in enumerate(trail, start=1):
        if one.number != number:
            return Broken(number, f"it is missing; entry {one.number} stands where it should")
        if one.before != before:
            return Broken(number, "it does not hold the hash of the entry before it")
        if one.hash != one.right_hash:
            return Broken(number, "it was changed: its hash is not that of what it says")
        before = one.hash
    return None


def note(deed: Deed, object: str = "", who: str = "") -> None:
    """Add an entry to the trail of this installation, where the setting ``team`` is on.

    Args:
        who: an owner as text; empty for who works on the machine itself.

    Raises:
        StorageError: it cannot be written.
    """
    if settings().team:
        with Trail() as trail:
            trail.note(who or _operator(), deed, object)


def _operator() -> str:
    try:
        return f"machine:{getpass.getuser()}"
    except (OSError, KeyError):  # a user that the system does not know
        return "machine:"


def _clean(words: str) -> str:
    """Text that every engine keeps as it is, so that its hash holds."""
    return words.replace("\0", "\ufffd").encode("utf-8", "replace").decode()


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds")


def _take_over(damaged: sqlite3.Connection, db: sqlite3.Connection) -> None:
    for row in readable(damaged, "SELECT number, at, who, operation, object, before, hash FROM entry"):
        db.execute("INSERT OR IGNORE INTO entry VALUES (?, ?, ?, ?, ?, ?, ?)", row)


def _told(db: sqlite3.Connection) -> str:
    (count,) = db.execute("SELECT count(*) FROM entry").fetchone()
    return f"{count} entries of the audit trail"


PART = Part("audit", "audit_1", (entries,), _take_over, _told)
