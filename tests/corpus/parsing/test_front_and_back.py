"""What stands before the first article and behind the last."""

from __future__ import annotations

import pytest
from parsing_cases import outline, own, parsed

from corpus.model import Kind


def test_contents_are_no_headings() -> None:
    text = """\
        A Treaty

        Contents
        PART I
        Article 1 Scope
        Article 2 Terms
        Annex

        The Parties,

        Have agreed as follows:

        PART I

        Article 1

        Scope

        This applies.

        Article 2

        Terms

        Words mean things.

        ANNEX

        1. First thing

        2. Second thing"""
    assert outline(text) == [
        "title",
        "toc",
        "preamble",
        "preamble__wrapup",
        "part_I",
        "art_1",
        "art_2",
        "annex",
        "annex__item_1",
        "annex__item_2",
    ]


def test_the_first_article_ends_the_contents() -> None:
    contents = "Contents\n\nArticle 1 Scope 2\n\nArticle 2 Terms\nand words 3"
    text = f"A Treaty\n\n{contents}\n\nArticle 1\n\nOne.\n\nArticle 2\n\nTwo."
    assert outline(text) == ["title", "toc", "art_1", "art_2"]


@pytest.mark.parametrize(
    ("text", "recitals"),
    [
        ("The Parties,\n\nRecalling this,\n\nNoting that,\n\nHave agreed as follows:", 2),
        ("Preamble\n\nThe Parties, having met, have agreed as follows:", 0),
        ("Les Parties,\n\nRappelant ceci,\n\nSont convenues de ce qui suit :", 1),
        ("Los Estados Partes,\n\nConsiderando esto,\n\nHan convenido en lo siguiente:", 1),
        ("Стороны,\n\nисходя из этого,\n\nстремясь к этому,\n\nсогласились о нижеследующем:", 2),
    ],
)
def test_preambles(text: str, recitals: int) -> None:
    instrument = parsed(f"# A Treaty\n\n{text}\n\nArticle 1\n\nWords.")
    assert [p.eid for p in instrument if p.kind is Kind.RECITAL] == [f"preamble__rec_{n + 1}" for n in range(recitals)]
    assert "preamble__wrapup" in instrument
    assert [a.eid for a in instrument.articles] == ["art_1"]


def test_a_preamble_that_runs_on_is_cut_into_its_recitals() -> None:
    recitals = [f"Recognizing the need number {n}, as it were, {'and so on ' * 30}" for n in range(5)]
    preamble = ", ".join(["The Parties", *(r.strip() for r in recitals), "Have agreed as follows:"])
    found = own(f"# A Treaty\n\n{preamble}\n\nArticle 1\n\nX.")
    assert found["preamble"] == "The Parties,"
    assert found["preamble__rec_5"].startswith("Recognizing the need number 4")
    assert found["preamble__wrapup"] == "Have agreed as follows:"


def test_closing_matter_is_no_text_of_the_last_article() -> None:
    text = """\
        Article 1

        Words.

        IN WITNESS WHEREOF the undersigned have signed.

        Done at Geneva on 1 May.

        For Ruritania:

        R. RASSENDYLL

        **Declarations of Ruritania**

        “Ruritania declares nothing”.

        **Status of the Treaty**

        Ratifications:

        - Ruritania — 1 June;
        - Graustark — 2 June.

        The Treaty is in force."""
    found = own(text)
    assert found["art_1"] == "Words."
    assert found["testimonium"].endswith("Done at Geneva on 1 May.")
    assert found["signatures"] == "For Ruritania: R. RASSENDYLL"
    assert found["reservations__item_1"] == "“Ruritania declares nothing”."
    assert found["status__ratifications__item_2"] == "Graustark — 2 June."
    assert found["status__para_nn_1"] == "The Treaty is in force."


def test_articles_of_annexes_are_not_those_of_the_instrument() -> None:
    text = """\
        Article 1

        Main.

        Annex I – Rules

        Article 1

        Of the annex.

        PROTOCOL ON PRIVILEGES

        Article 1

        Of the protocol.

        Schedule 2

        (a) Fee

        (b) Toll"""
    instrument = parsed(text)
    assert [a.eid for a in instrument.articles] == ["art_1"]
    assert [p.eid for p in instrument][1:] == [
        "annex_I",
        "annex_I__art_1",
        "protocol",
        "protocol__art_1",
        "schedule_2",
        "schedule_2__point_a",
        "schedule_2__point_b",
    ]


def test_a_note_within_an_article_stays_in_it() -> None:
    text = "Article 1\n\n1. One.\n\n\\* A note.\n\n2. Two.\n\nArticle 2\n\nWords.\n\n\\* Another.\n\nArticle 3\n\nEnd."
    found = own(text)
    assert found["art_1__notes__note_1"] == "A note."
    assert found["art_1__para_2"] == "Two."
    assert found["notes__note_1"] == "Another."


def test_a_memorandum_without_articles() -> None:
    text = """\
        Memorandum of Understanding

        A and B,

        Have decided as follows:

        1. They meet.

        2. They discuss:

        (a) trade;

        (b) tariffs.

        Signed at Paris."""
    assert outline(text)[3:] == ["para_1", "para_2", "para_2__point_a", "para_2__point_b", "testimonium"]


def test_headings_of_no_known_kind_are_kept_and_reported() -> None:
    instrument = parsed("## Article 1\n\nWords.\n\n## A stray heading\n\n1. Its text.\n\n## Article 2\n\nMore.")
    stray = instrument["other_1"]
    assert (stray.kind, stray.heading) == (Kind.OTHER, "A stray heading")
    assert instrument.own(instrument["other_1__para_1"]) == "Its text."
    assert [(f.line, f.eid) for f in instrument.findings] == [(5, "other_1")]


@pytest.mark.parametrize(
    ("enacted", "closing"),
    [
        ("Zijn het volgende overeengekomen:", "TEN BLIJKE WAARVAN de ondergetekenden dit Verdrag hebben ondertekend."),
        ("zijn overeengekomen als volgt:", "GEDAAN te Breda, op 1 mei 2001."),
        ("sind wie folgt übereingekommen:", "ZU URKUND DESSEN haben die Bevollmächtigten unterschrieben."),
        ("haben folgendes vereinbart:", "GESCHEHEN zu Bonn am 1. Mai 2001."),
        ("hanno convenuto quanto segue:", "IN FEDE DI CHE i sottoscritti hanno firmato."),
        ("Have agreed as follows:", "In witness hereof the undersigned have signed this Treaty."),
    ],
)
def test_formulas_of_several_languages(enacted: str, closing: str) -> None:
    """Closing words are no paragraph of the last article, and the enacting formula is no recital."""
    text = f"TREATY\n\nThe Parties,\n\nRecalling the sea,\n\n{enacted}\n\nArticle 1\n\nTides rise.\n\n{closing}\n"
    found = own(text)
    assert (found["preamble__wrapup"], found["testimonium"]) == (enacted, closing)
    assert found["art_1"] == "Tides rise."


def test_a_recital_in_capitals_is_no_title() -> None:
    text = """\
        AGREEMENT ON TIDES
        between the ports
        CONSIDERING the links between the ports and their wish to strengthen them and to extend what was built
        in the past;
        Article 1
        Tides rise.
        """
    assert own(text)["title"] == "AGREEMENT ON TIDES between the ports"
