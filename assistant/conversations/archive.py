"""Conversations on disk: one SQLite file in the data folder, one transaction a turn.

Write-ahead logging with a synchronous commit means that a program killed at any moment has lost at most
the turn that it was answering. A damaged file is moved aside, and what can still be read of it is taken over.
"""

from __future__ import annotations

import json
import sqlite3
import threading
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType

from assistant.conversation import Conversation, Turn, new_id
from assistant.files import make_private
from corpus.errors import StorageError, UsageError
from corpus.settings import HOME
from corpus.storage import data_folder, storing

FILE = "conversations.sqlite3"
WAIT = 10.0
"""Seconds to wait for another process that is writing."""

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
_LATEST_FIRST = " ORDER BY changed DESC, rowid DESC"
_HAS_WORD = """ AND (instr(folded(title), ?) > 0
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
        self.path = (folder or data_folder()) / FILE
        self.warning = ""
        """What was found damaged, and where it is kept; empty where all is well."""
        self._lock = threading.RLock()
        with storing(self.path.parent), _translated(self.path):
            try:
                self._db = _opened(self.path)
            except sqlite3.OperationalError:
                raise
            except sqlite3.DatabaseError:
                self._db = self._begun_anew()

    def __enter__(self) -> Archive:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file; nothing is unsaved."""
        self._db.close()

    def save(self, conversation: Conversation) -> None:
        """Keep a conversation as it is now: its title, and after the turns that are kept those that are not yet.

        Turns that were kept from another window stay; one that was deleted there is back.

        Raises:
            StorageError: it cannot be written.
        """
        with self._writing() as db:
            _write(db, conversation)

    def current(self, conversation: Conversation) -> Conversation:
        """The conversation with its title and the turns that another window has given it meanwhile.

        Raises:
            StorageError: the file cannot be read.
        """
        kept = self._entries(" AND id = ?", (conversation.id,))
        if not kept or (kept[0].title, kept[0].turns) == (conversation.title, len(conversation)):
            return conversation
        return self.load(conversation.id)

    def add(self, conversation: Conversation) -> Conversation:
        """Keep a conversation from elsewhere, under another identifier where its own is taken.

        Raises:
            StorageError: it cannot be written.
        """
        with self._writing() as db:
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
        with self._reading() as db:
            rows = db.execute("SELECT content FROM turn WHERE conversation = ? ORDER BY number", (entry.id,)).fetchall()
        turns = tuple(turn for (content,) in rows if (turn := _turn(content)))
        if len(turns) < len(rows):
            self.warning = f"{len(rows) - len(turns)} turns of “{entry.title}” are damaged and left out."
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
        with self._writing() as db:
            name = Conversation().renamed(title).title
            db.execute("UPDATE conversation SET title = ? WHERE id = ?", (name, entry.id))

    def delete(self, id: str) -> str:
        """Put a conversation out of sight, and give its identifier; :meth:`restore` brings it back.

        Raises:
            UsageError: there is no such conversation.
        """
        entry = self._entry(id)
        with self._writing() as db:
            db.execute("UPDATE conversation SET deleted = ? WHERE id = ?", (_now(), entry.id))
        return entry.id

    def restore(self) -> str:
        """Undo the last deletion, and give the identifier; empty where nothing is deleted."""
        with self._writing() as db:
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
        with self._reading() as db:
            return tuple(Summary(*row) for row in db.execute(_ENTRIES + condition + _LATEST_FIRST, tuple(values)))

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        with self._lock, _translated(self.path):
            yield self._db

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        """One transaction: all of it is kept, or nothing."""
        with self._reading() as db:
            db.execute("BEGIN IMMEDIATE")
            try:
                yield db
                db.execute("COMMIT")
            except BaseException:
                if db.in_transaction:
                    db.execute("ROLLBACK")
                raise

    def _begun_anew(self) -> sqlite3.Connection:
        """A new file with what the damaged one still gives; that one is moved aside."""
        aside = self.path.with_name(f"{self.path.stem}.damaged-{datetime.now(UTC):%Y%m%d-%H%M%S-%f}.sqlite3")
        rescued = _rescued(self.path)
        self.path.replace(aside)
        for tail in ("-wal", "-shm"):
            Path(f"{self.path}{tail}").unlink(missing_ok=True)
        db = _opened(self.path)
        db.execute("BEGIN IMMEDIATE")
        for conversation in rescued:
            _write(db, conversation)
        db.execute("COMMIT")
        turns = sum(map(len, rescued))
        self.warning = (
            f"The file of conversations was damaged and is kept as {aside}; "
            f"{len(rescued)} conversations with {turns} turns could be read of it."
        )
        return db


