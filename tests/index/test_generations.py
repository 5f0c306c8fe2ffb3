"""Indexes on disk: never half, and never trusted unseen."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from small import TIDES, TIDES_ASKED, Hashing, plan

from corpus.errors import DamagedIndex, StorageError
from corpus.settings import HOME
from corpus.storage import tidied
from index import builder, generations
from index.plan import Source
from index.search import Index

SMALL = Path(__file__).parent
FULL = """
import resource, signal, sys
from small import plan
from corpus.errors import StorageError
from index import builder
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]),) * 2)
try:
    builder.build(plan())
except StorageError as problem:
    print(problem)
"""


@pytest.fixture(autouse=True)
def indexes(tmp_path, monkeypatch):
    """The folder of indexes in a data folder of the test's own."""
    monkeypatch.setenv(HOME, str(tmp_path / "home"))
    return tmp_path / "home" / "indexes"


@pytest.fixture
def process(repository):
    """Starts a process that builds the small index, and ends it after the test."""
    path = os.pathsep.join((str(repository), str(SMALL)))
    started = []

    def start():
        command = [sys.executable, str(SMALL / "building.py")]
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
        started.append(subprocess.Popen(command, env={**os.environ, "PYTHONPATH": path}, **pipes))
        assert started[-1].stdout.readline() == "building\n"
        return started[-1]

    yield start
    for one in started:
        one.kill()
        one.communicate()


def folders(indexes):
    return sorted(path.name for path in indexes.iterdir() if path.is_dir())


def in_manifest(change):
    """A change to what the manifest says."""

    def damage(folder):
        path = folder / generations.MANIFEST
        row = json.loads(path.read_text())
        change(row)
        path.write_text(json.dumps(row))

    return damage


def flipped(folder):
    path = folder / "encoder-0" / "passages.faiss"
    content = bytearray(path.read_bytes())
    content[-1] ^= 1
    path.write_bytes(content)


def cut(folder):
    path = folder / "passage_target.npy"
    path.write_bytes(path.read_bytes()[:-8])


DAMAGE = {
    "altered": (flipped, "passages.faiss is not as it was written"),
    "truncated": (cut, "passage_target.npy is not as it was written"),
    "deleted": (lambda folder: (folder / "lexical" / "meta.json").unlink(), "meta.json is not as it was written"),
    "no manifest": (lambda folder: (folder / generations.MANIFEST).unlink(), "no readable manifest"),
    "half a manifest": (
        lambda folder: (folder / generations.MANIFEST).write_text('{"contents": {'),
        "no readable manifest",
    ),
    "empty manifest": (lambda folder: (folder / generations.MANIFEST).write_text("[]"), "no readable manifest"),
    "odd manifest": (in_manifest(lambda row: row.update(files=[])), "no readable manifest"),
    "other format": (
        in_manifest(lambda row: row["contents"].update(format=generations.FORMAT + 1)),
        "of another format",
    ),
}


@pytest.mark.parametrize(("damage", "message"), DAMAGE.values(), ids=DAMAGE)
def test_a_damaged_index_is_refused_and_built_anew(damage, message, caplog):
    wanted = plan()
    builder.build(wanted)
    damage(generations.place(wanted.contents))
    with pytest.raises(DamagedIndex, match=message) as told:
        Index.open(wanted)
    assert "\n" not in str(told.value)
    builder.build(wanted)
    assert Index.open(wanted).candidates(["gauges"]).eids
    assert [record.levelname for record in caplog.records] == ["WARNING"]
    assert "building it again" in caplog.text


def test_no_index_is_there_yet():
    with pytest.raises(DamagedIndex, match="no readable manifest"):
        Index.open(plan())


def test_a_sound_index_is_not_built_again():
    built = builder.build(plan())
    second = Hashing()
    assert builder.build(plan(encoder=second)) == built
    assert second.encoded == []


