"""Articles that an instrument puts into another one are no articles of its own."""

from __future__ import annotations

import pytest
from parsing_cases import outline, parsed


def numbers(text: str) -> list[str]:
    return [article.number for article in parsed(text).articles]


@pytest.mark.parametrize(
    ("text", "own"),
    [
        pytest.param(
            """\
            PROTOCOL

            Article I

            Section III (Articles 5 to 7) shall be deleted and replaced by the following:

            Section III. Documents

            Article 5

            A waybill shall be delivered.

            Article 6

            1. The consignor may require it.

            2. So may the carrier.

            Article II

            This Protocol enters into force.
            """,
            ["I", "II"],
            id="bare, counted otherwise",
        ),
        pytest.param(
            """\
            PROTOCOL

            Article 1

            Article 2 of the Convention shall be replaced by the following:

            Article 2

            Ships pay.

            Article 2

            This Protocol enters into force.
            """,
            ["1", "2"],
            id="bare, and its number comes next",
        ),
        pytest.param(
            """\
            PROTOCOL

            Article 1

            The following Articles are inserted after Article 9:

            “Article 9 bis

            1. Ships pay.

            2. Ports are open.

            Article 9 ter

            1. Crews rest.”

            Article 2

            1. This Protocol is open for signature.

            2. It enters into force.
            """,
            ["1", "2"],
            id="in marks over several paragraphs",
        ),
        pytest.param(
            """\
            PROTOCOLE

            Article premier

            L'article 12 de la Convention est remplacé par le texte suivant :

            «Article 12

            Les navires paient.»

            Article 2

            Le présent Protocole entre en vigueur.
            """,
            ["1", "2"],
            id="French marks",
        ),
        pytest.param(
            """\
            PROTOCOL

            ARTICLE 1

            1. Article 3 of the Convention shall be replaced by the following:

            Article 3

            Ships pay.

            2. Article 4 of the Convention shall be deleted.

            ARTICLE 2

            This Protocol enters into force.
            """,
            ["1", "2"],
            id="a paragraph of its own comes after it",
        ),
        pytest.param(
            """\
            VERDRAG

            Artikel 1

            Artikel 8 wordt vervangen door de volgende tekst:

            „Artikel 8

            De schepen betalen.”

            Artikel 2

            Dit verdrag treedt in werking.
            """,
            ["1", "2"],
            id="Dutch marks",
        ),
        pytest.param(
            """\
            PROTOCOL

            Article 1

            The Annex to the Convention is replaced by the following:

            Article 2

            This Protocol enters into force.
            """,
            ["1", "2"],
            id="nothing is quoted, and the next article is its own",
        ),
    ],
)
def test_only_its_own_articles_count(text: str, own: list[str]) -> None:
    assert numbers(text) == own


def test_numbers_of_a_quoted_article_are_no_paragraphs_of_the_protocol() -> None:
    text = (
        "PROTOCOL\n\nArticle I\n\nArticle 3 shall be replaced by the following:\n\nArticle 3\n\n1. Ships pay.\n\n"
        "2. Ports open.\n\nArticle II\n\n1. This Protocol enters into force.\n\n2. It is in English.\n"
    )
    assert outline(text) == ["title", "art_I", "art_I__para_nn_1", "art_II", "art_II__para_1", "art_II__para_2"]
    instrument = parsed(text)
    assert instrument.own(instrument["art_I__para_nn_1"]) == "Article 3 1. Ships pay. 2. Ports open."


@pytest.mark.parametrize(
    ("heads", "found"),
    [
        (["1", "1 A", "2"], ["1", "1 A", "2"]),
        (["16", "16 A", "16 B", "17"], ["16", "16 A", "16 B", "17"]),
        (["36", "36 bis", "36 ter", "36 quater", "37"], ["36", "36 bis", "36 ter", "36 quater", "37"]),
        (["XII", "XII BIS", "XIII"], ["XII", "XII BIS", "XIII"]),
        (["XXVIII", "XXVIII bis", "XXIX"], ["XXVIII", "XXVIII bis", "XXIX"]),
        (["4", "4quater", "5"], ["4", "4quater", "5"]),
        (["730", "730¹", "730²", "731"], ["730", "730¹", "730²", "731"]),
        (["730", "730<sup>1</sup>", "731"], ["730", "730¹", "731"]),
        (["1", "2<sup>1</sup>", "3"], ["1", "2", "3"]),
        (["1", "2<sup>1) Amended in 1950.</sup>", "3"], ["1", "2", "3"]),
        (["1.1", "1.2", "2.1"], ["1.1", "1.2", "2.1"]),
        (["1", "2", "4", "6"], ["1", "2", "4", "6"]),
    ],
)
def test_odd_numbers(heads: list[str], found: list[str]) -> None:
    text = "TREATY\n\n" + "".join(f"Article {head}\n\nShips pay for {n} days.\n\n" for n, head in enumerate(heads))
    assert numbers(text) == found


@pytest.mark.parametrize(
    "words",
    [
        "Article 2 applies to ships and to nothing else.",
        "**Article 2 applies to ships and to nothing else.**",
        "Ships pay as is laid down in\n\nArticle 2\n\nand in the annex.",
        "Ships pay as is laid down in\nArticle 2\nof this Treaty.",
        "Ships pay.\n\nArticles 2 to 5 apply to them.",
        "Ships pay.\n\nArticle 2, paragraph 1, applies to them.",
    ],
)
def test_a_reference_is_no_heading(words: str) -> None:
    assert numbers(f"TREATY\n\nArticle 1\n\n{words}\n\nArticle 2\n\nPorts are open.\n") == ["1", "2"]
