"""Cross-references in the bundled texts: every form that occurs there, and the graph over them."""

from __future__ import annotations

import pytest
from bundled_cases import CIS, CORPUS, UN
from parsing_cases import parsed
from steps_cases import GROWTH, steps

from corpus.citations.references import CrossReferences, Reference, find_references
from corpus.errors import UnknownProvision
from corpus.model import Instrument

GRAPH = CrossReferences(UN)


def articles(*spans: tuple[int, int]) -> list[str]:
    return [f"art_{n}" for first, last in spans for n in range(first, last + 1)]


def paragraphs(article: int, *numbers: int) -> list[str]:
    return [f"art_{article}__para_{n}" for n in numbers]


ESTABLISHED = articles((6, 7), (9, 12), (14, 17), (19, 20), (22, 26), (28, 28))

PRINTED = [
    ("art_2__para_nn_1", "articles 6 to 29", articles((6, 29))),
    ("art_4__point_o__point_ii", "(i) above", ["art_4__point_o__point_i"]),
    ("art_5", "articles 6, 7, 9 to 12, 14 to 17, 19, 20, 22 to 26 and 28", ESTABLISHED),
    ("art_10__para_2", "articles 6 to 12, and 14", articles((6, 12), (14, 14))),
    ("art_13__para_nn_1", "articles 6 to 12", articles((6, 12))),
    ("art_13__para_nn_2", "this article", ["art_13"]),
    ("art_15__para_2", "paragraph 1 above", paragraphs(15, 1)),
    ("art_15__para_2__wrapup", "this article", ["art_15"]),
    ("art_17", "article 16", ["art_16"]),
    ("art_26__para_1", "Annex", ["annex"]),
    ("art_26__para_2", "annex", ["annex"]),
    ("art_26__para_3", "paragraph 2 above", paragraphs(26, 2)),
    ("art_30__para_2", "paragraph 1 of this article", paragraphs(30, 1)),
    ("art_30__para_2", "paragraph 1", paragraphs(30, 1)),
    ("art_31__para_1", "this section", ["chp_II__sec_2"]),
    ("art_31__para_2", "article 33", ["art_33"]),
    ("art_31__para_2", "paragraph 1 of this article", paragraphs(31, 1)),
    ("art_31__para_2__point_a", "articles 6 to 29", articles((6, 29))),
    ("art_31__para_3__point_a", "article 38", ["art_38"]),
    ("art_31__para_3__point_b", "articles 33 and 38", ["art_33", "art_38"]),
    ("art_32__para_3", "this section", ["chp_II__sec_2"]),
    ("art_33__para_2", "paragraph 1 (a) of this article", ["art_33__para_1__point_a"]),
    ("art_33__para_4", "articles 31 and 32", ["art_31", "art_32"]),
    ("art_35__para_1", "article 34", ["art_34"]),
    ("art_36__para_1", "paragraph 1 of article 31", paragraphs(31, 1)),
    ("art_37__para_2", "paragraph 1 (a) of this article", ["art_37__para_1__point_a"]),
    ("art_37__para_4", "paragraphs 1 to 3 of this article", paragraphs(37, 1, 2, 3)),
    ("art_38__para_2", "paragraph 1 (a) of this article", ["art_38__para_1__point_a"]),
    ("art_39__para_2", "article 3", ["art_3"]),
    ("art_39__para_3", "article 47", ["art_47"]),
    ("art_39__para_4", "paragraphs 1 and 2 of this article", paragraphs(39, 1, 2)),
    ("art_39__para_5", "paragraph 1 or 2 of this article", paragraphs(39, 1, 2)),
    ("art_45__point_a", "articles 6 to 28", articles((6, 28))),
    ("art_45__point_c", "subparagraphs (a) and (b) of this article", ["art_45__point_a", "art_45__point_b"]),
    ("art_46__para_1", "this chapter", ["chp_IV"]),
    ("art_47__para_1", "This article", ["art_47"]),
    ("art_47__para_2", "articles 6 to 28", articles((6, 28))),
    ("art_47__para_12", "paragraph 10 of this article", paragraphs(47, 10)),
    ("art_48__para_3", "paragraph 2", paragraphs(48, 2)),
    ("art_48__para_4", "paragraphs 2 and 3", paragraphs(48, 2, 3)),
    ("art_49__para_2", "articles 55, 56, 59 to 62 and 66", articles((55, 56), (59, 62), (66, 66))),
    ("art_49__para_3", "this chapter", ["chp_IV"]),
    ("art_50__para_6", "articles 49 and 52", ["art_49", "art_52"]),
    ("art_50__para_8", "Article 66", ["art_66"]),
    ("art_50__para_nn_1", "this paragraph", ["art_50__para_nn_1"]),
    ("art_52__para_1", "paragraphs 2 to 8 of this article", paragraphs(52, *range(2, 9))),
    ("art_52__para_2__point_b", "subparagraph (a) above", ["art_52__para_2__point_a"]),
    ("art_52__para_2__point_c", "this paragraph", paragraphs(52, 2)),
    ("art_55__para_3", "paragraph 2 of this article", paragraphs(55, 2)),
    ("art_59__para_6", "paragraph 1 of this article", paragraphs(59, 1)),
    ("art_60__para_1", "article 59", ["art_59"]),
    ("art_68__para_2", "paragraph 1 of this Article", paragraphs(68, 1)),
    ("art_68__para_3", "paragraphs 1 and 2 of this Article", paragraphs(68, 1, 2)),
    ("art_70__para_2__point_b", "paragraph 1 (a) of this Article", ["art_70__para_1__point_a"]),
    ("art_71__para_1", "paragraph 1 of article 73", paragraphs(73, 1)),
    ("art_71__para_2", "paragraph 1 (b) of this article", ["art_71__para_1__point_b"]),
    ("art_73__para_3", "article 71", ["art_71"]),
    ("art_73__para_3", "paragraphs 1 and 2 of this article", paragraphs(73, 1, 2)),
    ("art_73__para_3__point_a", "article 68", ["art_68"]),
    ("art_75__para_1", "article 76", ["art_76"]),
    ("art_78__para_4__point_a", "articles 76-77", ["art_76", "art_77"]),
    ("art_78__para_4__point_a", "chapters II-VI", ["chp_II", "chp_III", "chp_IV", "chp_V", "chp_VI"]),
    ("art_78__para_7", "paragraphs 4 to 6 of this article", paragraphs(78, 4, 5, 6)),
    ("art_84__para_1", "this paragraph", paragraphs(84, 1)),
    ("art_86", "articles 15–17, 19–20, 22–26", articles((15, 17), (19, 20), (22, 26))),
    ("art_86", "article 47, paragraph 11", paragraphs(47, 11)),
    ("art_87__para_2", "Annex", ["annex"]),
]


