"""``treaty add`` of many files and of archives."""

import zipfile

import pytest
from cli_cases import run

from assistant.cli import bulk
from corpus.errors import SourceError
from corpus.shelf import stored
from corpus.shelf.archives import opened


def text(number):
    return f"Convention on Beacons of Bay {number}\n\nArticle 1 Lights\n\nBeacon {number} shall burn at night.\n"


@pytest.fixture
def folder(tmp_path, seeded, monkeypatch):  # noqa: ARG001  # the data folder
    """Three texts and a file that is none."""
    monkeypatch.setattr(bulk, "MANY", 3)
    for number in range(3):
        (tmp_path / "many" / f"{number}").mkdir(parents=True)
        (tmp_path / "many" / f"{number}" / "text.txt").write_text(text(number))
    (tmp_path / "many" / "broken.pdf").write_bytes(b"nothing of the kind")
    return tmp_path / "many"


def test_many_files_are_added_or_refused_each_by_itself_and_once(folder):
    first = run("add", folder, "--yes")
    assert first.exit_code == 1
    assert "3 added, 0 were there already, 1 refused" in first.stdout
    assert "broken.pdf is no PDF file" in first.stderr
    assert len(list(stored.places())) == 3
    (folder / "broken.pdf").unlink()
    (folder / "3.txt").write_text(text(3))
    again = run("add", folder, "--yes")
    assert (again.exit_code, "1 added, 3 were there already, 0 refused" in again.stdout) == (0, True)
    assert "Beacon 3 shall burn" in run("ask", "What shall beacon 3 of Bay 3 do at night?").stdout


def packed(path, entries):
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return path


def test_an_archive_is_a_folder_whatever_its_paths_say(tmp_path):
    inside = {"a/one.txt": "1", "b/one.TXT": "2", "../../up.md": "3", "a/picture.png": "4", ".hidden/x.txt": "5"}
    path = packed(tmp_path / "many.zip", inside)
    with opened([path, tmp_path / "other.txt"]) as (folder, other):
        files = sorted(file.relative_to(folder).parts[-1] for file in folder.rglob("*") if file.is_file())
        assert files == ["one.txt", "one.txt", "up.md"]
        assert other == tmp_path / "other.txt"
    assert not folder.exists()
    assert not (tmp_path / "up.md").exists()


@pytest.mark.parametrize(
    ("entries", "message"),
    [({"a.png": "x"}, "holds no file that can be read"), (None, "cannot be unpacked .*pack it anew")],
)
def test_an_archive_that_is_none(tmp_path, entries, message):
    path = tmp_path / "a.zip"
    if entries is None:
        path.write_bytes(b"PK nothing")
    else:
        packed(path, entries)
    with pytest.raises(SourceError, match=message), opened([path]):
        pass
