"""One made-up treaty in other layouts and formats: it is the same treaty."""

from __future__ import annotations

from pathlib import Path

import pytest
from tides_cases import ABOUT, EXPECTED, FILES, written

from corpus.model import Instrument, Kind
from corpus.shelf.loading import load_instrument


@pytest.fixture(params=FILES)
def tides(request: pytest.FixtureRequest, tmp_path: Path) -> Instrument:
    return load_instrument(written(tmp_path, request.param), ABOUT)


def test_every_layout_gives_the_same_treaty(tides: Instrument) -> None:
    found = {p.eid: (p.heading, tides.own(p)) for p in tides if p.eid.startswith("art_")}
    assert found == EXPECTED
    assert tides.findings == ()


def test_chapters_preamble_and_notes_of_an_official_journal(tmp_path: Path) -> None:
    instrument = load_instrument(written(tmp_path, "official-journal.html"), ABOUT)
    assert instrument["chp_I"].heading == "General"
    assert instrument["art_1"].parent == "chp_I"
    assert instrument.own(instrument["preamble"]) == "THE PARTIES,"
    assert instrument.own(instrument["preamble__cit_1"]) == "Having regard to the moon,"
    assert instrument.own(instrument["preamble__rec_1"]) == "Tides rise."
    assert instrument.own(instrument["preamble__rec_2"]) == "Tides fall. Twice."
    assert instrument.own(instrument["testimonium"]) == "Done at Brussels, 1 May."
    assert instrument.own(instrument["notes__note_1"]) == "OJ C 1, p. 1."


def test_page_numbers_of_a_pdf_are_no_text(tmp_path: Path) -> None:
    instrument = load_instrument(written(tmp_path, "tides.pdf"), ABOUT)
    assert "- 1 -" not in instrument.text
    assert instrument["chp_I"].heading == "GENERAL"


def test_lists_with_dashes_keep_no_dash(tmp_path: Path) -> None:
    path = tmp_path / "list.md"
    path.write_text("Article 1\n\nThey may:\n\n- a) eat;\n- b) sleep.\n", encoding="utf-8")
    instrument = load_instrument(path, ABOUT)
    assert [p.kind for p in instrument] == [Kind.ARTICLE, Kind.POINT, Kind.POINT]
    assert "-" not in instrument.text
