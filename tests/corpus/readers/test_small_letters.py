"""A whole treaty on one line that has lost its capitals and its blanks, as half of a public collection has."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.model import Instrument
from corpus.shelf.newcomers import Wishes, read_newcomer

LONG = "the parties shall keep the times of high and low water and tell each other of every change to them"
FILLED = " ".join([LONG] * 12)


def read(folder: Path, text: str) -> Instrument:
    (folder / "a.txt").write_text(f"{text} {FILLED}", encoding="utf-8")
    return read_newcomer(folder / "a.txt", Wishes(), []).instrument


HEAD = "convention on tidessource: the parties to this convention,have agreed as follows:"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            f"{HEAD} ARTICLE 1scope1. this convention applies to ports.2. it applies to ships too ARTICLE 2{LONG}",
            {
                "art_1__para_1": "this convention applies to ports.",
                "art_1__para_2": "it applies to ships too",
                "preamble": "the parties to this convention,",
            },
        ),
        (
            f"{HEAD} ARTICLE 1{LONG} ARTICLE 21. each port is open.2. no port is closed at night ARTICLE 3tides rise",
            {"art_2__para_1": "each port is open.", "art_2__para_2": "no port is closed at night"},
        ),
        (
            f'{HEAD} ARTICLE iin this convention:(a) "tide" means the sea;(b) "port" means land ARTICLE iitides rise',
            {"art_i__point_a": '"tide" means the sea;', "art_i__point_b": '"port" means land'},
        ),
        (
            f"{HEAD} ARTICLE 1(1) ports are open.(2) ships: (a) sail;(b) rest; and(c) leave ARTICLE 2{LONG}",
            {"art_1__para_2__point_b": "rest; and", "art_1__para_2__point_c": "leave"},
        ),
        (
            f"{HEAD} ARTICLE igeneral matters ARTICLE 1ports1. ports open in 3.5 hours.2. ships sail ARTICLE 2tides",
            {"art_1__para_1": "ports open in 3.5 hours.", "art_1__para_2": "ships sail"},
        ),
        (
            f"{HEAD} ARTICLE 1aims1. tides rise.2. tides fall ARTICLE 2tides rest ANNEX a1. a list.2. a table.3. a map",
            {"art_1__para_2": "tides fall"},
        ),
    ],
    ids=["titles", "number-and-paragraph", "roman", "brackets", "two-kinds-of-article", "annex"],
)
def test_articles_paragraphs_and_points(tmp_path: Path, text: str, found: dict[str, str]) -> None:
    instrument = read(tmp_path, text)
    assert {eid: instrument.own(instrument[eid]) for eid in found} == found


def test_the_title_ends_where_an_editor_names_the_source(tmp_path: Path) -> None:
    instrument = read(tmp_path, f"{HEAD} ARTICLE 1scope1. tides rise.2. tides fall ARTICLE 2{LONG}")
    assert instrument.about.title == "convention on tides"
    assert instrument["art_1"].heading == "scope"


def test_what_is_counted_behind_the_articles_is_no_paragraph_of_the_last_one(tmp_path: Path) -> None:
    text = f"{HEAD} ARTICLE 1aims1. tides rise.2. tides fall ANNEX a1. a list.2. a table.3. a map of all ports"
    assert "art_1__para_3" not in read(tmp_path, text)