@contextmanager
def _translated(path: Path) -> Iterator[None]:
    try:
        yield
    except UnicodeEncodeError as problem:
        raise UsageError(f"{problem.object!r} is not text in UTF-8; type it again") from problem
    except sqlite3.Error as problem:
        if getattr(problem, "sqlite_errorcode", 0) in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            raise StorageError(f"another program is writing to {path}; try again when it is done") from problem
        message = f"the conversations in {path} cannot be read or written ({problem}); make room, or set {HOME}"
        raise StorageError(message) from problem


def _opened(path: Path) -> sqlite3.Connection:
    """A connection to a sound file.

    Raises:
        sqlite3.DatabaseError: the file is damaged, or no archive.
    """
    make_private(path)
    db = sqlite3.connect(path, timeout=WAIT, isolation_level=None, check_same_thread=False)
    try:
        db.create_function("folded", 1, str.casefold, deterministic=True)
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("PRAGMA synchronous = FULL")
        db.execute("PRAGMA foreign_keys = ON")
        (sound,) = db.execute("PRAGMA quick_check(1)").fetchone()
        if sound != "ok":
            raise sqlite3.DatabaseError(sound)
        db.executescript(_TABLES)
    except sqlite3.Error:
        db.close()
        raise
    return db


def _write(db: sqlite3.Connection, conversation: Conversation) -> None:
    last = conversation.turns[-1].at if conversation.turns else conversation.created
    db.execute(
        "INSERT INTO conversation VALUES (?, ?, ?, ?, NULL)"
        " ON CONFLICT (id) DO UPDATE SET title = excluded.title, changed = excluded.changed, deleted = NULL",
        (conversation.id, conversation.title, conversation.created, last),
    )
    rows = db.execute("SELECT number, content FROM turn WHERE conversation = ?", (conversation.id,)).fetchall()
    kept = Counter(_key(turn) for _, content in rows if (turn := _turn(content)))
    number = max((number for number, _ in rows), default=-1)
    for turn in conversation.turns:
        if kept[_key(turn)]:
            kept[_key(turn)] -= 1
            continue
        number += 1
        words = f"{turn.question} {turn.answer.answer}".casefold()
        content = json.dumps(turn.to_dict(), ensure_ascii=False)
        db.execute("INSERT INTO turn VALUES (?, ?, ?, ?)", (conversation.id, number, words, content))


def _key(turn: Turn) -> tuple[str, str]:
    """What tells a turn from others of its conversation, whichever program wrote it."""
    return turn.at, turn.question


def _turn(content: str) -> Turn | None:
    """The turn that was written, None where it cannot be read."""
    try:
        return Turn.from_dict(json.loads(content))
    except (KeyError, TypeError, ValueError):
        return None


def _rescued(path: Path) -> list[Conversation]:
    """The conversations that a damaged file still gives, each as far as it can be read."""
    rescued: list[Conversation] = []
    with suppress(sqlite3.DatabaseError), closing(sqlite3.connect(path)) as db:
        for id, title, created in db.execute("SELECT id, title, created FROM conversation WHERE deleted IS NULL"):
            rescued.append(Conversation(tuple(_rescued_turns(db, id)), str(title), str(id), str(created)))
    return rescued


def _rescued_turns(db: sqlite3.Connection, id: str) -> Iterator[Turn]:
    with suppress(sqlite3.DatabaseError):
        for (content,) in db.execute("SELECT content FROM turn WHERE conversation = ? ORDER BY number", (id,)):
            if turn := _turn(content):
                yield turn


def _now() -> str:
    return datetime.now(UTC).isoformat()
