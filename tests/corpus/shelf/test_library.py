"""The collection of instruments, and what is known of each."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.errors import SourceError, UnknownInstrument, UnknownProvision
from corpus.model import About
from corpus.shelf.bundle import BUNDLED
from corpus.shelf.collection import Corpus
from corpus.shelf.loading import load_instrument, read_about

CORPUS = Corpus.bundled()


def test_the_bundled_instruments() -> None:
    assert list(CORPUS) == list(BUNDLED)
    assert len(CORPUS) == len(BUNDLED)
    assert "cis-agreement" in CORPUS
    assert Corpus.bundled() is CORPUS
    assert CORPUS["cis-agreement"].about.adopted == "Minsk, 1 June 2001"


@pytest.mark.parametrize(
    ("name", "id"),
    [
        ("un-convention", "un-convention"),
        ("the UN draft", "un-convention"),
        ("Russian draft", "un-convention"),
        ("draft UN convention", "un-convention"),
        ("the Minsk agreement", "cis-agreement"),
        ("THE CIS  TREATY", "cis-agreement"),
        ("CIS agreement", "cis-agreement"),
    ],
)
def test_find_by_what_people_say(name: str, id: str) -> None:
    assert CORPUS.find(name).id == id


def test_every_name_means_one_instrument() -> None:
    for instrument in CORPUS.values():
        for name in (instrument.id, instrument.about.title, instrument.about.short_title, *instrument.about.names):
            assert CORPUS.find(name) is instrument


def test_an_unknown_name_lists_what_there_is() -> None:
    with pytest.raises(UnknownInstrument, match=r"'the Hague rules'.*un-convention \(.*\), cis-agreement"):
        CORPUS.find("the Hague rules")
    with pytest.raises(UnknownInstrument, match="none is loaded"):
        Corpus([])["x"]
    with pytest.raises(UnknownProvision, match="art_99"):
        CORPUS["cis-agreement"]["art_99"]


def test_one_more_instrument(tmp_path: Path) -> None:
    path = tmp_path / "tides.txt"
    path.write_text("Article 1\n\nTides rise.", encoding="utf-8")
    tides = load_instrument(path, About(id="tides", title="Convention on Tides", short_title="Tides"))
    corpus = Corpus([*CORPUS.values(), tides])
    assert list(corpus) == [*CORPUS, "tides"]
    assert corpus.find("convention on tides") is tides
    assert len(CORPUS) == len(BUNDLED)


@pytest.mark.parametrize(
    ("facts", "message"),
    [
        ('title = "T"', "short_title must be given"),
        ('title = "T"\nshort_title = "S"\ncolour = "red"', "unknown colour"),
        ("title = ", "cannot read"),
    ],
)
def test_facts_that_do_not_fit(tmp_path: Path, facts: str, message: str) -> None:
    path = tmp_path / "x.toml"
    path.write_text(facts, encoding="utf-8")
    with pytest.raises(SourceError, match=message):
        read_about(path)
