"""Treaties as web pages."""

from __future__ import annotations

from pathlib import Path

import pytest
from parsing_cases import ABOUT

from corpus.shelf.loading import load_instrument


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("<ol type=i><li>one;<li>two.</ol>", ["point_i", "point_ii"]),
        ("<ol style='list-style-type: lower-alpha'><li>one;<li>two.</ol>", ["point_a", "point_b"]),
        ("<ol start=x><li>One.<li value=2>Two.</ol>", ["para_1", "para_2"]),
        ("<p class=modref>\u25bcB</p><p>Words.</p>", []),
    ],
)
def test_lists_of_pages(tmp_path: Path, body: str, found: list[str]) -> None:
    path = tmp_path / "treaty.html"
    path.write_text(f"<meta charset=utf-8><h1>Treaty</h1><h2>Article 1</h2><p>These count:</p>{body}", encoding="utf-8")
    instrument = load_instrument(path, ABOUT)
    assert [eid.removeprefix("art_1__") for eid in instrument.provisions if "__" in eid and "nn" not in eid] == found
    assert "\u25bc" not in instrument.text


def test_words_in_plain_letters_behind_a_bold_heading(tmp_path: Path) -> None:
    path = tmp_path / "treaty.html"
    path.write_text("<h1>Treaty</h1><p><b>Article 1.</b> Tides rise and fall.</p><p><b>Article 2</b> Ports open</p>")
    instrument = load_instrument(path, ABOUT)
    assert instrument["art_1"].heading == ""
    assert instrument.own(instrument["art_1"]) == "Tides rise and fall."
