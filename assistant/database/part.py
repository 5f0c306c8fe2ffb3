"""A part of what is kept, with tables of its own: on SQLite it has a file of its own too."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import Table


@dataclass(frozen=True)
class Part:
    """What is kept together."""

    name: str
    """That of its line of migrations, and of its file without the ending."""
    revision: str
    """The last migration."""
    tables: tuple[Table, ...]
    take_over: Callable[[sqlite3.Connection, sqlite3.Connection], None]
    """Puts what a damaged file still gives into a new one; may be called again with another reading of that file."""
    told: Callable[[sqlite3.Connection], str]
    """How much there is, in words."""

    @property
    def file(self) -> str:
        """The name of its SQLite file."""
        return f"{self.name}.sqlite3"
