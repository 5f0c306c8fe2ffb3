"""What is kept is kept: two writers of one conversation, damaged bytes, many processes at once."""

import json
import os
import subprocess
import sys
from contextlib import closing

import pytest
from conversation_cases import cited, talk

from assistant.conversation import Turn
from assistant.conversations.archive import FILE, Archive
from assistant.conversations.opinions import EARLIER, Opinion, Opinions


def asked(conversation, question):
    """The conversation after one more question."""
    return conversation.with_turn(Turn.of(question, cited(question)))


def questions(archive):
    """What was asked, by conversation, the oldest first."""
    kept = [archive.load(entry.id) for entry in reversed(archive.entries())]
    return [[turn.question for turn in conversation.turns] for conversation in kept]


def saved(archive, conversation):
    """The conversation, which is kept now."""
    archive.save(conversation)
    return conversation


def test_two_who_go_on_with_one_conversation_lose_no_turn(tmp_path):
    with Archive(tmp_path) as here, Archive(tmp_path) as there:
        conversation = saved(here, talk("one"))
        here.save(asked(conversation, "here"))
        there.save(asked(conversation, "there"))
        assert questions(here) == [["one", "here", "there"]]


def test_who_never_learns_of_the_other_loses_nothing(archive):
    conversation = saved(archive, talk("one"))
    archive.save(asked(conversation, "here"))
    stale = conversation
    for question in ("there", "again", "again"):
        stale = asked(stale, question)
        archive.save(stale)
    archive.save(conversation.renamed("one"))  # knows less and says nothing new
    assert questions(archive) == [["one", "here", "there", "again", "again"]]


def test_a_turn_that_could_not_be_kept_is_not_forgotten(archive):
    conversation = saved(archive, talk("one"))
    unsaved = asked(conversation, "two")
    archive.rename(conversation.id, "another title")
    assert [turn.question for turn in archive.current(unsaved).turns] == ["one", "two"]


def test_the_same_question_over_and_over_is_kept_each_time(archive):
    conversation = talk("continue")
    for _ in range(5):
        archive.save(conversation)
        conversation = asked(conversation, "continue")
    archive.save(conversation)
    assert questions(archive) == [["continue"] * 6]


def test_a_turn_in_a_deleted_conversation_brings_it_back(archive):
    conversation = saved(archive, talk("one"))
    archive.delete(conversation.id)
    archive.save(conversation)
    assert archive.entries() == ()
    archive.save(asked(conversation, "two"))
    assert questions(archive) == [["one", "two"]]


@pytest.mark.parametrize("damaged", [0, 1, 2])
@pytest.mark.parametrize("loaded", ["before", "after"])
def test_a_damaged_turn_costs_no_other(archive, damaged, loaded):
    conversation = saved(archive, talk("one", "two", "three"))
    archive._store._db.execute("UPDATE turn SET content = CAST(x'7bff' AS TEXT) WHERE number = ?", (damaged,))
    if loaded == "after":
        conversation = archive.load(conversation.id)
    for question in ("four", "five"):
        conversation = saved(archive, asked(conversation, question))
    others = [turn for place, turn in enumerate(["one", "two", "three"]) if place != damaged]
    kept = [turn.question for turn in archive.load(conversation.id).turns]
    assert [question for question in kept if question in (*others, "four", "five")] == [*others, "four", "five"]


def test_a_damaged_title_hides_no_list(archive):
    archive.save(talk("one"))
    archive.save(talk("two"))
    archive._store._db.execute("UPDATE conversation SET title = CAST(x'6fff65' AS TEXT) WHERE title = 'one'")
    assert [entry.title for entry in archive.entries()] == ["two", "o\ufffde"]
    assert len(archive.search("o")) == 2


@pytest.fixture
def sound(tmp_path):
    """The bytes of a file of ten conversations of three turns each."""
    with Archive(tmp_path / "sound") as archive:
        for n in range(10):
            archive.save(talk(*(f"number {n}, {m}?" for m in range(3))))
    return (tmp_path / "sound" / FILE).read_bytes()


@pytest.mark.parametrize("place", [0, 18, 29, 35, 47, 59, 101, 110, *range(113, 50_000, 1_231)])
def test_a_damaged_byte_costs_what_it_stands_in(sound, tmp_path, place):
    content = bytearray(sound)
    content[place % len(content)] ^= 0x55
    (tmp_path / FILE).write_bytes(content)
    with Archive(tmp_path) as archive:
        assert len(archive.entries()) >= 9
        assert sum(map(len, questions(archive))) >= 26
        archive.save(talk("new"))
        assert ["new"] in questions(archive)


