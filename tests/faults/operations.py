"""What is done to the house while it is disturbed: each operation in steps, and what was told of each."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from assistant import holdings
from assistant.conversation import Conversation
from assistant.conversations.archive import PART as CONVERSATIONS
from assistant.conversations.archive import Archive
from assistant.conversations.opinions import EARLIER, Opinion, Opinions
from assistant.conversations.opinions import PART as OPINIONS
from assistant.keys import PART as KEYS
from assistant.keys import Keys
from corpus.shelf import stored
from index import builder, generations
from tests.faults.house import Acknowledge, entry, turn

FIRST_FORM: Mapping[str, str] = {
    CONVERSATIONS.name: """
        DROP TABLE alembic_version;
        ALTER TABLE conversation DROP COLUMN owner;
        ALTER TABLE conversation DROP COLUMN words;
    """,
    OPINIONS.name: "DROP TABLE alembic_version; ALTER TABLE opinion DROP COLUMN owner;",
    KEYS.name: "DROP TABLE alembic_version; ALTER TABLE key DROP COLUMN owner;",
}
"""Makes of each database one as the first programs wrote it."""


@dataclass(frozen=True)
class Operation:
    """Something that writes."""

    run: Callable[[Path, Acknowledge], None]
    """Does it, and acknowledges each step as soon as its maker is told that it is done."""
    prepare: Callable[[Path], None] = field(default=lambda _: None)
    """Makes the furnished house ready for it."""


def add(home: Path, done: Acknowledge) -> None:
    """Add an instrument, and another."""
    for name in ("ferries", "lights"):
        holdings.add([entry(home, name, asked=name == "ferries")])
        done()


def remove(_: Path, done: Acknowledge) -> None:
    """Remove what was there, one after the other."""
    for name in ("harbours", "bridges"):
        holdings.remove(name)
        done()


def update(home: Path, done: Acknowledge) -> None:
    """Put new texts in the place of old ones."""
    for fee in (30, 40):
        holdings.add([entry(home, "bridges", fee=fee)])
        done()


def build(_: Path, done: Acknowledge) -> None:
    """Build the index where there is none, then anew beside a sound one."""
    builder.build(holdings.default_plan())
    done()
    builder.rebuild(holdings.default_plan())
    done()


def without_index(home: Path) -> None:
    """Damage the index, so that it is built again; readers must not be left without the sound one meanwhile."""
    for place in (home / "indexes").iterdir():
        if place.is_dir():
            (place / generations.MANIFEST).write_text("{", encoding="utf-8")


def chat(home: Path, done: Acknowledge) -> None:
    """Three turns, a verdict and a key, each kept."""
    conversation = Conversation(id="0" * 32)
    with Archive() as archive:
        for question in ("What of bells?", "And at night?", "Who rings them?"):
            conversation = conversation.with_turn(turn(question))
            archive.save(conversation)
            done()
    Opinions(home).keep("c-9", Opinion("What of bells?", "down", answered=True))
    done()
    with Keys() as keys:
        keys.revoke("a program")
    done()


def migrate(home: Path, _: Acknowledge) -> None:
    """Open what earlier programs left: databases of the first form, opinions in JSON, an old parse, a bad index."""
    Opinions(home).all()
    stored.entries()
    builder.build(holdings.default_plan())
    with Archive() as archive:
        archive.entries()
    with Keys() as keys:
        keys.all()


def earlier(home: Path) -> None:
    """Make of a house one that an earlier program left."""
    row = {
        "question": "What?",
        "verdict": "up",
        "answered": True,
        "cited": [],
        "right": [],
        "reasons": [],
        "comment": "",
    }
    (home / EARLIER).write_text(json.dumps({"c-1": row, "c-2": row}, indent=1), encoding="utf-8")
    for part in (CONVERSATIONS, OPINIONS, KEYS):
        with closing(sqlite3.connect(home / part.file)) as db:
            db.executescript(FIRST_FORM[part.name])
    (home / "instruments" / "harbours" / stored.PARSE).write_text('{"format": 1}', encoding="utf-8")
    without_index(home)


OPERATIONS: Mapping[str, Operation] = {
    "add": Operation(add),
    "remove": Operation(remove),
    "update": Operation(update),
    "build": Operation(build, without_index),
    "chat turn": Operation(chat),
    "migration": Operation(migrate, earlier),
}
