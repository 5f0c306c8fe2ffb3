"""Headings, titles and text that conversions left on one line; points and recitals in the middle of lines."""

from __future__ import annotations

from pathlib import Path

import pytest
from parsing_cases import own, parsed

from corpus.model import About, Instrument
from corpus.parsing.parser import parse
from corpus.readers import read

ABOUT = About("x", "X", "X")


@pytest.mark.parametrize(
    ("line", "title", "words"),
    [
        ("Prevention of disputes Parties shall cooperate.", "Prevention of disputes", "Parties shall"),
        ("Provisional arrangements Pending a decision, the Parties wait.", "Provisional arrangements", "Pending a"),
        ("Relation to other treaties Article 5 applies to them.", "Relation to other treaties", "Article 5"),
        ("Prevención de controversias Las Partes cooperarán.", "Prevención de controversias", "Las Partes"),
        ("Disposiciones provisionales Hasta que se decida, esperan.", "Disposiciones provisionales", "Hasta que"),
        ("Ámbito A los efectos del Acuerdo, los buques pagan.", "Ámbito", "A los efectos"),
        ("Предупреждение споров Стороны сотрудничают в этих целях.", "Предупреждение споров", "Стороны"),
        ("Временные меры До вынесения решения стороны ждут.", "Временные меры", "До вынесения"),
        ("Publication des marées Lorsque la marée monte, elle est publiée.", "Publication des marées", "Lorsque"),
        ("Entry into force Upon receipt of a notice, the depositary acts.", "Entry into force", "Upon receipt"),
    ],
)
@pytest.mark.parametrize("layout", ["Article 1\n{}", "Article 1 {}", "Article 1\n\n{}"])
def test_a_title_is_parted_from_its_text(layout: str, line: str, title: str, words: str) -> None:
    instrument = parsed(f"TREATY\n\n{layout.format(line)}\n\nArticle 2\n\nPorts are open.\n")
    assert instrument["art_1"].heading == title
    assert instrument.own(instrument["art_1"]).startswith(words)


@pytest.mark.parametrize(
    "sentence",
    [
        "As soon as the ratifications of three Members have been registered, it applies.",
        "Each Contracting Party shall open the ports of States Parties.",
        "Ships under the flag of Contracting States shall pay.",
        "In accordance with the rules of Member States, ships pay.",
        "Nationals of the States Parties are free to leave.",
        "The Government of the State that Parties name is asked.",
    ],
)
def test_a_sentence_stays_whole(sentence: str) -> None:
    instrument = parsed(f"TREATY\n\nArticle 1\n\n{sentence}\n\nArticle 2\n\nPorts are open.\n")
    assert (instrument["art_1"].heading, instrument.own(instrument["art_1"])) == ("", sentence)


LIT = "Each Party shall keep the lights of its ports lit from dusk to dawn, and in fog by day as well. " * 4


def rolled(tmp_path: Path, text: str) -> Instrument:
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    return parse(read(tmp_path / "a.txt"), ABOUT)


@pytest.mark.parametrize(
    "text",
    [
        f"Treaty on Ports The Parties, Having ports, Agree: Article 1 Lights {LIT}Article 2 Fog {LIT}Article 3 {LIT}",
        f"TREATY ON PORTS PART I GENERAL Article 1 {LIT}PART II FOG Article 2 See Article 3. {LIT}Article 3 {LIT}",
        f"Treaty Article 1. Lights. {LIT}Article 2. As in Article 1 and Article 3, so here. {LIT}Article 3. {LIT}",
        f"treaty on ports ARTICLE 1lights {LIT.lower()}ARTICLE 2 - fog {LIT.lower()}ARTICLE 3: {LIT.lower()}",
        f"treaty ARTICLE i - {LIT.lower()}ARTICLE ii - as in article iii {LIT.lower()}ARTICLE iii {LIT.lower()}",
        f"TRAITÉ Article premier. {LIT}Article 2. {LIT}Article 3. {LIT}Fait à Minsk, le 1er juin 2001.",
    ],
)
def test_a_treaty_on_one_line(tmp_path: Path, text: str) -> None:
    articles = rolled(tmp_path, text).articles
    assert len(articles) == 3
    assert all("dusk to dawn" in rolled(tmp_path, text).words(article) for article in articles)


