import os
import signal
import sqlite3
import subprocess
import sys
import threading
from contextlib import closing
from dataclasses import replace

import pytest
from conversation_cases import cited, talk
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.conversation import Turn
from assistant.conversations.archive import FILE, Archive
from corpus.errors import StorageError, UsageError


def test_what_is_saved_is_loaded(archive):
    conversation = talk("How long?", "and then?")
    archive.save(conversation)
    assert archive.load(conversation.id) == conversation
    assert archive.load(conversation.id[:6]) == conversation


def test_saving_again_adds_only_the_new_turns(archive):
    conversation = talk("How long?")
    archive.save(conversation)
    longer = conversation.with_turn(Turn.of("and then?", cited("and then?")))
    archive.save(longer)
    archive.save(longer)
    assert archive.load(conversation.id) == longer


def test_two_windows_lose_no_turn(archive):
    begun = talk("How long?")
    archive.save(begun)
    here, there = (begun.with_turn(Turn.of(q, cited(q))) for q in ("and here?", "and there?"))
    archive.save(here)
    archive.save(there)
    kept = archive.current(there)
    assert [turn.question for turn in kept.turns] == ["How long?", "and here?", "and there?"]
    assert archive.current(kept) is kept
    archive.rename(begun.id, "Preservation")
    assert archive.current(kept).title == "Preservation"


def test_what_is_not_kept_is_current(archive):
    conversation = talk("How long?")
    assert archive.current(conversation) is conversation


def test_asking_on_in_a_conversation_that_was_deleted_elsewhere_brings_it_back(archive):
    conversation = talk("How long?")
    archive.save(conversation)
    archive.delete(conversation.id)
    longer = conversation.with_turn(Turn.of("and then?", cited("and then?")))
    archive.save(longer)
    assert archive.load(conversation.id) == longer


def test_conversations_are_listed_latest_first(archive):
    for title in ("one", "two", "three"):
        archive.save(talk(title))
    assert [entry.title for entry in archive.entries()] == ["three", "two", "one"]
    assert archive.entries()[0].turns == 1


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("penguin", ["Penguins and ÉTÉ 100%"]),
        ("PENGUIN été", ["Penguins and ÉTÉ 100%"]),
        ("100%", ["Penguins and ÉTÉ 100%"]),
        ("%", ["Penguins and ÉTÉ 100%"]),
        ("penguin seal", []),
        ("_", []),
        ("' OR 1=1 --", []),
        ("preserve", ["seals", "Penguins and ÉTÉ 100%"]),
        ("", ["seals", "Penguins and ÉTÉ 100%"]),
    ],
)
def test_search_takes_every_word_as_it_stands(archive, words, found):
    archive.save(talk("Penguins and ÉTÉ 100%", places=()).with_turn(Turn.of("preserve", cited("preserve"))))
    archive.save(talk("seals", "preserve", places=()))
    assert [entry.title for entry in archive.search(words)] == found


def test_rename(archive):
    archive.save(conversation := talk("How long?"))
    archive.rename(conversation.id, "  Time\nlimits ")
    assert archive.load(conversation.id).title == "Time limits"
    with pytest.raises(UsageError, match="empty"):
        archive.rename(conversation.id, "  ")


def test_deleted_is_out_of_sight_until_restored(archive):
    one, two = talk("one"), talk("two")
    archive.save(one)
    archive.save(two)
    archive.delete(one.id)
    archive.delete(two.id)
    assert archive.entries() == ()
    with pytest.raises(UsageError):
        archive.load(one.id)
    assert (archive.restore(), archive.restore(), archive.restore()) == (two.id, one.id, "")
    assert archive.load(one.id) == one


def test_identifiers_may_be_in_capitals(archive):
    archive.save(conversation := talk("one"))
    assert archive.load(conversation.id.upper()) == conversation


@pytest.mark.parametrize("id", ["", "nothing", "%", "\udcff", "a\0b"])
def test_unknown_identifiers_are_refused(archive, id):
    with pytest.raises(UsageError):
        archive.load(id)


def test_an_identifier_must_mean_one(archive):
    archive.save(replace(talk("a"), id="abc1"))
    archive.save(replace(talk("b"), id="abc2"))
    archive.save(replace(talk("c"), id="abc"))
    assert archive.load("abc").title == "c"
    with pytest.raises(UsageError, match="more of the identifier"):
        archive.load("ab")


def test_an_imported_conversation_takes_no_others_place(archive):
    archive.save(conversation := talk("one"))
    other = archive.add(conversation)
    assert other.id != conversation.id
    assert len(archive.entries()) == 2


def test_two_archives_share_a_folder(tmp_path):
    with Archive(tmp_path) as one, Archive(tmp_path) as two:
        one.save(conversation := talk("x"))
        assert two.load(conversation.id) == conversation


