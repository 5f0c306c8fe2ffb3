"""What the two engines say differently."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, LargeBinary, Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement


def adding(db: Connection, table: Table) -> sqlite.Insert | postgresql.Insert:
    """An insert that can be told what to do where the row is there already."""
    return sqlite.insert(table) if db.dialect.name == "sqlite" else postgresql.insert(table)


class Occurs(FunctionElement[bool]):
    """Whether the second text is a part of the first, to the letter."""

    inherit_cache = True
    name = "occurs"


class Stored(FunctionElement[bytes]):
    """The bytes of a text as they are kept: where some are damaged, they are no text."""

    inherit_cache = True
    name = "stored"
    type = LargeBinary()


@compiles(Occurs, "sqlite")
def _instr(element: Occurs, compiler: Any, **options: Any) -> str:
    return f"instr({compiler.process(element.clauses, **options)}) > 0"


@compiles(Occurs, "postgresql")
def _strpos(element: Occurs, compiler: Any, **options: Any) -> str:
    return f"strpos({compiler.process(element.clauses, **options)}) > 0"


@compiles(Stored, "sqlite")
def _blob(element: Stored, compiler: Any, **options: Any) -> str:
    return f"CAST({compiler.process(element.clauses, **options)} AS BLOB)"


@compiles(Stored, "postgresql")
def _bytea(element: Stored, compiler: Any, **options: Any) -> str:
    return f"convert_to({compiler.process(element.clauses, **options)}, 'UTF8')"
