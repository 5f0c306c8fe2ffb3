"""What earlier programs kept is there, whichever form its file has; and both engines keep alike."""

import json
import sqlite3
from contextlib import closing

import pytest
from alembic.script import ScriptDirectory
from conversation_cases import talk
from hypothesis import example, given, settings
from hypothesis import strategies as some
from sqlalchemy import create_engine, inspect

from assistant.audit import PART as TRAIL
from assistant.conversations import archive as archives
from assistant.conversations import opinions as judged
from assistant.conversations.archive import Archive
from assistant.conversations.opinions import Opinion, Opinions
from assistant.database.migrating import SCRIPTS, make, migrate
from assistant.database.postgres import REVISIONS
from assistant.keys import PART as KEYS
from assistant.keys import Keys, Scope
from assistant.people import PART as PEOPLE
from corpus.errors import MissingExtra, StorageError, UsageError

FIRST = """
CREATE TABLE conversation (
    id TEXT PRIMARY KEY, title TEXT NOT NULL, created TEXT NOT NULL, changed TEXT NOT NULL, deleted TEXT
);
CREATE TABLE turn (
    conversation TEXT NOT NULL REFERENCES conversation(id) ON DELETE CASCADE,
    number INTEGER NOT NULL, words TEXT NOT NULL, content TEXT NOT NULL,
    PRIMARY KEY (conversation, number)
) WITHOUT ROWID;
"""
"""The tables of the first programs."""
PARTS = [archives.PART, judged.PART, KEYS, PEOPLE, TRAIL]
NAMES = [part.name for part in PARTS]


def kept_by_the_first(path, conversations):
    """A file as the first programs wrote it."""
    with closing(sqlite3.connect(path)) as db:
        db.execute("PRAGMA journal_mode = WAL")
        db.executescript(FIRST)
        for one in conversations:
            row = (one.id, one.title, one.created, one.created, None)
            db.execute("INSERT INTO conversation VALUES (?, ?, ?, ?, ?)", row)
            for number, turn in enumerate(one.turns):
                row = (one.id, number, turn.question.casefold(), json.dumps(turn.to_dict()))
                db.execute("INSERT INTO turn VALUES (?, ?, ?, ?)", row)
        db.commit()


def test_conversations_of_the_first_programs_are_migrated_without_loss(tmp_path):
    before = [talk(f"Straße {n}", "and more") for n in range(5)]
    kept_by_the_first(tmp_path / archives.FILE, before)
    for _ in range(2):
        with Archive(tmp_path) as archive:
            assert archive.warning == ""
            assert [archive.load(one.id) for one in before] == before
            assert len(archive.search("STRASSE more")) == 5


@pytest.mark.parametrize("place", [18, 29, 47, 101, 110, *range(113, 40_000, 3_331)])
def test_a_damaged_byte_of_such_a_file_costs_what_it_stands_in(tmp_path, place):
    kept_by_the_first(tmp_path / archives.FILE, [talk(*(f"number {n}, {m}?" for m in range(3))) for n in range(10)])
    content = bytearray((tmp_path / archives.FILE).read_bytes())
    content[place % len(content)] ^= 0x55
    (tmp_path / archives.FILE).write_bytes(content)
    with Archive(tmp_path) as archive:
        assert len(archive.entries()) >= 9
        assert sum(entry.turns for entry in archive.entries()) >= 26


def test_opinions_and_keys_of_the_first_programs_are_there(tmp_path):
    content = json.dumps(
        {"question": "?", "verdict": "up", "answered": True, "cited": [], "right": [], "reasons": [], "comment": ""}
    )
    with closing(sqlite3.connect(tmp_path / judged.FILE)) as db:
        db.execute("CREATE TABLE opinion (turn TEXT PRIMARY KEY, content TEXT NOT NULL)")
        db.execute("INSERT INTO opinion VALUES ('c-0', ?)", (content,))
        db.commit()
    with closing(sqlite3.connect(tmp_path / KEYS.file)) as db:
        db.execute(
            "CREATE TABLE key (id TEXT PRIMARY KEY, name TEXT NOT NULL, scope TEXT NOT NULL, digest TEXT NOT NULL,"
            " made TEXT NOT NULL, expires TEXT, revoked TEXT)"
        )
        db.execute(
            "INSERT INTO key VALUES ('0a0a0a0a', 'portal', 'edit', 'd', '2026-01-01T00:00:00+00:00', NULL, NULL)"
        )
        db.commit()
    assert Opinions(tmp_path).all() == {"c-0": Opinion("?", "up", answered=True)}
    with Keys(tmp_path) as keys:
        assert [(key.name, key.scope, key.owner) for key in keys.all()] == [("portal", Scope.EDIT, "")]


