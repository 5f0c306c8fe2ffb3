"""A PostgreSQL database: one for all processes that serve, with everybody's rows."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path

from sqlalchemy import URL, Connection, create_engine, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, SQLAlchemyError

from assistant.database.migrating import migrate, revisions
from corpus.errors import MissingExtra, StorageError, UsageError

REVISIONS = ("conversations_2", "opinions_2", "keys_2", "people_1", "audit_1")
"""The last migration of each part."""
LOG = logging.getLogger(__name__)
PATIENCE = 5
"""Seconds to wait for a connection."""
LOCK = 7_421_733
"""Processes that would migrate at once wait for each other under this number."""


class Server:
    """The database. Threads share it, each with a connection of its own while it needs one."""

    warning = ""

    def __init__(self, address: URL) -> None:
        self._named = f"{address.host or 'localhost'}/{address.database or ''}"
        self.path = Path(self._named)
        self._engine = create_engine(address, pool_pre_ping=True, connect_args={"connect_timeout": PATIENCE})
        self._lock = threading.Lock()
        self._prepared = False

    def close(self) -> None:
        """Nothing is held open for one user alone."""

    def release(self) -> None:
        """Let go of all connections; who asks again opens them anew."""
        self._engine.dispose()

    def check(self) -> None:
        """See that it answers.

        Raises:
            StorageError: it cannot be reached, or refuses.
        """
        with self.reading() as db:
            db.execute(text("SELECT 1"))

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection.

        Raises:
            StorageError: the database cannot be reached, or refuses.
        """
        with self._telling():
            self._prepare()
            with self._engine.connect() as db:
                yield db

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """One transaction: all of it is kept, or nothing.

        Raises:
            StorageError: the database cannot be reached, or refuses.
        """
        with self._telling():
            self._prepare()
            with self._engine.begin() as db:
                yield db

    def _prepare(self) -> None:
        """Bring the tables to the form of this program, once in a process."""
        with self._lock:
            if self._prepared:
                return
            with self._engine.begin() as db:
                db.execute(text("SELECT pg_advisory_xact_lock(:number)"), {"number": LOCK})
                if revisions(db) != frozenset(REVISIONS):
                    migrate(db, *REVISIONS)
            self._prepared = True

    @contextmanager
    def _telling(self) -> Iterator[None]:
        """Puts what the database says into words for a user; why it said so is for the log of whoever runs it."""
        try:
            yield
        except UnicodeEncodeError as problem:
            raise UsageError(f"{problem.object!r} is not text in UTF-8; type it again") from problem
        except SQLAlchemyError as problem:
            said = problem.orig if isinstance(problem, DBAPIError) else problem
            LOG.warning("the database %s: %s", self._named, " ".join(str(said).split()) or type(said).__name__)
            raise StorageError(
                "the database does not answer, or refuses; nothing was kept of this, and what was kept before is still"
                " there: see that it runs (the log says more), then ask again"
            ) from problem


@lru_cache
def server(address: str) -> Server:
    """The database at an address; one in a process.

    Raises:
        MissingExtra: the packages of the extra ``postgres`` are not installed.
        UsageError: the address cannot be read.
    """
    try:
        return Server(make_url(address))
    except ImportError as problem:
        raise MissingExtra("a PostgreSQL database", "postgres") from problem
    except (ArgumentError, ValueError) as problem:
        raise UsageError(
            "TREATY_DATABASE cannot be read; write postgresql+psycopg://USER:PASSWORD@HOST/NAME"
        ) from problem
