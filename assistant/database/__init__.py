"""Where conversations, opinions, keys and what was done are kept: in SQLite files, or in one PostgreSQL database."""

from __future__ import annotations

from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from corpus.settings import settings
from corpus.storage import is_there

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from assistant.database.part import Part


class Database(Protocol):
    """What keeps one part of what is kept. Threads may share one."""

    @property
    def path(self) -> Path:
        """The file; where there is none, what the database is called."""

    @property
    def warning(self) -> str:
        """What was found damaged, and where it is kept; empty where all is well."""

    def close(self) -> None:
        """Let go of it; nothing is unsaved."""

    def reading(self) -> AbstractContextManager[Connection]:
        """A connection to read by.

        Raises:
            StorageError: it cannot be read.
        """

    def writing(self) -> AbstractContextManager[Connection]:
        """One transaction: all of it is kept, or nothing.

        Raises:
            StorageError: it cannot be written.
        """


def opened(part: Part, folder: Path) -> Database:
    """The database of a part: the one that the setting ``database`` names, or else a file in a folder.

    Raises:
        StorageError: the folder or the file cannot be used.
        MissingExtra: a PostgreSQL database is set, and the extra ``postgres`` is missing.
    """
    if address := settings().database:
        from assistant.database.postgres import server

        return server(address)
    from assistant.database.sqlite import SqliteFile

    return SqliteFile(folder / part.file, part)


def check(folder: Path) -> None:
    """See that what is kept can be reached; nothing is written.

    Raises:
        StorageError: the database does not answer, or the folder cannot be read.
        MissingExtra: as :func:`opened`.
    """
    if address := settings().database:
        from assistant.database.postgres import server

        server(address).check()
    else:
        is_there(folder)


def shared() -> bool:
    """Whether one database keeps what is everybody's."""
    return bool(settings().database)
