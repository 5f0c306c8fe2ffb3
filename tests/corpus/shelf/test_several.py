"""Files with several instruments on the shelf: each by itself, and read again from its file."""

from __future__ import annotations

from pathlib import Path

import pytest
from parsing_cases import ABOUT

from corpus.errors import SourceError
from corpus.model import About
from corpus.shelf import stored
from corpus.shelf.loading import load_instrument
from corpus.shelf.newcomers import Wishes, read_newcomer
from corpus.shelf.several import each, how_many
from corpus.storage import locked

TEXT = """\
# Treaty on Tides

The Parties have agreed as follows:

## Article 1

Each Party shall publish the tides of its ports and of the waters that belong to them.

## Article 2

This Treaty shall enter into force on the first day of the month that follows.

DONE at Minsk, on 1 June 2001.

# Verdrag inzake getijden

De Partijen zijn het volgende overeengekomen:

## Artikel 1

Elke Partij maakt de getijden van haar havens bekend en die van de wateren die daarbij horen.

## Artikel 2

Dit Verdrag treedt in werking op de eerste dag van de maand die daarop volgt.

GEDAAN te Minsk, op 1 juni 2001.
"""


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TREATY_HOME", str(tmp_path / "home"))
    path = tmp_path / "tides.md"
    path.write_text(TEXT)
    return path


def test_versions_know_each_other(file: Path) -> None:
    english, dutch = each(read_newcomer(file, Wishes(), ()), ())
    assert english.instrument.about.versions == (dutch.id,)
    assert dutch.instrument.about.versions == (english.id,)
    assert [e.instrument.about.language for e in (english, dutch)] == ["en", "nl"]
    assert "Elke Partij" not in english.instrument.text
    assert [a.eid for a in dutch.instrument.articles] == ["art_1", "art_2"]


def test_names_that_are_taken_are_given_to_none(file: Path) -> None:
    known = [About("treaty-on-tides", "Treaty on Tides", "Treaty on Tides")]
    english, dutch = each(read_newcomer(file, Wishes(), known), known)
    assert len({english.id, dutch.id, "treaty-on-tides"}) == 3


def test_a_part_is_read_again_from_the_file_that_the_shelf_keeps(file: Path) -> None:
    entries = each(read_newcomer(file, Wishes(), ()), ())
    with locked(stored.folder()):
        for entry in entries:
            stored.put(entry)
    for entry in entries:
        (stored.folder() / entry.id / "parse.json").unlink()
    again = {entry.id: entry.instrument for entry in stored.entries()}
    assert {id: instrument.text for id, instrument in again.items()} == {e.id: e.instrument.text for e in entries}


def test_a_file_of_one_instrument_is_one(file: Path) -> None:
    file.write_text(TEXT.partition("# Verdrag")[0])
    assert how_many(read_newcomer(file, Wishes(), ())) == 1


def test_a_part_that_is_not_there_any_more_is_refused(file: Path) -> None:
    file.write_text(TEXT.partition("# Verdrag")[0])
    with pytest.raises(SourceError, match="no instrument number 2, only 1"):
        load_instrument(file, About("x", "X", "X", part=2))
    assert load_instrument(file, ABOUT).articles