@pytest.mark.parametrize("part", PARTS, ids=NAMES)
def test_what_is_made_new_is_as_what_was_migrated(tmp_path, part):
    forms = []
    for name in ("made", "migrated"):
        with create_engine(f"sqlite:///{tmp_path / name}").begin() as db:
            make(db, part) if name == "made" else migrate(db, part.revision)
            look = inspect(db)
            columns = {
                table: [
                    (c["name"], str(c["type"]), c["nullable"] and not c["primary_key"]) for c in look.get_columns(table)
                ]
                for table in look.get_table_names()
                if table != "alembic_version"
            }
            keys = {table: look.get_pk_constraint(table)["constrained_columns"] for table in columns}
            forms.append((columns, keys, db.exec_driver_sql("SELECT version_num FROM alembic_version").all()))
    assert forms[0] == forms[1]


def test_the_last_migrations_are_those_that_are_waited_for():
    heads = ScriptDirectory(str(SCRIPTS)).get_heads()
    assert set(heads) == set(REVISIONS) == {part.revision for part in PARTS}


def test_without_the_extra_its_name_is_told(missing, monkeypatch):
    monkeypatch.setenv("TREATY_DATABASE", "postgresql+psycopg://a:b@localhost/none")
    missing("psycopg")
    with pytest.raises(MissingExtra, match=r"treaty-assistant\[postgres\]"):
        Archive()


def test_what_a_later_program_wrote_is_left_alone(tmp_path):
    with Archive(tmp_path) as archive:
        archive._store._db.execute("UPDATE alembic_version SET version_num = 'conversations_99'")
    before = (tmp_path / archives.FILE).read_bytes()
    with pytest.raises(StorageError, match="later version"):
        Archive(tmp_path)
    assert (tmp_path / archives.FILE).read_bytes() == before


# --- the same on PostgreSQL


def test_postgresql_keeps_conversations(database, tmp_path):  # noqa: ARG001
    with Archive(tmp_path) as here, Archive(tmp_path) as there:
        first, second = talk("Straße", "two"), talk("Preservation of data")
        here.save(first)
        there.save(second)
        assert here.load(first.id[:12]) == first
        assert [entry.title for entry in there.entries()] == ["Preservation of data", "Straße"]
        assert [entry.turns for entry in there.search("STRASSE")] == [2]
        there.rename(first.id, "100% \0 sure")
        assert [entry.id for entry in here.search("100% sure")] == [first.id]
        here.delete(first.id)
        assert [entry.id for entry in there.entries()] == [second.id]
        assert there.restore() == first.id
        assert there.add(first).id != first.id
    assert list(tmp_path.iterdir()) == []


@settings(max_examples=25)
@given(some.text(max_size=60), some.text(max_size=60))
@example("What is\0 malware?", "mal\0ware")
def test_any_words_are_data_there_too(database, question, title):  # noqa: ARG001
    with Archive() as archive:
        archive.save(conversation := talk(question))
        assert archive.load(conversation.id).turns == conversation.turns
        if title.strip():
            archive.rename(conversation.id, title)
        archive.search(title)


@pytest.mark.parametrize("say", [Archive.search, lambda archive, words: archive.save(talk(words))])
def test_what_is_no_text_is_refused_there_too(database, say):  # noqa: ARG001
    with Archive() as archive, pytest.raises(UsageError, match="UTF-8"):
        say(archive, "caf\udce9")


def test_postgresql_keeps_opinions_and_keys(database, tmp_path):  # noqa: ARG001
    opinions = Opinions(tmp_path, "person:ana")
    opinions.keep("c-0", Opinion("?", "down", answered=True))
    opinions.keep("c-0", Opinion("?", "up", answered=True))
    Opinions(tmp_path, "person:bo").keep("c-0", Opinion("?", "down", answered=True))
    assert opinions.all() == {"c-0": Opinion("?", "up", answered=True)}
    with Keys(tmp_path) as keys:
        made, secret_form = keys.add("portal", Scope.EDIT, owner="ana")
        assert keys.of(secret_form) == made
        keys.revoke("portal")
        assert keys.of(secret_form) is None


@pytest.mark.parametrize(
    "address", ["mysql://x/y", "postgresql+psycopg://", "sqlite:///x", "postgresql+psycopg://a:hush@[::1/x"]
)
def test_an_address_that_is_none_is_told_without_the_password(monkeypatch, address):
    monkeypatch.setenv("TREATY_DATABASE", address)
    with pytest.raises((UsageError, StorageError)) as told:
        Archive().entries()
    assert "hush" not in str(told.value)
