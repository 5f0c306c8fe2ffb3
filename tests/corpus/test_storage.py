"""The data folder, and writing to it whole or not at all."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from corpus.errors import StorageError
from corpus.settings import HOME
from corpus.storage import data_folder, locked, publish, storing, sweep, write_file

HOLDING = """
import sys
from pathlib import Path
from corpus.storage import locked
print("here", flush=True)
with locked(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.readline()
    with open(Path(sys.argv[1]) / "order", "a") as order:
        order.write(sys.argv[2] + " ")
"""
WRITING = """
import sys
from pathlib import Path
from corpus.storage import publish
def write(folder):
    (folder / "half").write_text("half of it")
    print("writing", flush=True)
    sys.stdin.readline()
publish(Path(sys.argv[1]), write)
"""


@pytest.fixture
def process(repository):
    """Starts a program, up to its first word; ends it after the test."""
    started = []

    def start(program, *arguments):
        command = [sys.executable, "-c", program, *map(str, arguments)]
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
        started.append(subprocess.Popen(command, cwd=repository, **pipes))
        started[-1].stdout.readline()
        return started[-1]

    yield start
    for one in started:
        one.kill()
        one.wait()
        one.stdin.close()
        one.stdout.close()


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def test_the_data_folder_is_that_of_the_settings(tmp_path, monkeypatch):
    monkeypatch.setenv(HOME, str(tmp_path))
    assert data_folder() == tmp_path


def test_a_file_is_replaced_whole(tmp_path):
    place = tmp_path / "new folder" / "file"
    write_file(place, b"one")
    write_file(place, b"two")
    assert place.read_bytes() == b"two"
    assert names(place.parent) == ["file"]


def test_a_file_that_cannot_be_written_leaves_the_old_one(tmp_path):
    place = tmp_path / "file"
    write_file(place, b"one")
    with pytest.raises(TypeError):
        write_file(place, "no bytes")
    assert place.read_bytes() == b"one"
    assert names(tmp_path) == ["file"]


def test_a_folder_is_replaced_whole(tmp_path):
    place = tmp_path / "place"
    publish(place, lambda folder: (folder / "old").write_text("old"))
    publish(place, lambda folder: (folder / "new").write_text("new"))
    assert names(place) == ["new"]
    assert names(tmp_path) == ["place"]


def test_a_folder_whose_writing_fails_leaves_the_old_one(tmp_path):
    place = tmp_path / "place"
    publish(place, lambda folder: (folder / "old").write_text("old"))

    def fail(folder):
        (folder / "half").write_text("half")
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        publish(place, fail)
    assert names(place) == ["old"]
    assert names(tmp_path) == ["place"]


def test_a_kill_leaves_the_old_folder_and_the_rest_is_swept(tmp_path, process):
    place = tmp_path / "place"
    publish(place, lambda folder: (folder / "old").write_text("old"))
    killed = process(WRITING, place)
    killed.kill()
    killed.wait()
    assert names(place) == ["old"]
    assert len(names(tmp_path)) == 2
    (tmp_path / ".old-x").mkdir()
    sweep(tmp_path)
    assert names(tmp_path) == ["place"]


def test_one_process_at_a_time_holds_a_folder(tmp_path, process):
    first = process(HOLDING, tmp_path, "first")
    assert first.stdout.readline() == "held\n"
    second = process(HOLDING, tmp_path, "second")
    second.stdin.close()
    first.communicate("\n")
    second.wait()
    assert (tmp_path / "order").read_text() == "first second "


def test_the_lock_of_a_killed_process_is_free(tmp_path, process):
    holder = process(HOLDING, tmp_path, "killed")
    assert holder.stdout.readline() == "held\n"
    holder.kill()
    holder.wait()
    with locked(tmp_path):
        assert not (tmp_path / "order").exists()


@pytest.mark.parametrize(
    "use",
    [
        lambda folder: write_file(folder / "file", b""),
        lambda folder: publish(folder / "place", lambda _: None),
        lambda folder: locked(folder).__enter__(),
        lambda folder: storing(folder).__enter__(),
    ],
    ids=["file", "folder", "lock", "storing"],
)
def test_a_place_that_cannot_be_is_told_in_one_line(tmp_path, use):
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(StorageError, match=f"cannot be used \\(Not a directory\\).*set {HOME}") as told:
        use(tmp_path / "file" / "home")
    assert "\n" not in str(told.value)


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="permissions bind users alone")
def test_a_folder_without_permission(tmp_path):
    tmp_path.chmod(0o500)
    with pytest.raises(StorageError, match="Permission denied"):
        write_file(tmp_path / "file", b"")


class Disk:
    """What would be left by a power cut: files that were flushed, under names whose folder was."""

    def __init__(self, monkeypatch):
        self.flushed, self.early = set(), []
        real = os.fsync

        def fsync(handle):
            self.flushed.add(os.fstat(handle).st_ino)
            real(handle)

        monkeypatch.setattr(os, "fsync", fsync)
        for name in ("rename", "replace"):
            monkeypatch.setattr(Path, name, self._watched(getattr(Path, name)))

    def _watched(self, move):
        def moved(place, target):
            self.early += [path for path in self.unsafe(place) if ".old-" not in str(target)]
            self.flushed.discard(place.parent.stat().st_ino)
            self.flushed.discard(Path(target).parent.stat().st_ino)
            return move(place, target)

        return moved

    def unsafe(self, place):
        """What a power cut would take of a file or folder."""
        return [path for path in (place, *place.rglob("*")) if path.stat().st_ino not in self.flushed]


def _fill(folder):
    (folder / "inner").mkdir()
    (folder / "inner" / "file").write_text("words")
    (folder / "other").write_text("more")


@pytest.mark.parametrize("times", [1, 2], ids=["new", "in the place of another"])
@pytest.mark.parametrize(
    "use",
    [
        lambda folder: publish(folder / "place", _fill),
        lambda folder: write_file(folder / "place", b"words"),
        lambda folder: write_file(folder / "new" / "inner" / "place", b"words"),
    ],
    ids=["folder", "file", "file in a new folder"],
)
def test_a_power_cut_takes_nothing_that_was_said_to_be_there(tmp_path, monkeypatch, use, times):
    disk = Disk(monkeypatch)
    for _ in range(times):
        use(tmp_path)
    assert disk.early == []
    assert disk.unsafe(tmp_path) == []