def test_threads_write_side_by_side(archive):
    threads = [threading.Thread(target=archive.save, args=(talk(str(n)),)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(entry.title for entry in archive.entries()) == [str(n) for n in range(8)]


def test_a_file_that_is_none_is_kept_aside(tmp_path):
    (tmp_path / FILE).write_bytes(b"This was a conversation once. " * 50)
    with Archive(tmp_path) as archive:
        assert "damaged" in archive.warning
        archive.save(talk("x"))
        assert len(archive.entries()) == 1
    (aside,) = tmp_path.glob("*.damaged-*")
    assert aside.read_bytes().startswith(b"This was")
    with Archive(tmp_path) as archive:
        assert (archive.warning, len(archive.entries())) == ("", 1)


def test_what_a_damaged_file_still_gives_is_taken_over(tmp_path):
    with Archive(tmp_path) as archive:
        for n in range(40):
            archive.save(talk(f"number {n}", "and more " * 40))
        archive._store._db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    file = tmp_path / FILE
    content = bytearray(file.read_bytes())
    content[len(content) // 2 : len(content) // 2 + 4096] = b"\xaa" * 4096
    file.write_bytes(content)
    with Archive(tmp_path) as archive:
        kept = archive.entries()
        said = f"{len(kept)} conversations with {sum(entry.turns for entry in kept)} turns could be read"
        assert said in archive.warning
        assert len(kept) >= 1
        assert archive.load(archive.entries()[0].id).title.startswith("number")


def test_a_damaged_turn_is_left_out_and_said(archive):
    archive.save(conversation := talk("one", "two", "three"))
    archive._store._db.execute("UPDATE turn SET content = '{broken' WHERE number = 1")
    assert [turn.question for turn in archive.load(conversation.id).turns] == ["one", "three"]
    assert "1 turns" in archive.warning


def test_a_folder_that_cannot_be_used_is_said(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(StorageError, match="file"):
        Archive(tmp_path / "file")
    (tmp_path / FILE).mkdir()
    with pytest.raises(StorageError, match="conversations"):
        Archive(tmp_path)


def test_only_the_owner_can_read_the_files(tmp_path):
    file = tmp_path / FILE
    file.touch(mode=0o644)
    with Archive(tmp_path) as archive:
        archive.save(talk("x"))
        assert {path.stat().st_mode & 0o777 for path in tmp_path.iterdir()} == {0o600}


def test_another_program_that_writes_is_said(tmp_path, monkeypatch):
    monkeypatch.setattr("assistant.database.sqlite.WAIT", 0.0)
    with Archive(tmp_path) as archive, closing(sqlite3.connect(archive.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StorageError, match="another program is writing"):
            archive.save(talk("x"))
        other.execute("COMMIT")
        archive.save(talk("y"))
        assert [entry.title for entry in archive.entries()] == ["y"]


@pytest.mark.parametrize("say", [Archive.search, lambda archive, words: archive.rename(archive.entries()[0].id, words)])
def test_what_is_no_text_is_refused(archive, say):
    archive.save(talk("x"))
    with pytest.raises(UsageError, match="UTF-8"):
        say(archive, "caf\udce9")


WRITER = """
import sys
from pathlib import Path
from assistant.conversations.archive import Archive
from assistant.conversation import Turn
from conversation_cases import cited, talk

conversation = talk("0")
with Archive(Path(sys.argv[1])) as archive:
    for number in range(1, 100000):
        archive.save(conversation)
        print(len(conversation), flush=True)
        conversation = conversation.with_turn(Turn.of(str(number), cited(str(number))))
"""


def test_a_killed_program_has_lost_at_most_one_turn(tmp_path):
    paths = {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    command = [sys.executable, "-c", WRITER, str(tmp_path)]
    writer = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=os.environ | paths)
    assert writer.stdout
    said = [int(writer.stdout.readline()) for _ in range(20)]
    os.kill(writer.pid, signal.SIGKILL)
    said += [int(line) for line in writer.stdout if line.endswith("\n")]
    writer.wait()
    writer.stdout.close()
    with Archive(tmp_path) as archive:
        (entry,) = archive.entries()
        kept = archive.load(entry.id)
        assert archive.warning == ""
    assert len(kept) >= said[-1]
    assert [turn.question for turn in kept.turns] == [str(n) for n in range(len(kept))]


@settings(max_examples=40)
@given(st.text(max_size=60), st.text(max_size=60))
def test_any_words_are_data(archive, question, title):
    archive.save(conversation := talk(question))
    assert archive.load(conversation.id) == conversation
    if title.strip():
        archive.rename(conversation.id, title)
    archive.search(title)


def test_closed_is_closed(archive):
    archive.close()
    with pytest.raises(StorageError):
        archive.entries()


def test_the_file_is_plain_sqlite(archive):
    archive.save(talk("x"))
    with closing(sqlite3.connect(archive.path)) as db:
        assert db.execute("SELECT title FROM conversation").fetchall() == [("x",)]
