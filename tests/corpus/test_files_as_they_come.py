"""Files as people have them: heading and text on one line, lists of contents, points in odd places, tables."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.citations.pinpoint import find_pinpoints, resolve
from corpus.model import Instrument
from corpus.shelf.newcomers import Wishes, read_newcomer

FILES = Path(__file__).parent / "files"


def read(name: str) -> Instrument:
    return read_newcomer(FILES / name, Wishes(), []).instrument


@pytest.mark.parametrize(
    ("name", "found"),
    [
        (
            "article-on-one-line.txt",
            {
                "art_1": ("Use of terms and scope", ""),
                "art_1__para_1": ("", "For the purposes of this Convention"),
                "art_1__para_2": ("", "This Convention applies"),
                "art_2": ("Breadth of the territorial sea", "Every State has the right"),
                "art_3": ("Reefs", "In the case of islands"),
                "preamble": ("PREAMBLE", "The States Parties to this Convention,"),
            },
        ),
        (
            "contents-entry-of-six-lines.txt",
            {
                "preamble": ("PREAMBLE", "The States Parties to this Convention,"),
                "art_1": ("Use of terms", "For the purposes of this Convention"),
                "art_2": ("Definition of warships", 'For the purposes of this Convention, "warship"'),
                "art_3": ("Authentic texts", "The Arabic, Chinese"),
            },
        ),
        (
            "title-glued-to-text.txt",
            {
                "art_2": ("Prevention of disputes", "Parties shall cooperate in order"),
                "art_3": ("Provisional arrangements", "Pending the settlement"),
                "art_4": ("Publicity and preliminary review of proposals", "Upon receipt"),
            },
        ),
        (
            "russian-point-after-ili.txt",
            {
                "art_1__para_1__point_b__point_i": ("", "уже проведенная"),
                "art_1__para_1__point_b__point_ii": ("", "положения были"),
                "preamble__rec_1": ("", "ссылаясь на Устав,"),
                "preamble__rec_2": ("", "подчеркивая необходимость"),
            },
        ),
        (
            "spanish-ordinals-and-sections.md",
            {
                "art_1__para_1__point_1": ("", "Organización"),
                "art_1__para_1__point_3": ("", "Ordenación"),
                "art_1__para_2": ("", "Transcurridos"),
                "title_I__sec_1": ("De los derechos fundamentales y de las libertades públicas", ""),
                "other_1": ("DISPOSICIONES ADICIONALES", ""),
                "other_1__item_1": ("Primera.", ""),
            },
        ),
        (
            "spanish-recitals.txt",
            {
                "preamble__rec_1": ("", "Recordando"),
                "preamble__rec_2": ("", "Reconociendo la"),
                "preamble__rec_3": ("", "Conscientes"),
                "preamble__rec_4": ("", "Reconociendo también"),
            },
        ),
        (
            "table-in-article.html",
            {
                "art_1__para_2__point_b": ("", "a vessel is on fire."),
                "art_1bis": ("", "Costs of closure"),
                "art_2__para_nn_1": ("", "Class Fee A 100"),
                "art_2__para_nn_2": ("", "This Protocol enters into force"),
            },
        ),
    ],
)
def test_what_stands_where(name: str, found: dict[str, tuple[str, str]]) -> None:
    instrument = read(name)
    for eid, (heading, words) in found.items():
        assert instrument[eid].heading == heading
        assert instrument.own(instrument[eid]).startswith(words)
        assert bool(words) == bool(instrument.own(instrument[eid]))
    numbers = [article.number for article in instrument.articles]
    assert len(numbers) == len(set(numbers))


def test_the_contents_end_with_their_last_entry() -> None:
    instrument = read("contents-entry-of-six-lines.txt")
    assert instrument.words(instrument["toc"]).endswith("Authentic texts .................. 40")


def test_the_foot_of_a_page_is_no_text_and_a_number_in_a_table_no_paragraph() -> None:
    instrument = read("table-in-article.html")
    assert "Cookie" not in instrument.text
    assert "Login" not in instrument.text
    assert not any(eid.endswith("para_100") for eid in instrument.provisions)


def test_points_of_a_second_subparagraph_are_found_under_their_paragraph() -> None:
    instrument = read("points-in-second-subparagraph.md")
    found = resolve(instrument, find_pinpoints("article 6(3)(a)")[0])
    assert "narrow procedural task" in instrument.own(found)


def test_a_short_title_is_not_cut_in_mid_phrase() -> None:
    about = read("short-title.md").about
    assert about.short_title == "Convention on the prevention and punishment of the crime of genocide"
    assert not any("Duplicate" in name for name in about.names)
