"""Brings tables to the form of this program: makes them where there are none, else migrates what is kept."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, inspect, text

from assistant.database.part import Part
from assistant.database.tables import METADATA
from corpus.errors import StorageError

SCRIPTS = Path(__file__).with_name("migrations")
VERSIONS = "alembic_version"
"""The table in which Alembic notes what was done."""


def revisions(db: Connection) -> frozenset[str]:
    """The migrations that the tables have behind them: the last of each part; none for those of the first programs."""
    if not inspect(db).has_table(VERSIONS):
        return frozenset()
    return frozenset(name for (name,) in db.execute(text(f"SELECT version_num FROM {VERSIONS}")))  # noqa: S608


def is_new(db: Connection, part: Part) -> bool:
    """Whether nothing was ever kept of a part."""
    return not any(inspect(db).has_table(table.name) for table in part.tables)


def make(db: Connection, part: Part) -> None:
    """Make the tables of a part as they are now, with the note that nothing is to be migrated."""
    METADATA.create_all(db, part.tables)
    db.execute(text(f"CREATE TABLE IF NOT EXISTS {VERSIONS} (version_num VARCHAR(32) NOT NULL PRIMARY KEY)"))
    db.execute(text(f"INSERT INTO {VERSIONS} VALUES (:name)"), {"name": part.revision})  # noqa: S608


def migrate(db: Connection, *revisions_wanted: str) -> None:
    """Migrate what is kept, inside the transaction of the connection.

    Raises:
        StorageError: a later program wrote it.
    """
    from alembic import command
    from alembic.config import Config
    from alembic.util import CommandError

    config = Config(attributes={"connection": db})
    config.set_main_option("script_location", str(SCRIPTS).replace("%", "%%"))
    try:
        for revision in revisions_wanted:
            command.upgrade(config, revision)
    except CommandError as problem:
        raise StorageError(f"what is kept was written by a later version ({problem}); install that one") from problem