def test_a_long_paragraph_that_refers_to_articles_stays_whole(tmp_path: Path) -> None:
    words = f"{LIT * 3}Nothing in Article 2 applies. See also Article 2."
    text = f"TREATY\n\nArticle 1\n\n{words}\n\nArticle 2\n\nPorts are open.\n"
    assert [article.number for article in rolled(tmp_path, text).articles] == ["1", "2"]


@pytest.mark.parametrize(
    ("words", "points"),
    [
        ("1. Если: a) порт открыт; или b) порт закрыт.", ["para_1__point_a", "para_1__point_b"]),
        ("1. Порт: а) открыт; и б) освещен.", ["para_1__point_a", "para_1__point_b"]),
        ("1. A port is: (a) open; and/or (b) lit.", ["para_1__point_a", "para_1__point_b"]),
        ("1. Un puerto está: a) abierto; o b) cerrado.", ["para_1__point_a", "para_1__point_b"]),
        ("1. Materias:\n\n1.º Puertos.\n\n2.º Luces.\n\n2. Otras.", ["para_1__point_1", "para_1__point_2", "para_2"]),
        (
            "1. Materias:\n\n1.ª Una.\n\n2.ª Otra.\n\n3.ª Más.",
            ["para_1__point_1", "para_1__point_2", "para_1__point_3"],
        ),
    ],
)
def test_points_in_odd_places(words: str, points: list[str]) -> None:
    found = own(f"TREATY\n\nArticle 1\n\n{words}\n")
    assert {f"art_1__{point}" for point in points} <= set(found)


@pytest.mark.parametrize(
    ("preamble", "count"),
    [
        ("Las Partes, Teniendo puertos, Reconociendo las mareas, Habiendo luces, Han convenido en lo siguiente:", 3),
        ("Стороны, признавая приливы, стремясь к миру, учитывая Устав, договорились о нижеследующем:", 3),
        ("De Partijen,Overwegende dat getijden stijgen,Verlangende havens te openen,", 2),
        ("The Parties,Recognizing the tides,Desiring to open ports,Have agreed as follows:", 2),
        ("As Partes, Reconhecendo as marés, Desejando abrir portos,", 2),
    ],
)
def test_recitals_that_run_on(preamble: str, count: int) -> None:
    found = own(f"TREATY\n\n{preamble}\n\nArticle 1\n\nPorts are open.\n")
    assert sum(eid.startswith("preamble__rec_") for eid in found) == count


@pytest.mark.parametrize("lines", [2, 5, 7, 9, 11])
def test_entries_of_contents_of_many_lines(lines: int) -> None:
    entry = "SECTION 1. RULES FOR\n" + "SHIPS AND\n" * (lines - 2) + "PORTS ........... 12"
    contents = f"CONTENTS\n\n{entry}\n\nArticle 1. Lights ..... 13"
    text = f"TREATY\n\n{contents}\n\nArticle 1\n\nLights\n\nEach Party lights its ports.\n"
    instrument = parsed(text)
    assert [article.eid for article in instrument.articles] == ["art_1"]
    assert instrument.words(instrument["toc"]).endswith("13")


@pytest.mark.parametrize(
    "table",
    [
        "| Class | Fee |\n|---|---|\n| A | 100 |\n| B | 200 |",
        "| No. | Ship | Fee |\n|:--|:--|:--|\n| 1 | Tug | 10 |\n| 2 | Barge | 20 |",
        "1     Tug      10\n2     Barge    20\n3     Yacht    30",
        "1\tTug\t10\n2\tBarge\t20\n3\tYacht\t30",
        "Fees:\n\n| 1. | Tug | 10 |\n|---|---|---|\n| Article 9 | Barge | 20 |\n| x | y | z |\n".replace("1.", "one"),
    ],
)
def test_numbers_in_tables_number_nothing(table: str) -> None:
    instrument = parsed(f"TREATY\n\nArticle 1\n\nShips pay these fees.\n\n{table}\n\nArticle 2\n\nPorts are open.\n")
    assert [article.number for article in instrument.articles] == ["1", "2"]
    assert not any(p.number for p in instrument.descendants(instrument["art_1"]))
