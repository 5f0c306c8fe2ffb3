"""What an added instrument is called: as a librarian would write it on the card."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.model import About
from corpus.shelf.describing import LONGEST_SHORT_TITLE, describe, short_title, slug
from corpus.shelf.loading import load_instrument

BODY = "\n\n### Article 1\n\nEach Party shall keep its ports open to the ships of the other Parties.\n"
META = "<meta http-equiv='Content-Type' content='text/html; charset=utf-8' />"


def described(tmp_path: Path, text: str, name: str = "a.md") -> About:
    (tmp_path / name).write_text(text, encoding="utf-8")
    return describe(load_instrument(tmp_path / name, About("x", "X", "X")), "a file")


@pytest.mark.parametrize(
    ("page", "title"),
    [
        (f"{META}\n\n# Convention on Ports", "Convention on Ports"),
        ("<!DOCTYPE html>\n<html>\n\n# Convention on Ports", "Convention on Ports"),
        ("<!-- made by a program -->\n\n# Convention on Ports", "Convention on Ports"),
        (
            "## Verdrag inzake het openen van de havens\n\n#### CONVENTION ON THE OPENING OF PORTS",
            "Convention on the Opening of Ports",
        ),
        ("# Convention on Ports .............. 12", "Convention on Ports"),
        ("# Treaty of Friendship and Ports.", "Treaty of Friendship and Ports"),
        (
            "Royal Crest\n\nAgreement on Ports\n\nQuestions on this publication should be sent to the Treaty Section",
            "Agreement on Ports",
        ),
        (
            "## Verdrag inzake havens die gesloten kunnen worden\n\n#### Convention on ports which may be closed",
            "Convention on ports which may be closed",
        ),
        (
            "TRIPARTITE AGREEMENT\n\nBETWEEN\n\nTHE PORTS\n\nAND\n\nTHE SHIPS",
            "Tripartite Agreement between the Ports and the Ships",
        ),
        ("SEA/RC67/R4\n\nREGIONAL ACTION PLAN ON PORTS", "Regional Action Plan on Ports"),
        (
            "## Verdrag van Breda inzake havens\n\n#### Vienna Convention on Diplomatic Ports",
            "Vienna Convention on Diplomatic Ports",
        ),
        (
            "No. 12345\n\nCONVENTION ON PORTS\n\nand on the ships in them",
            "Convention on Ports and on the ships in them",
        ),
    ],
)
def test_the_title(tmp_path: Path, page: str, title: str) -> None:
    assert described(tmp_path, page + BODY).title.casefold() == title.casefold()


@pytest.mark.parametrize(
    ("title", "short"),
    [
        (
            "Convention on the prevention and punishment of the crime of genocide",
            "Convention on the prevention and punishment of the crime of genocide",
        ),
        (
            (
                "Convention between the Kingdom of the Netherlands and the Republic of India for the avoidance of "
                "double taxation and the prevention of fiscal evasion with respect to taxes on income and on capital"
            ),
            "Convention between the Netherlands and India for the avoidance of double taxation",
        ),
        (
            (
                "Agreement between the Government of the Kingdom of Sweden and the Government of the United Kingdom of "
                "Great Britain and Northern Ireland on air services between and beyond their territories"
            ),
            "Agreement between Sweden and the United Kingdom of Great Britain and Northern Ireland",
        ),
        (
            (
                "Accord entre le Royaume des Pays-Bas et la République de Turquie relatif aux transports "
                "internationaux par route de voyageurs et de marchandises"
            ),
            "Accord entre Pays-Bas et Turquie relatif aux transports internationaux par route de voyageurs",
        ),
        (
            (
                "Verdrag tussen het Koninkrijk der Nederlanden en de Bondsrepubliek Duitsland inzake de samenvoeging "
                "van de douanebehandeling aan de grens"
            ),
            "Verdrag tussen Nederlanden en Duitsland inzake de samenvoeging van de douanebehandeling aan de grens",
        ),
        ("International Convention for the Safety of Ports, done at London on 1 June 1974", None),
        ("Protocol on the Marking of Buoys, signed at Geneva on 13 May 1936", "Protocol on the Marking of Buoys"),
        ("A plan for bridges of every kind (Bridge Safety Act)", "Bridge Safety Act"),
    ],
)
def test_the_short_title_ends_where_a_clause_ends(title: str, short: str | None) -> None:
    found = short_title(title)
    assert found == (short or "International Convention for the Safety of Ports")
    assert len(found) <= LONGEST_SHORT_TITLE


def test_treaties_of_the_same_two_parties_are_told_apart() -> None:
    parties = "between the Kingdom of the Netherlands and the Republic of"
    subjects = ("on air services between their territories", "for the promotion of investments", "on social security")
    titles = [f"Agreement {parties} {place} {subject}" for place in ("India", "Peru", "Chad") for subject in subjects]
    assert len({slug(short_title(title)) for title in titles}) == len(titles)


@pytest.mark.parametrize(
    ("title", "closing", "name"),
    [
        ("Convention on Ports", "DONE in duplicate at The Hague, this first day of May 1990.", "The Hague Convention"),
        ("Convention on Ports", "Done at Elsinore, 1 May 1990, in a single copy.", "Elsinore Convention"),
        ("Convention on Ports", "Done in two originals at Oslo, on 1 May 1990.", "Oslo Convention"),
        ("Convention on Ports", "Signed in triplicate in Lima, on 1 May 1990.", "Lima Convention"),
        ("Agreement between Peru and Chad on Ports", "Done at Geneva, on 1 May 1990.", ""),
        ("Convention on Ports", "Done in duplicate, this first day of May 1990.", ""),
    ],
)
def test_the_name_by_the_place(tmp_path: Path, title: str, closing: str, name: str) -> None:
    names = described(tmp_path, f"# {title}{BODY}\n{closing}\n").names
    assert [found for found in names if found.endswith(("Convention", "Agreement"))] == [name] * bool(name)
