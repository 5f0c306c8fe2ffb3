"""Citations in words, resolved against the bundled instruments."""

from __future__ import annotations

import pytest
from bundled_cases import CIS, UN

from corpus.citations.pinpoint import find_pinpoints, resolve
from corpus.errors import UnknownProvision
from corpus.model import Instrument

RESOLVED = [
    (UN, "article 59(6)", "art_59__para_6"),
    (UN, "article 63 paragraph 2", "art_63__para_nn_2"),
    (UN, "article 63, second paragraph", "art_63__para_nn_2"),
    (UN, "article 11(2)", "art_11__para_nn_1"),
    (UN, "article 46(5)", "art_46__para_5"),
    (UN, "article 46, first unnumbered paragraph", "art_46__para_nn_1"),
    (UN, "article 46, second subparagraph of paragraph 4", "art_46__para_nn_1"),
    (UN, "the second subparagraph of article 46(4)", "art_46__para_nn_1"),
    (UN, "article 46(4), first subparagraph", "art_46__para_4"),
    (UN, "point (f) of article 78(4)", "art_78__para_4__point_nn_1"),
    (UN, "article 5(1)", "art_5"),
    (UN, "article 33(b)", "art_33__para_1__point_b"),
    (UN, "article 4(i)", "art_4__point_i"),
    (UN, "article 4 (o) (ii)", "art_4__point_o__point_ii"),
    (UN, "last paragraph of article 47", "art_47__para_17"),
    (UN, "last article", "art_89"),
    (UN, "recital 11", "preamble__rec_11"),
    (UN, "third paragraph of the preamble", "preamble__rec_3"),
    (UN, "annex, paragraph 3", "annex__item_3"),
    (UN, "section 2 of chapter IV", "chp_IV__sec_2"),
    (UN, "chapter 4, article 47", "art_47"),
    (UN, "article 5 of the UN draft", "art_5"),
    (CIS, "article 5, paragraph (e)", "art_5__point_e"),
    (CIS, "article 5(a)(ii)", "art_5__point_a__point_nn_2"),
    (CIS, "article 6(2)", "art_6__para_2"),
    (CIS, "Art. XVII § 2", "art_17__para_nn_2"),
    (CIS, "reservations, item 1", "reservations__item_1"),
    (CIS, "article 5 of the Minsk Agreement", "art_5"),
]


@pytest.mark.parametrize(("instrument", "text", "eid"), RESOLVED)
def test_resolved(instrument: Instrument, text: str, eid: str) -> None:
    (pinpoint,) = find_pinpoints(text)
    assert resolve(instrument, pinpoint).eid == eid


@pytest.mark.parametrize(
    ("here", "text", "eid"),
    [
        ("art_33__para_2", "paragraph 1 (a)", "art_33__para_1__point_a"),
        ("art_52__para_2__point_b", "subparagraph (a) above", "art_52__para_2__point_a"),
        ("art_4__point_o__point_ii", "(i) above", "art_4__point_o__point_i"),
        ("art_33__para_2", "paragraph 3 of this article", "art_33__para_3"),
        ("art_47__para_12", "article 5", "art_5"),
        ("art_32__para_1", "chapter VI", "chp_VI"),
        ("art_32__para_1", "section 1", "chp_II__sec_1"),
    ],
)
def test_resolved_from_where_it_stands(here: str, text: str, eid: str) -> None:
    (pinpoint,) = find_pinpoints(text)
    assert resolve(UN, pinpoint, UN[here]).eid == eid


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("article 95", "has articles 1 to 89, no article 95"),
        ("article 0", "has articles 1 to 89, no article 0"),
        ("chapter 0", "no chapter 0"),
        ("article 59(7)", "article 59 of .* has paragraphs 1 to 6, no paragraph 7"),
        ("article 59(2)(h)", r"article 59, paragraph 2 of .* has points \(a\) to \(f\), no point h"),
        ("article 65(1)(c)", r"has points \(a\), \(b\) and \(d\) to \(g\), no point c"),
        ("article 6(2)", "article 6 of .* has no paragraphs or points"),
        ("article 63, paragraph 9", "has 3 unnumbered paragraphs, no paragraph 9"),
        ("annex item 16", "annex of .* has items 1 to 15, no item 16"),
        ("recital 12", "has 11 unnumbered recitals, no recital 12"),
        ("chapter 9", "has chapters I to VII, no chapter 9"),
        ("chapter V, article 47", "chapter V of .* has articles 75 to 77, no article 47"),
        ("section 1", "more than one section 1: chapter II, section 1 and chapter IV, section 1"),
        ("paragraph 2", "paragraph 2 of which article"),
        ("article 2(c) of the Optional Protocol", "belongs to the Optional Protocol, not to the UN"),
    ],
)
def test_unknown_says_what_there_is(text: str, message: str) -> None:
    (pinpoint,) = find_pinpoints(text)
    with pytest.raises(UnknownProvision, match=message):
        resolve(UN, pinpoint)
