"""The tables, as they are now; ``migrations`` makes them of those that earlier programs wrote.

A column that was added later stands last and has a default: what a damaged file of an earlier form still gives is read
by these tables too.
"""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, ForeignKey, Integer, MetaData, Table, Text
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator


class Words(TypeDecorator[str]):
    """Any text. PostgreSQL keeps no NUL; the sign for what cannot be shown stands for it there."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """What is kept of a value."""
        return value.replace("\0", "\ufffd") if value and dialect.name == "postgresql" else value


METADATA = MetaData()

conversation = Table(
    "conversation",
    METADATA,
    Column("id", Words, primary_key=True),
    Column("title", Words, nullable=False),
    Column("created", Words, nullable=False),
    Column("changed", Words, nullable=False),
    Column("deleted", Words),
    Column("owner", Words, nullable=False, server_default=""),
    Column("words", Words, nullable=False, server_default=""),  # of the title, folded
    Column("rowid", BigInteger, system=True),  # SQLite numbers rows by itself, PostgreSQL by its migration
)
turn = Table(
    "turn",
    METADATA,
    Column("conversation", Words, ForeignKey("conversation.id", ondelete="CASCADE"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("words", Words, nullable=False),
    Column("content", Words, nullable=False),
    sqlite_with_rowid=False,
)
opinion = Table(
    "opinion",
    METADATA,
    Column("turn", Words, primary_key=True),  # and after it who judged, where several keep theirs here
    Column("content", Words, nullable=False),
    Column("owner", Words, nullable=False, server_default=""),
    Column("rowid", BigInteger, system=True),
)
key = Table(
    "key",
    METADATA,
    Column("id", Words, primary_key=True),
    Column("name", Words, nullable=False),
    Column("scope", Words, nullable=False),
    Column("digest", Words, nullable=False),
    Column("made", Words, nullable=False),
    Column("expires", Words),
    Column("revoked", Words),
    Column("owner", Words, nullable=False, server_default=""),
    Column("rowid", BigInteger, system=True),
)
person = Table(
    "person",
    METADATA,
    Column("name", Words, primary_key=True),
    Column("role", Words, nullable=False),
    Column("groups", Words, nullable=False),  # parted by commas
    Column("since", Words, nullable=False),
)
entry = Table(
    "entry",
    METADATA,
    Column("number", Integer, primary_key=True),
    Column("at", Words, nullable=False),
    Column("who", Words, nullable=False),
    Column("operation", Words, nullable=False),
    Column("object", Words, nullable=False),
    Column("before", Words, nullable=False),  # the hash of the entry before
    Column("hash", Words, nullable=False),
)