RUN = """
import sys
from pathlib import Path
from conversation_cases import talk
from assistant.conversations.archive import Archive
from assistant.conversations.opinions import Opinion, Opinions

folder, name = Path(sys.argv[1]), sys.argv[2]
print("ready", flush=True)
sys.stdin.readline()
for number in range(10):
    Opinions(folder).keep(f"{name}-{number}", Opinion("Why?", "up", True))
with Archive(folder) as archive:
    for number in range(5):
        archive.save(talk(f"{name} {number}"))
"""


def together(folder, count):
    """Processes that write to a folder at once."""
    paths = {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True, "env": os.environ | paths}
    running = [
        subprocess.Popen([sys.executable, "-c", RUN, str(folder), f"process{name}"], **pipes) for name in range(count)
    ]
    for one in running:
        one.stdout.readline()
    for one in running:
        one.stdin.write("\n")
        one.stdin.flush()
    for one in running:
        one.communicate(timeout=120)
    assert [one.returncode for one in running] == [0] * count


def test_processes_that_open_a_damaged_archive_at_once_lose_nothing(sound, tmp_path):
    content = bytearray(sound)
    content[18] = 9
    (tmp_path / FILE).write_bytes(content)
    together(tmp_path, 4)
    with Archive(tmp_path) as archive:
        assert len(archive.entries()) == 10 + 4 * 5
    assert len(list(tmp_path.glob("*.damaged-*.sqlite3"))) == 1
    assert len(Opinions(tmp_path).all()) == 4 * 10


def test_who_has_a_file_open_that_another_rescues_writes_to_the_new_one(sound, tmp_path):
    (tmp_path / FILE).write_bytes(sound)
    with Archive(tmp_path) as early:
        content = bytearray(sound)
        content[101] ^= 0xFF
        (tmp_path / "damaged").write_bytes(content)
        (tmp_path / "damaged").replace(tmp_path / FILE)
        with Archive(tmp_path) as late:
            assert late.warning
            early.save(talk("early"))
            assert ["early"] in questions(late)


# --- opinions


UP = Opinion("What?", "up", answered=True, cited=(("un-convention", "art_60"),), comment="très bien")


def test_opinions_of_an_earlier_file_are_taken_over(tmp_path):
    text = (
        '{\n "c-0": {"question": "What?", "verdict": "up", "answered": true, "cited": [["un-convention", "art_60"]],'
        ' "right": [], "reasons": [], "comment": "très bien"},\n'
        ' "c-1": {"question": "Who?", "verdict": "down", "answered": true, "cited": [], "right": [],'
        ' "reasons": ["Incomplete"], "comment": ""}\n}'
    )
    (tmp_path / EARLIER).write_text(text, encoding="utf-8")
    Opinions(tmp_path).keep("c-2", UP)
    kept = Opinions(tmp_path).all()
    assert list(kept) == ["c-0", "c-1", "c-2"]
    assert kept["c-0"] == UP
    assert kept["c-1"].reasons == ("Incomplete",)
    assert not (tmp_path / EARLIER).exists()


@pytest.mark.parametrize("place", range(0, 300, 23))
def test_a_damaged_byte_of_an_earlier_file_costs_one_opinion(tmp_path, place):
    fields = {"question": "What?", "verdict": "up", "answered": True, "cited": [], "right": [], "reasons": []}
    rows = {f"c-{n}": {**fields, "comment": ""} for n in range(4)}
    content = bytearray(json.dumps(rows, indent=1).encode())
    content[place] = 0xFF
    (tmp_path / EARLIER).write_bytes(content)
    assert len(Opinions(tmp_path).all()) >= 3
    assert list(tmp_path.glob("opinions.damaged-*.json"))


def test_a_verdict_is_changed_and_not_kept_twice(tmp_path):
    opinions = Opinions(tmp_path)
    assert opinions.all() == {}
    assert list(tmp_path.iterdir()) == []
    opinions.keep("c-0", Opinion("What?", "down", answered=True))
    opinions.keep("c-0", UP)
    assert opinions.all() == {"c-0": UP}


def test_a_damaged_opinion_hides_no_other(tmp_path):
    opinions = Opinions(tmp_path)
    opinions.keep("c-0", UP)
    opinions.keep("c-1", UP)
    with closing(opinions._store()) as store, store.writing() as db:
        db.exec_driver_sql("UPDATE opinion SET content = '{' WHERE turn = 'c-0'")
    assert opinions.all() == {"c-1": UP}
