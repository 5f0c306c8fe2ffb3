"""Conversations on disk: one SQLite file in the data folder, one transaction a turn.

A turn is kept after those that are there. Where two programs go on with one conversation, it has the turns of both, and
none is lost.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from types import TracebackType
from typing import Any

from assistant.conversation import Conversation, Turn, is_id, new_id, shortened
from assistant.conversations.store import Form, Store, readable
from corpus.errors import UsageError
from corpus.storage import data_folder

FILE = "conversations.sqlite3"
DIGEST = "digest"
"""The field of a kept turn that tells whether a byte of it has changed."""
MISSED = 50
"""Turns in a row that cannot be read, from which on there are no more."""

_TABLES = """
CREATE TABLE IF NOT EXISTS conversation (
    id TEXT PRIMARY KEY, title TEXT NOT NULL, created TEXT NOT NULL, changed TEXT NOT NULL, deleted TEXT
);
CREATE TABLE IF NOT EXISTS turn (
    conversation TEXT NOT NULL REFERENCES conversation(id) ON DELETE CASCADE,
    number INTEGER NOT NULL, words TEXT NOT NULL, content TEXT NOT NULL,
    PRIMARY KEY (conversation, number)
) WITHOUT ROWID;
"""
_ENTRIES = """
SELECT id, title, created, changed, (SELECT count(*) FROM turn WHERE conversation = c.id)
FROM conversation c WHERE deleted IS NULL
"""
_CONTENTS = "SELECT CAST(content AS BLOB) FROM turn WHERE conversation = ? ORDER BY number"
_ENDS = (
    "SELECT rowid FROM conversation ORDER BY rowid LIMIT 1",
    "SELECT rowid FROM conversation ORDER BY rowid DESC LIMIT 1",
)
_ROW = "SELECT id, title, created, changed, deleted FROM conversation WHERE rowid = ?"
_NAMED = (
    "SELECT conversation FROM turn ORDER BY conversation, number",
    "SELECT conversation FROM turn ORDER BY conversation DESC, number DESC",
)
_TURN = "SELECT number, words, CAST(content AS BLOB) FROM turn WHERE conversation = ? AND number = ?"
_LATEST_FIRST = " ORDER BY changed DESC, rowid DESC"
_HAS_WORD = """ AND (instr(folded(CAST(title AS BLOB)), ?) > 0
    OR EXISTS (SELECT 1 FROM turn WHERE conversation = c.id AND instr(words, ?) > 0))"""


@dataclass(frozen=True, slots=True)
class Summary:
    """A conversation in a list."""

    id: str
    title: str
    created: str
    changed: str
    """When its last turn was taken, ISO 8601 in UTC."""
    turns: int


class Archive:
    """The conversations kept in a folder. Use it as a context manager, or close it.

    Safe to share between threads; any number of processes may have the same folder open.
    """

    def __init__(self, folder: Path | None = None) -> None:
        """Open the archive, making it where there is none.

        Args:
            folder: where the file is; by default the data folder.

        Raises:
            StorageError: the folder or the file cannot be used.
        """
        self._store = Store((folder or data_folder()) / FILE, _FORM)
        self.path = self._store.path
        self.warning = self._store.warning
        """What was found damaged, and where it is kept; empty where all is well."""

    def __enter__(self) -> Archive:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file; nothing is unsaved."""
        self._store.close()

    def save(self, conversation: Conversation) -> None:
        """Keep a conversation as it is now: its title, and after the turns that are kept those that are not yet.

        Turns that were kept from another window stay; one that was deleted there is back.

        Raises:
            StorageError: it cannot be written.
        """
        with self._store.writing() as db:
            _write(db, conversation)

    def current(self, conversation: Conversation) -> Conversation:
        """The conversation with its title and the turns that another window has given it meanwhile, and those not kept.

        Raises:
            StorageError: the file cannot be read.
        """
        kept = self._entries(" AND id = ?", (conversation.id,))
        if not kept or (kept[0].title, kept[0].turns) == (conversation.title, len(conversation)):
            return conversation
        loaded = self.load(conversation.id)
        known = {_mark(turn) for turn in loaded.turns}
        return replace(loaded, turns=(*loaded.turns, *(t for t in conversation.turns if _mark(t) not in known)))

    def add(self, conversation: Conversation) -> Conversation:
        """Keep a conversation from elsewhere, under another identifier where its own is taken.

        Raises:
            StorageError: it cannot be written.
        """
        with self._store.writing() as db:
            if db.execute("SELECT 1 FROM conversation WHERE id = ?", (conversation.id,)).fetchone():
                conversation = replace(conversation, id=new_id())
            _write(db, conversation)
        return conversation

    def load(self, id: str) -> Conversation:
        """The conversation of that identifier, or the one whose identifier begins so.

        Turns that cannot be read are left out, and :attr:`warning` says so.

        Raises:
            UsageError: there is none, or there are several.
            StorageError: the file cannot be read.
        """
        entry = self._entry(id)
        with self._store.reading() as db:
            rows = db.execute(_CONTENTS, (entry.id,)).fetchall()
        turns = tuple(turn for (content,) in rows if (turn := _turn(content)))
        if len(turns) < len(rows):
            self.warning = f"{len(rows) - len(turns)} turns of “{entry.title}” are damaged and left out."
        elif altered := sum(_is_altered(content) for (content,) in rows):
            self.warning = f"{altered} turns of “{entry.title}” are not as they were written: the disk may be failing."
        return Conversation(turns, entry.title, entry.id, entry.created)

    def entries(self) -> tuple[Summary, ...]:
        """The conversations, the latest first; those deleted are not among them."""
        return self._entries("", ())

    def search(self, text: str) -> tuple[Summary, ...]:
        """The conversations in which every word of the text occurs, in the title, a question or an answer."""
        wanted = text.casefold().split()
        return self._entries(_HAS_WORD * len(wanted), [word for word in wanted for _ in range(2)])

    def rename(self, id: str, title: str) -> None:
        """Call a conversation something else.

        Raises:
            UsageError: there is no such conversation, or no title.
        """
        if not title.strip():
            raise UsageError("the title is empty; give one of at least one letter")
        entry = self._entry(id)
        with self._store.writing() as db:
            name = Conversation().renamed(title).title
            db.execute("UPDATE conversation SET title = ? WHERE id = ?", (name, entry.id))

    def delete(self, id: str) -> str:
        """Put a conversation out of sight, and give its identifier; :meth:`restore` brings it back.

        Raises:
            UsageError: there is no such conversation.
        """
        entry = self._entry(id)
        with self._store.writing() as db:
            db.execute("UPDATE conversation SET deleted = ? WHERE id = ?", (_now(), entry.id))
        return entry.id

    def restore(self) -> str:
        """Undo the last deletion, and give the identifier; empty where nothing is deleted."""
        with self._store.writing() as db:
            last = "SELECT id FROM conversation WHERE deleted IS NOT NULL ORDER BY deleted DESC, rowid DESC LIMIT 1"
            row = db.execute(last).fetchone()
            if row:
                db.execute("UPDATE conversation SET deleted = NULL WHERE id = ?", row)
        return str(row[0]) if row else ""

    def _entry(self, id: str) -> Summary:
        if not id:
            raise UsageError("the identifier is empty; list the conversations to see their identifiers")
        wanted = id.lower()
        found = self._entries(" AND substr(id, 1, ?) = ?", (len(wanted), wanted))
        exact = [entry for entry in found if entry.id == wanted] or found
        if not exact:
            raise UsageError(f"there is no conversation {id!r}; list them to see their identifiers")
        if len(exact) > 1:
            raise UsageError(f"{len(exact)} conversations begin with {id!r}; give more of the identifier")
        return exact[0]

    def _entries(self, condition: str, values: Iterable[object]) -> tuple[Summary, ...]:
        with self._store.reading() as db:
            db.create_function("folded", 1, _folded, deterministic=True)
            rows = db.execute(_ENTRIES + condition + _LATEST_FIRST, tuple(values))
            return tuple(
                Summary(str(id), str(title), str(created), str(changed), turns)
                for id, title, created, changed, turns in rows
            )


