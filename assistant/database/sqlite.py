"""One SQLite file in the data folder: opened, migrated, written in transactions, and rescued where it is damaged.

Write-ahead logging with a synchronous commit: what was written is on the disk when its transaction ends, and a program
that is killed at any moment loses none of it. Any number of processes may have the same file open. A damaged one is
moved aside by the first of them that finds it so, and what can still be read of it is taken over.
"""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import StaticPool

from assistant.database.migrating import is_new, make, migrate, revisions
from assistant.database.part import Part
from assistant.files import make_private
from corpus.errors import StorageError, UsageError
from corpus.settings import HOME
from corpus.storage import flush, locked, storing

WAIT = 10.0
"""Seconds to wait for another process that is writing."""
LOGS = ("-wal", "-shm")
"""What SQLite keeps beside a file that is in use."""
PAGE = 4096
"""Bytes of a page of our files."""


class SqliteFile:
    """One file, open. Threads share one."""

    def __init__(self, path: Path, part: Part) -> None:
        """
        Raises:
            StorageError: the folder or the file cannot be used.
        """
        self.path = path
        self.warning = ""
        """What was found damaged, and where it is kept; empty where all is well."""
        self._part = part
        self._lock = threading.RLock()
        with storing(path.parent), translated(path):
            self._open()

    def close(self) -> None:
        """Let go of the file; nothing is unsaved."""
        self._db.close()
        self._file = (0, 0)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """The file, for this thread alone.

        Raises:
            StorageError: it cannot be read.
        """
        with self._lock, translated(self.path):
            self._follow()
            with self._engine.connect() as db:
                yield db

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """One transaction: all of it is kept, or nothing.

        Raises:
            StorageError: it cannot be written.
        """
        with self.reading() as db:
            db.exec_driver_sql("BEGIN IMMEDIATE")
            yield db
            db.commit()

    def _follow(self) -> None:
        """Open the file anew where another process has put a rescued one in its place."""
        if self._file in ((0, 0), _identity(self.path)):
            return
        self._db.close()
        with storing(self.path.parent):
            self._open()

    def _open(self) -> None:
        self._db = self._opened()
        self._engine = _engine(self._db)
        self._file = _identity(self.path)

    def _opened(self) -> sqlite3.Connection:
        try:
            return _connected(self.path, self._part)
        except sqlite3.DatabaseError as problem:
            if not _is_damage(problem):
                raise
        with locked(self.path.parent):
            with suppress(sqlite3.DatabaseError):  # another process may have rescued it meanwhile
                return _connected(self.path, self._part)
            return self._begun_anew()

    def _begun_anew(self) -> sqlite3.Connection:
        """A new file with what the damaged one still gives; that one is kept aside. The place is never empty."""
        aside = self.path.with_name(f"{self.path.stem}.damaged-{datetime.now(UTC):%Y%m%d-%H%M%S-%f}.sqlite3")
        with tempfile.TemporaryDirectory(prefix=".rescue-", dir=self.path.parent) as folder:
            beside = Path(folder, "new")
            with closing(_connected(beside, self._part)) as db:
                for reading in _readings(self.path, Path(folder), self._part):
                    with (
                        closing(sqlite3.connect(reading)) as damaged,
                        _transaction(db),
                        suppress(sqlite3.DatabaseError),
                    ):
                        damaged.text_factory = _text
                        self._part.take_over(damaged, db)
                said = self._part.told(db)
            _copied(self.path, aside)
            for log in LOGS:
                Path(f"{self.path}{log}").unlink(missing_ok=True)
            flush(beside)
            beside.replace(self.path)
            flush(self.path.parent)
        self.warning = f"The file {self.path.name} was damaged and is kept as {aside}; {said} could be read of it."
        return _connected(self.path, self._part)


def readable(damaged: sqlite3.Connection, query: str, *values: object) -> list[tuple[Any, ...]]:
    """The rows of a damaged file up to the first that cannot be read."""
    rows: list[tuple[Any, ...]] = []
    with suppress(sqlite3.DatabaseError):
        for row in damaged.execute(query, values):
            rows.append(row)  # noqa: PERF402  # what came before the damage stays
    return rows


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """Puts what SQLite says of a file into words for a user."""
    try:
        yield
    except UnicodeEncodeError as problem:
        raise UsageError(f"{problem.object!r} is not text in UTF-8; type it again") from problem
    except (sqlite3.Error, DBAPIError) as problem:
        said = problem.orig if isinstance(problem, DBAPIError) else problem
        if getattr(said, "sqlite_errorcode", 0) in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            raise StorageError(f"another program is writing to {path}; try again when it is done") from problem
        raise StorageError(f"{path} cannot be read or written ({said}); make room, or set {HOME}") from problem


