"""What a damaged SQLite file of conversations still gives: each conversation and each turn by itself."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from typing import Any

from assistant.conversation import Turn, is_id, shortened
from assistant.database.sqlite import readable

MISSED = 50
"""Turns in a row that cannot be read, from which on there are no more."""
NOBODY = ("",)
"""The owner in a file of an earlier form, and where the owner is lost."""

_ENDS = (
    "SELECT rowid FROM conversation ORDER BY rowid LIMIT 1",
    "SELECT rowid FROM conversation ORDER BY rowid DESC LIMIT 1",
)
_ROW = "SELECT id, title, created, changed, deleted FROM conversation WHERE rowid = ?"
_OWNER = "SELECT owner FROM conversation WHERE rowid = ?"
_NAMED = (
    "SELECT conversation FROM turn ORDER BY conversation, number",
    "SELECT conversation FROM turn ORDER BY conversation DESC, number DESC",
)
_TURN = "SELECT number, words, CAST(content AS BLOB) FROM turn WHERE conversation = ? AND number = ?"
_KEEP = "INSERT OR IGNORE INTO conversation VALUES (?, ?, ?, ?, ?, ?, ?)"


def turn_of(content: bytes) -> Turn | None:
    """The turn that was written, None where it cannot be read."""
    try:
        return Turn.from_dict(json.loads(content))
    except (KeyError, TypeError, ValueError):
        return None


def take_over(damaged: sqlite3.Connection, db: sqlite3.Connection) -> None:
    """Each conversation and each turn that can be read by itself, whatever is beside it."""
    for id, title, *facts in _rescued_rows(damaged):
        if isinstance(id, str):  # one whose kind is damaged is named by its turns
            db.execute(_KEEP, (id, title, *facts, str(title).casefold()))
    known = {id for (id,) in db.execute("SELECT id FROM conversation")}
    for id in sorted(known | _rescued_ids(damaged)):
        for number, words, content in _rescued_turns(damaged, id):
            turn = turn_of(content)
            if turn is None:
                continue
            title = shortened(turn.question)
            db.execute(_KEEP, (id, title, turn.at, turn.at, None, "", title.casefold()))
            text = content.decode()
            db.execute("INSERT OR IGNORE INTO turn VALUES (?, ?, ?, ?)", (id, number, words, text))


def _rescued_rows(damaged: sqlite3.Connection) -> Iterator[tuple[Any, ...]]:
    """The rows of conversations, one by one between the first and the last that can be found; owners where told."""
    ends = [row[0] for query in _ENDS for row in readable(damaged, query)]
    if ends:
        for rowid in range(min(ends), max(ends) + 1):
            (owner,) = next(iter(readable(damaged, _OWNER, rowid)), NOBODY)
            yield from ((*row, owner) for row in readable(damaged, _ROW, rowid))


def _rescued_ids(damaged: sqlite3.Connection) -> set[str]:
    """Identifiers that only turns still name."""
    return {id for query in _NAMED for (id,) in readable(damaged, query) if is_id(id)}


def _rescued_turns(damaged: sqlite3.Connection, id: str) -> Iterator[tuple[int, str, bytes]]:
    number = missed = 0
    while missed < MISSED:
        found = readable(damaged, _TURN, id, number)
        yield from found
        number, missed = number + 1, 0 if found else missed + 1


def told(db: sqlite3.Connection) -> str:
    """How much there is, in words."""
    (conversations,) = db.execute("SELECT count(*) FROM conversation WHERE deleted IS NULL").fetchone()
    (turns,) = db.execute(
        "SELECT count(*) FROM turn JOIN conversation ON id = conversation WHERE deleted IS NULL"
    ).fetchone()
    return f"{conversations} conversations with {turns} turns"