def _folded(title: bytes) -> str:
    return title.decode("utf-8", "replace").casefold()


def _write(db: sqlite3.Connection, conversation: Conversation) -> None:
    last = conversation.turns[-1].at if conversation.turns else conversation.created
    db.execute(
        "INSERT INTO conversation VALUES (?, ?, ?, ?, NULL)"
        " ON CONFLICT (id) DO UPDATE SET title = excluded.title, changed = max(changed, excluded.changed)",
        (conversation.id, conversation.title, conversation.created, last),
    )
    new = _new(db, conversation)
    if new:  # whoever asks on has not done with it
        db.execute("UPDATE conversation SET deleted = NULL WHERE id = ?", (conversation.id,))
    (first,) = db.execute(
        "SELECT coalesce(max(number) + 1, 0) FROM turn WHERE conversation = ?", (conversation.id,)
    ).fetchone()
    for number, turn in enumerate(new, start=first):
        words = f"{turn.question} {turn.answer.answer}".casefold()
        content = json.dumps({**turn.to_dict(), DIGEST: _digest(turn.to_dict())}, ensure_ascii=False)
        db.execute("INSERT INTO turn VALUES (?, ?, ?, ?)", (conversation.id, number, words, content))


def _new(db: sqlite3.Connection, conversation: Conversation) -> list[Turn]:
    """The turns that are not kept yet; of those that are, the ones that can be read tell."""
    rows = db.execute(_CONTENTS, (conversation.id,))
    kept = Counter(_mark(turn) for (content,) in rows if (turn := _turn(content)))
    new = []
    for turn in conversation.turns:
        if kept[_mark(turn)] <= 0:
            new.append(turn)
        kept[_mark(turn)] -= 1
    return new