@pytest.mark.parametrize(("source", "text", "targets"), PRINTED)
def test_reference_in_the_un_draft(source: str, text: str, targets: list[str]) -> None:
    assert targets in [list(r.targets) for r in GRAPH.all if r.source == source and r.text == text]


@pytest.mark.parametrize(
    ("source", "text", "targets"),
    [
        ("reservations__item_1", "article 5, paragraph (e)", ("art_5__point_e",)),
        ("notes__note_1", "article 1 (paragraphs (a) and (b))", ("art_1__point_a", "art_1__point_b")),
    ],
)
def test_reference_in_the_cis_agreement(source: str, text: str, targets: tuple[str, ...]) -> None:
    assert [(r.text, r.targets) for r in find_references(CIS) if r.source == source] == [(text, targets)]


@pytest.mark.parametrize(
    ("source", "foreign"),
    [
        ("preamble__rec_11", "UN General Assembly Resolution No. 74/274 of 27 December 2019"),
        ("art_4__point_d", "Optional Protocol of 25 May 2000 to the Convention on the Rights of the Child"),
        ("art_24", "London Agreement of 8 August 1945"),
        ("art_32__para_1", "International Covenant on Civil and Political Rights of 16 December 1966"),
        ("annex__item_13", "United Nations Convention against Transnational Organized Crime"),
    ],
)
def test_reference_to_another_instrument(source: str, foreign: str) -> None:
    (reference,) = [r for r in GRAPH.all if r.source == source and r.foreign]
    assert (reference.foreign, reference.targets) == (foreign, ())


def test_every_item_of_the_annex_names_a_treaty() -> None:
    named = {r.source for r in GRAPH.all if r.foreign}
    assert {p.eid for p in UN.children(UN["annex"])} <= named


@pytest.mark.parametrize("instrument", CORPUS.values(), ids=lambda i: i.id)
def test_references_stand_where_they_say_and_none_dangles(instrument: Instrument) -> None:
    found = find_references(instrument)
    assert [r for r in found if not r.targets and not r.foreign] == []
    assert list(found) == sorted(found, key=lambda r: r.start)
    for reference in found:
        source = instrument[reference.source]
        assert source.start <= reference.start < reference.end <= source.end
        assert instrument.text[reference.start : reference.end] == reference.text
        assert all(target in instrument for target in reference.targets)


def sources(references: tuple[Reference, ...]) -> set[str]:
    return {r.source for r in references}


def test_graph_counts_what_lies_below() -> None:
    assert [r.text for r in GRAPH.of("art_86")] == ["articles 15–17, 19–20, 22–26", "article 47, paragraph 11"]
    assert set(GRAPH.of("art_31__para_3")) < set(GRAPH.of("art_31")) < set(GRAPH.of("chp_II"))
    assert "art_86" in sources(GRAPH.to("art_47__para_11"))
    assert {"art_86", "art_39__para_3"} <= sources(GRAPH.to("art_47"))
    assert sources(GRAPH.to("art_47")) <= sources(GRAPH.to("chp_IV"))
    assert GRAPH.to("art_88") == ()


def test_graph_knows_only_what_is_there() -> None:
    for ask in (GRAPH.of, GRAPH.to):
        with pytest.raises(UnknownProvision, match="art_95"):
            ask("art_95")


def test_references_are_found_in_linear_time() -> None:
    assert steps(find_references, referring(200)) <= GROWTH * steps(find_references, referring(100))


def referring(articles: int) -> Instrument:
    """A treaty whose articles refer to the first two, to themselves and to another treaty."""
    words = "1. As in article 1, paragraph 2, and in paragraph 2 of this article.\n\n2. Under article 2 and the GDPR."
    return parsed("\n\n".join(f"Article {number}\n\n{words}" for number in range(1, articles + 1)))