@contextmanager
def _transaction(db: sqlite3.Connection) -> Iterator[None]:
    db.execute("BEGIN IMMEDIATE")
    try:
        yield
        db.execute("COMMIT")
    except BaseException:
        if db.in_transaction:
            db.execute("ROLLBACK")
        raise


def _engine(db: sqlite3.Connection) -> Engine:
    """What speaks SQL of SQLAlchemy's to a connection; it leaves transactions to us."""
    return create_engine("sqlite://", creator=lambda: db, poolclass=StaticPool)


def _prepare(db: sqlite3.Connection, part: Part) -> None:
    """Bring the tables to the form of this program; of processes that come at once, one does it.

    Raises:
        sqlite3.Error: the file is damaged, or busy.
    """
    try:
        with _engine(db).connect() as connection:
            if part.revision in revisions(connection):
                return
            connection.exec_driver_sql("BEGIN IMMEDIATE")
            if is_new(connection, part):
                make(connection, part)
            elif part.revision not in revisions(connection):
                migrate(connection, part.revision)
            connection.commit()
    except DBAPIError as problem:
        raise (problem.orig or problem) from problem


def _connected(path: Path, part: Part) -> sqlite3.Connection:
    """A connection to a sound file, its tables in the form of this program.

    Raises:
        sqlite3.DatabaseError: the file is damaged, or none of ours.
    """
    new = not path.exists()
    make_private(path)
    if new:
        flush(path.parent)
    _check_head(path)
    db = sqlite3.connect(path, timeout=WAIT, isolation_level=None, check_same_thread=False)
    try:
        db.text_factory = _text
        _log_ahead(db)
        db.execute("PRAGMA synchronous = FULL")
        db.execute("PRAGMA foreign_keys = ON")
        (sound,) = db.execute("PRAGMA integrity_check(1)").fetchone()
        if sound != "ok":
            raise sqlite3.DatabaseError(sound)
        _prepare(db, part)
    except (sqlite3.Error, StorageError):
        db.close()
        raise
    return db


def _log_ahead(db: sqlite3.Connection) -> None:
    """Set the mode of the file; where another process is just setting it, SQLite fails at once and does not wait."""
    until = time.monotonic() + WAIT
    while True:
        try:
            db.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as problem:
            if problem.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > until:
                raise
            time.sleep(0.01)
        else:
            return


def _check_head(path: Path) -> None:
    """Refuse a file that SQLite would take for one of a later form, to be read alone: ours are of the second."""
    if not path.is_file():  # SQLite says what is wrong with it
        return
    with path.open("rb") as file:
        head = file.read(20)
    if len(head) == 20 and max(head[18:]) > 2:
        raise sqlite3.DatabaseError("its head is damaged")


def _text(raw: bytes) -> str:
    """A text; one byte that is none must not hide the rest of a list."""
    return raw.decode("utf-8", "replace")


def _is_damage(problem: sqlite3.DatabaseError) -> bool:
    """Whether it is the file, and not the disk or another program."""
    code = getattr(problem, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT)
    return code & 0xFF in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR)


def _identity(path: Path) -> tuple[int, int]:
    """Tells a file from another that was put in its place."""
    try:
        found = path.stat()
    except OSError:
        return (-1, -1)
    return found.st_dev, found.st_ino


def _readings(path: Path, folder: Path, part: Part) -> Iterator[Path]:
    """Copies of a damaged file to read from: as it is, and with the first page, which says where all else is, made new.

    The first page of a file is as its tables made it, so that of an empty file stands in for it.
    """
    yield _copied(path, folder / "as it is")
    with closing(_connected(folder / "empty", part)):
        pass
    first = bytearray((folder / "empty").read_bytes()[:PAGE])
    mended = _copied(path, folder / "mended")
    content = mended.read_bytes()
    first[28:32] = (len(content) // PAGE).to_bytes(4)
    first[32:40] = bytes(8)  # no free pages
    mended.write_bytes(first + content[PAGE:])
    yield mended


def _copied(path: Path, place: Path) -> Path:
    """A copy of a file with its log, for its owner's eyes."""
    for ending in ("", LOGS[0]):
        source, target = Path(f"{path}{ending}"), Path(f"{place}{ending}")
        if source.exists():
            make_private(target)
            shutil.copyfile(source, target)
            flush(target)
    return place