def _mark(turn: Turn) -> tuple[str, str]:
    """What tells a turn from others of its conversation, whichever program wrote it."""
    return turn.at, turn.question


def _turn(content: bytes) -> Turn | None:
    """The turn that was written, None where it cannot be read."""
    try:
        return Turn.from_dict(json.loads(content))
    except (KeyError, TypeError, ValueError):
        return None


def _is_altered(content: bytes) -> bool:
    """Whether a turn that can be read has other words than were written; earlier programs wrote nothing that tells."""
    row = json.loads(content)
    return DIGEST in row and row.pop(DIGEST) != _digest(row)


def _digest(row: dict[str, Any]) -> str:
    return sha256(json.dumps(row, sort_keys=True).encode()).hexdigest()


def _take_over(damaged: sqlite3.Connection, db: sqlite3.Connection) -> None:
    """Each conversation and each turn that can be read by itself, whatever is beside it."""
    for id, *facts in _rescued_rows(damaged):
        db.execute("INSERT OR IGNORE INTO conversation VALUES (?, ?, ?, ?, ?)", (id, *facts))
    known = {id for (id,) in db.execute("SELECT id FROM conversation")}
    for id in sorted(known | _rescued_ids(damaged)):
        for number, words, content in _rescued_turns(damaged, id):
            turn = _turn(content)
            if turn is None:
                continue
            facts = [shortened(turn.question), turn.at, turn.at, None]
            db.execute("INSERT OR IGNORE INTO conversation VALUES (?, ?, ?, ?, ?)", (id, *facts))
            text = content.decode()
            db.execute("INSERT OR IGNORE INTO turn VALUES (?, ?, ?, ?)", (id, number, words, text))


def _rescued_rows(damaged: sqlite3.Connection) -> Iterator[tuple[Any, ...]]:
    """The rows of conversations, one by one between the first and the last that can be found."""
    ends = [row[0] for query in _ENDS for row in readable(damaged, query)]
    if ends:
        for rowid in range(min(ends), max(ends) + 1):
            yield from readable(damaged, _ROW, rowid)


def _rescued_ids(damaged: sqlite3.Connection) -> set[str]:
    """Identifiers that only turns still name."""
    return {id for query in _NAMED for (id,) in readable(damaged, query) if is_id(id)}


def _rescued_turns(damaged: sqlite3.Connection, id: str) -> Iterator[tuple[int, str, bytes]]:
    number = missed = 0
    while missed < MISSED:
        found = readable(damaged, _TURN, id, number)
        yield from found
        number, missed = number + 1, 0 if found else missed + 1


def _told(db: sqlite3.Connection) -> str:
    (conversations,) = db.execute("SELECT count(*) FROM conversation WHERE deleted IS NULL").fetchone()
    (turns,) = db.execute(
        "SELECT count(*) FROM turn JOIN conversation ON id = conversation WHERE deleted IS NULL"
    ).fetchone()
    return f"{conversations} conversations with {turns} turns"


def _now() -> str:
    return datetime.now(UTC).isoformat()


_FORM = Form(_TABLES, _take_over, _told)
