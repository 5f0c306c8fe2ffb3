"""People, their roles, and the trail of what was done."""

import sqlite3
from contextlib import closing
from dataclasses import astuple, replace

import pytest
from hypothesis import given
from hypothesis import strategies as some

from assistant.audit import BEGINNING, PART, Deed, Trail, first_broken
from assistant.cli import app
from assistant.people import ALLOWED, Operation, People, Role, allowed
from corpus.errors import StorageError, UsageError

TABLE = """
                                        reader editor admin
ask, search and read instruments        yes    yes    yes
read conversations                      yes    yes    yes
hold conversations, which are kept      no     yes    yes
say what one thinks of an answer        no     yes    yes
give a conversation to a group          no     yes    yes
add, update and remove instruments of one's own or of a group  no  yes  yes
add, update and remove instruments that are everybody's  no  no  yes
read the audit trail                    no     no     yes
"""


def test_who_may_do_what():
    head, *rows = TABLE.strip("\n").splitlines()
    roles = [Role(name) for name in head.split()]
    said = {}
    for row in rows:
        *words, reader, editor, admin = row.split()
        said[Operation(" ".join(words))] = {
            role for role, may in zip(roles, (reader, editor, admin), strict=True) if may == "yes"
        }
    assert {operation: set(roles) for operation, roles in ALLOWED.items()} == said
    assert set(said) == set(Operation)


def test_a_key_never_gives_more_than_the_role_of_its_person():
    assert not allowed(Operation.HOLD, [Role.READER, Role.EDITOR])
    assert not allowed(Operation.HOLD, [Role.ADMIN, Role.READER])
    assert allowed(Operation.HOLD, [Role.ADMIN, Role.EDITOR])


@pytest.fixture
def people(tmp_path):
    with People(tmp_path) as opened:
        yield opened


def test_people_are_let_in_changed_and_removed(people):
    people.put(" Ana@Ministry.example ", Role.READER)
    put = people.put("ana@ministry.example", Role.EDITOR, ["Treaty  Section", "legal"])
    assert (put.role, put.groups, str(put.owner)) == (
        Role.EDITOR,
        ("legal", "treaty section"),
        "person:ana@ministry.example",
    )
    assert people.of("ANA@ministry.example") == put
    assert people.all() == (put,)
    people.remove("ana@ministry.example")
    assert people.of("ana@ministry.example") is None


@pytest.mark.parametrize("name", ["", " ", "a,b", "x" * 201])
def test_what_is_no_name_is_told(people, name):
    with pytest.raises(UsageError, match="no name"):
        people.put(name, Role.READER)


def test_nobody_cannot_be_removed(people):
    with pytest.raises(UsageError, match="treaty person list"):
        people.remove("nobody")


# --- the trail


@pytest.fixture
def trail(tmp_path):
    """A trail of five entries."""
    with Trail(tmp_path) as opened:
        for number in range(5):
            opened.note("person:ana", Deed.BEGAN, f"conversation {number}")
        yield opened


def test_a_whole_chain_holds(trail):
    assert trail.broken() is None
    first, second, *_ = trail.all()
    assert (first.before, second.before) == (BEGINNING, first.hash)


@pytest.mark.parametrize(
    ("tampering", "number", "said"),
    [
        ("UPDATE entry SET who = 'person:eve' WHERE number = 3", 3, "was changed"),
        ("UPDATE entry SET at = '2020' WHERE number = 1", 1, "was changed"),
        ("UPDATE entry SET hash = 'x' WHERE number = 5", 5, "was changed"),
        ("DELETE FROM entry WHERE number = 2", 2, "is missing"),
        ("DELETE FROM entry WHERE number = 1", 1, "is missing"),
        ("UPDATE entry SET before = hash WHERE number = 4", 4, "does not hold"),
    ],
)
def test_tampering_is_found_and_named(trail, tmp_path, monkeypatch, capsys, tampering, number, said):
    with closing(sqlite3.connect(tmp_path / PART.file)) as db:
        db.execute(tampering)
        db.commit()
    broken = trail.broken()
    assert (broken.number, said in broken.why) == (number, True)
    monkeypatch.setenv("TREATY_HOME", str(tmp_path))
    with pytest.raises(SystemExit) as ended:
        app(["audit", "verify"])
    assert (ended.value.code, f"entry {number}" in capsys.readouterr().err) == (1, True)


@given(some.data())
def test_no_entry_can_be_another(tmp_path_factory, data):
    with Trail(tmp_path_factory.getbasetemp() / "trail") as opened:
        if not opened.all():
            for number in range(3):
                opened.note("a", Deed.BEGAN, str(number))
        kept = list(opened.all())
    place, field = data.draw(some.sampled_from(range(3))), data.draw(some.sampled_from(["at", "who", "object"]))
    other = replace(kept[place], **{field: data.draw(some.text())})
    if astuple(other) != astuple(kept[place]):
        kept[place] = other
        assert first_broken(kept).number == place + 1


@given(some.text(), some.text())
def test_any_words_can_be_noted(tmp_path_factory, who, what):
    with Trail(tmp_path_factory.getbasetemp() / "words") as opened:
        opened.note(who, Deed.BEGAN, what)
        assert opened.broken() is None


def test_postgresql_itself_refuses_to_change_the_trail(database, tmp_path):  # noqa: ARG001
    with Trail(tmp_path) as trail:
        for words in ("one", "two \0"):
            trail.note("person:ana", Deed.BEGAN, words)
        assert trail.broken() is None
        for change in ("UPDATE entry SET who = 'eve'", "DELETE FROM entry", "TRUNCATE entry"):
            with pytest.raises(StorageError, match="refuses"), trail._store.writing() as db:
                db.exec_driver_sql(change)
        assert len(trail.all()) == 2
