"""``treaty index``."""

import os
import shutil

import pytest
from cli_cases import run, run_json, started
from conversation_cases import CIS, PRESERVED, UN

from assistant.holdings import default_plan
from index import fits, generations

pytestmark = pytest.mark.usefixtures("home")


def test_the_state_of_the_index_is_told(home):
    state = run_json("index", "status")
    assert state["sound"] is True
    assert state["place"].startswith(str(home))
    assert state["instruments"] == [UN, CIS]
    assert (state["vector_store"], state["word_store"]) == ("faiss", "tantivy")
    assert state["size_mb"] > 1
    assert "vector store: faiss\nword store: tantivy\n" in run("index", "status").stdout
    assert "sound: yes" in run("index", "status").stdout


def test_a_missing_index_is_told_and_not_built(tmp_path, monkeypatch):
    monkeypatch.setenv("TREATY_HOME", str(tmp_path))
    result = run("index", "status")
    assert result.exit_code == 1
    assert "sound: no\nfault: it is not built yet" in result.stdout
    assert list(tmp_path.iterdir()) == []


def test_a_sound_index_is_not_built_again():
    place = generations.place(default_plan().contents)
    before = place.stat().st_ino
    result = run("index", "build")
    assert result.exit_code == 0
    assert str(place) in result.stdout
    assert place.stat().st_ino == before


def test_force_builds_a_sound_index_again_beside_the_old(seeded, monkeypatch):
    place = generations.place(default_plan().contents)
    shutil.copytree(seeded / "indexes" / "older", place)
    (place / "mark").touch()
    beside, write = [], fits.write

    def watched(*rest):
        beside.append((place / "mark").exists())
        write(*rest)

    monkeypatch.setattr(fits, "write", watched)
    assert run("index", "build", "--force").exit_code == 0
    assert not (place / "mark").exists()
    assert beside
    assert all(beside)


@pytest.mark.parametrize("home", ["file", "file/inner"])
@pytest.mark.parametrize("command", [("index", "status"), ("list",), ("show", CIS)])
def test_a_home_that_cannot_be_read_is_not_taken_for_an_empty_one(tmp_path, monkeypatch, home, command):
    (tmp_path / "file").write_text("no folder")
    monkeypatch.setenv("TREATY_HOME", str(tmp_path / home))
    result = run(*command)
    assert (result.exit_code, result.stdout) == (1, "")
    assert f"{home}/instruments cannot be used (Not a directory)" in result.stderr


@pytest.mark.skipif(not os.path.isdir("/proc/self"), reason="needs a folder that cannot be written")  # noqa: PTH112
@pytest.mark.parametrize("command", [("ask", "What is malware?"), ("search", "malware"), ("index", "build")])
def test_a_data_folder_that_cannot_be_written_is_told_in_a_line(command, monkeypatch):
    monkeypatch.setenv("TREATY_HOME", "/proc/x")
    result = run(*command)
    assert result.exit_code == 1
    assert result.stderr.startswith("treaty: the data folder /proc/x/indexes cannot be used")
    assert result.stderr.count("\n") == 1


def test_an_index_that_was_cut_off_is_built_again_and_said_so(seeded, process):
    place = generations.place(default_plan().contents)
    shutil.copytree(seeded / "indexes" / "older", place)
    largest = max((path for path in place.rglob("*") if path.is_file()), key=lambda path: path.stat().st_size)
    largest.write_bytes(largest.read_bytes()[:1000])
    assert "is damaged" in run("index", "status").stdout
    code, out, err = process("ask", PRESERVED)
    assert code == 0
    assert "not less than 90 days" in out
    assert "building it again" in err
    assert "Traceback" not in err
    assert run_json("index", "status")["sound"] is True


def test_of_two_processes_that_build_at_once_one_waits(seeded, repository, environment):
    both = [started(repository, environment | {"TREATY_HOME": str(seeded)}, "index", "build") for _ in range(2)]
    told = [running.communicate(timeout=300) for running in both]
    assert [running.returncode for running in both] == [0, 0]
    assert told[0][0] == told[1][0]
    assert sorted(b"building the index" in err for _, err in told) == [False, True]
    assert not list((seeded / "indexes").glob(".new-*"))
