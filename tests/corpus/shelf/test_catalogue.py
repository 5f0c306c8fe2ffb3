"""What is known of the shelf without reading the texts on it."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from corpus.errors import StorageError
from corpus.model import About
from corpus.parsing.parser import parse
from corpus.questions import AnticipatedQuestion
from corpus.readers.markdown import lines
from corpus.settings import HOME
from corpus.shelf import catalogue, stored
from corpus.shelf.folders import digest_of
from corpus.shelf.stored import Entry

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(HOME, str(tmp_path / "home"))
    (tmp_path / "source.txt").write_text("the file", encoding="utf-8")
    return tmp_path


def entry(home: Path, name: str, duty: str = "wait") -> Entry:
    about = About(name, f"Convention on {name}", name.title(), (f"the {name} treaty",))
    return Entry(parse(lines(f"Article 1. Duties\n\nShips shall {duty}."), about), home / "source.txt")


def counting(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The instruments whose texts are read from now on."""
    read: list[str] = []
    real = stored.unpacked_or_parsed

    def noted(place: Path, source: Path, about: About, digest: str) -> object:
        read.append(about.id)
        return real(place, source, about, digest)

    monkeypatch.setattr(stored, "unpacked_or_parsed", noted)
    stored._inside.cache_clear()
    return read


def test_a_text_is_read_when_it_is_looked_into(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put = [entry(home, name) for name in ("bays", "capes")]
    for one in put:
        stored.put(one)
    stored.entries()
    read = counting(monkeypatch)
    bays, capes = stored.entries()
    known = [(i.about, i.digest, i.fingerprint) for i in (bays.instrument, capes.instrument)]
    assert known == [(e.instrument.about, e.instrument.digest, e.instrument.fingerprint) for e in put]
    assert read == []
    assert capes.instrument["art_1"].heading == "Duties"
    assert capes.instrument.text == put[1].instrument.text
    assert read == ["capes"]


DAMAGE: dict[str, Callable[[Path], object]] = {
    "gone": lambda path: path.unlink(),
    "half": lambda path: path.write_text(path.read_text()[:-20]),
    "another form": lambda path: path.write_text("[]"),
    "rows of another form": lambda path: path.write_text(
        json.dumps(json.loads(path.read_text()) | {"rows": {"bays": {"stamp": 1}}})
    ),
    "older": lambda path: path.write_text(json.dumps(json.loads(path.read_text()) | {"formats": [0, 0]})),
}


@pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE)
def test_a_catalogue_that_is_none_is_made_again(home: Path, damage: Callable[[Path], object]) -> None:
    stored.put(entry(home, "bays"))
    stored.entries()
    damage(path := stored.folder() / catalogue.NAME)
    (found,) = stored.entries()
    assert found.instrument.text == entry(home, "bays").instrument.text
    assert json.loads(path.read_text())["rows"].keys() == {"bays"}


@pytest.mark.parametrize(("name", "what"), [(stored.ABOUT, "description"), (stored.QUESTIONS, "questions")])
def test_what_is_not_as_it_was_written_is_said_at_every_start(
    home: Path, caplog: pytest.LogCaptureFixture, name: str, what: str
) -> None:
    asked = (AnticipatedQuestion("art_1", "what of the bays"),)
    stored.put(replace(entry(home, "bays"), questions=asked))
    stored.entries()
    path = stored.folder() / "bays" / name
    written = path.stat()
    path.write_text(path.read_text("utf-8").replace("the bays", "the rays"), encoding="utf-8")
    if name == stored.QUESTIONS:
        os.utime(path, ns=(written.st_atime_ns, written.st_mtime_ns))
    for _ in range(2):
        caplog.clear()
        assert [one.id for one in stored.entries()] == ["bays"]
        assert [record.getMessage() for record in caplog.records] == [
            f"the {what} of bays is not as it was written: update it, or remove it and add it again"
        ]


def test_an_update_is_seen_and_the_text_before_it_stays_to_who_has_it(home: Path) -> None:
    stored.put(entry(home, "bays"))
    stored.entries()
    (before,) = stored.entries()
    stored.put(entry(home, "bays", "sail"))
    stored._inside.cache_clear()
    (after,) = stored.entries()
    assert "sail" in after.instrument.text
    assert "wait" in before.instrument.text


def test_what_was_removed_while_it_was_in_use_is_said_so(home: Path) -> None:
    stored.put(entry(home, "bays"))
    stored.entries()
    (held,) = stored.entries()
    stored.remove("bays")
    stored._inside.cache_clear()
    with pytest.raises(StorageError, match="the text of Bays was altered or removed"):
        _ = held.instrument.text
    assert stored.entries() == ()


def test_files_are_known_by_their_digests(home: Path) -> None:
    stored.put(entry(home, "bays"))
    assert stored.files() == {digest_of(home / "source.txt"): "bays"}
    stored.entries()
    assert stored.holds(digest_of(home / "source.txt")) == "bays"