def test_a_killed_build_leaves_nothing_that_passes_for_an_index(process, indexes):
    killed = process()
    assert killed.stdout.readline() == "encoding\n"
    killed.kill()
    killed.wait()
    assert [name for name in folders(indexes) if not name.startswith(".")] == []
    with pytest.raises(DamagedIndex):
        Index.open(plan())
    builder.build(plan())
    assert Index.open(plan()).candidates(["gauges"]).eids
    assert folders(indexes) == [plan().contents.key], "what the killed one left is swept away"


def test_of_processes_that_build_at_once_one_builds(process, indexes):
    first = process()
    assert first.stdout.readline() == "encoding\n"
    second = process()
    said = [one.communicate()[0].split() for one in (first, second)]
    assert [words[-1] for words in said] == ["13", "0"]
    assert "encoding" not in said[1]
    assert folders(indexes) == [plan().contents.key]
    assert Index.open(plan()).candidates(["gauges"]).eids


def test_a_reader_keeps_its_index_while_another_is_built():
    builder.build(plan())
    index = Index.open(plan())
    before = index.candidates(["gauges"])
    builder.build(plan(unanswerable=()))
    assert index.candidates(["gauges"]).eids == before.eids


def test_old_indexes_go_the_newest_stay(indexes):
    other = Hashing()
    other.digest = "hashing-2"
    wanted = [plan(unanswerable=()), plan(), plan(encoder=other)]
    for stamp, one in enumerate(wanted):
        builder.build(one)
        os.utime(generations.place(one.contents), (stamp, stamp))
    assert folders(indexes) == sorted(one.contents.key for one in wanted[1:])


def test_what_was_removed_is_in_no_index(indexes):
    both, one = plan(), plan(Source(TIDES, TIDES_ASKED))
    builder.build(both)
    (indexes / "unreadable").mkdir()
    builder.build(one)
    generations.forget(one.contents)
    assert folders(indexes) == [one.contents.key]


def test_an_index_that_another_process_builds_is_waited_for_by_no_start(process, indexes):
    builder.build(plan(unanswerable=()))
    busy = process()
    assert busy.stdout.readline() == "encoding\n"
    generations.forget(plan(Source(TIDES, TIDES_ASKED)).contents)
    assert generations.place(plan(unanswerable=()).contents).is_dir()
    tidied(indexes)
    busy.communicate("\n")
    assert busy.returncode == 0
    assert Index.open(plan()).candidates(["gauges"]).eids


def test_what_decides_the_place_of_an_index():
    other = Hashing()
    other.name, other.digest = "other", "other-1"
    one, two = plan(), plan()
    pairs = [(first, second) for first in (one.encoders[0], other) for second in (one.encoders[0], other)]
    keys = {generations.Contents({e.name: e.digest for e in pair}, {}, {}, {}, {}).key for pair in pairs}
    assert one.contents.key == two.contents.key
    assert len(keys) == len(pairs), "the order of the encoders counts"
    empty = generations.Contents({}, {}, {}, {}, {})
    assert generations.Contents({}, {}, {}, {}, {}, format=generations.FORMAT + 1).key != empty.key


def test_a_data_folder_that_cannot_be(tmp_path, monkeypatch):
    (tmp_path / "file").write_text("no folder")
    monkeypatch.setenv(HOME, str(tmp_path / "file" / "home"))
    with pytest.raises(StorageError, match=rf"the data folder .* cannot be used .*set {HOME} to another") as told:
        builder.build(plan())
    assert "\n" not in str(told.value)


@pytest.mark.parametrize("limit", [10, 700, 2000, 3000])
def test_a_disk_that_is_full(repository, indexes, limit):
    """Files may have so many bytes: each limit stops another file."""
    path = os.pathsep.join((str(repository), str(SMALL)))
    command = [sys.executable, "-c", FULL, str(limit)]
    # through a pipe, to which the limit does not apply
    done = subprocess.run(command, env={**os.environ, "PYTHONPATH": path}, capture_output=True, text=True, check=True)
    assert done.stdout.count("\n") == 1
    assert "cannot be used" in done.stdout
    assert [name for name in folders(indexes) if not name.startswith(".")] == []
