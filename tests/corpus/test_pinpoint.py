"""Citations in words: found in free text, resolved against the bundled instruments, written and read back."""

from __future__ import annotations

import time
from contextlib import suppress

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from corpus.citations.pinpoint import Form, Pinpoint, find_pinpoints, label, resolve
from corpus.errors import UnknownProvision
from corpus.model import Instrument, Kind
from corpus.shelf.library import Corpus

CORPUS = Corpus.bundled()
UN = CORPUS["un-convention"]
CIS = CORPUS["cis-agreement"]
FORMS: tuple[Form, ...] = ("un", "oscola", "bluebook", "id")
SHORT = {
    Kind.ARTICLE: "art",
    Kind.PARAGRAPH: "para",
    Kind.POINT: "point",
    Kind.RECITAL: "rec",
    Kind.CHAPTER: "chp",
    Kind.SECTION: "sec",
}


def spelt(pinpoint: Pinpoint) -> str:
    return " ".join(f"{SHORT.get(s.kind, s.kind.value)} {s.number}".strip() for s in pinpoint.path)


NAMED = [
    ("what does article 59(6) say?", "art 59 para 6"),
    ("art. 59.6", "art 59 para 6"),
    ("Art 59 para 6", "art 59 para 6"),
    ("Article 59, paragraph 2, subparagraph (a)", "art 59 para 2 point a"),
    ("59(2)(a)", "art 59 para 2 point a"),
    ("compare 59(2)(a), 60(1)", "art 59 para 2 point a; art 60 para 1"),
    ("paragraph 2 of article 59", "art 59 para 2"),
    ("paragraph 2, article 59", "art 59 para 2"),
    ("para 1(b)(ii) of Art. 33", "art 33 para 1 point b point ii"),
    ("article 33, paragraph 1 (b) (ii)", "art 33 para 1 point b point ii"),
    ("art. 33 (1) (b) (ii)", "art 33 para 1 point b point ii"),
    ("point (e) of article 5", "art 5 point e"),
    ("point (a) of paragraph 2 of article 59", "art 59 para 2 point a"),
    ("article 5, paragraph (e)", "art 5 point e"),
    ("article 4.b", "art 4 point b"),
    ("article 5a", "art 5 point a"),
    ("is article 5 point a about it", "art 5 point a"),
    ("art_59__para_6", "art 59 para 6"),
    ("see art_59__para_2__subpara_a please", "art 59 para 2 point a"),
    ("art_46__para_nn_1", "art 46 para nn_1"),
    ("Article XIV", "art 14"),
    ("article xiv", "art 14"),
    ("article forty-seven", "art 47"),
    ("Article Forty Seven", "art 47"),
    ("the 47th article", "art 47"),
    ("ninety-ninth article", "art 99"),
    ("fifth article", "art 5"),
    ("§ 2", "para 2"),
    ("art. 5 § 2", "art 5 para 2"),
    ("arts 15-17", "art 15; art 16; art 17"),
    ("articles 15–17, 19–20 and 22", "art 15; art 16; art 17; art 19; art 20; art 22"),
    ("from article 5 to article 7", "art 5; art 6; art 7"),
    ("articles 31 and 32", "art 31; art 32"),
    ("what do article 5 and 6 say", "art 5; art 6"),
    ("article 5, 6 and 7", "art 5; art 6; art 7"),
    ("paragraphs 1 and 3 of article 7", "art 7 para 1; art 7 para 3"),
    ("paragraph 1 and paragraph 3 of article 7", "art 7 para 1; art 7 para 3"),
    ("article 7, paragraph 1 and paragraph 3", "art 7 para 1; art 7 para 3"),
    ("articles 7(1) and (3)", "art 7 para 1; art 7 para 3"),
    ("article 59(2)(a)-(c)", "art 59 para 2 point a; art 59 para 2 point b; art 59 para 2 point c"),
    ("points (a) to (c)", "point a; point b; point c"),
    ("article 59 paragraph 2 points a, b and c", "art 59 para 2 point a; art 59 para 2 point b; art 59 para 2 point c"),
    ("article 1 (paragraphs (a) and (b)) of the Agreement", "art 1 point a; art 1 point b"),
    ("annex item 13", "annex item 13"),
    ("item 13 of the annex", "annex item 13"),
    ("Annex I", "annex 1"),
    ("what is in the annex?", "annex"),
    ("third recital", "rec 3"),
    ("first and third recitals", "rec 1; rec 3"),
    ("recital 3", "rec 3"),
    ("preambular paragraph 3", "rec 3"),
    ("third preambular paragraph", "rec 3"),
    ("preamble, third recital", "preamble rec 3"),
    ("chapter IV", "chp 4"),
    ("chapter 4 section 1", "chp 4 sec 1"),
    ("section 1 of chapter IV", "chp 4 sec 1"),
    ("chapters II-VI", "chp 2; chp 3; chp 4; chp 5; chp 6"),
    ("last paragraph of article 5", "art 5 para last"),
    ("paragraph 2 of this article", "art this para 2"),
    # typing
    ("artcle 5", "art 5"),
    ("artilce 47", "art 47"),
    ("aritcle 47 paragaph 2", "art 47 para 2"),
    ("Art.47", "art 47"),
    ("article47", "art 47"),
    ("article No. 5", "art 5"),
    ("(see article 5)", "art 5"),
    ("Is it article 5?", "art 5"),
    # other languages
    ("article 5, paragraphe 2, point a)", "art 5 para 2 point a"),
    ("alinéa a) du paragraphe 2 de l'article 59", "art 59 para 2 point a"),
    ("article premier", "art 1"),
    ("artículo 5, párrafo 2", "art 5 para 2"),
    ("статья 5", "art 5"),
    ("п. 2 ст. 5", "art 5 para 2"),
    ("подпункт б) пункта 2 статьи 59", "art 59 para 2 point b"),
]

NOT_NAMED = [
    "what changed in 2024, on 24/7 or on 12 March 2024?",
    "Article 12 March 2024",
    "resolution 74/274 of 27 December 2019",
    "a 24/7 point of contact",
    "the second point of contact",
    "my second point is simple",
    "point a finger at them",
    "par l'article",
    "can a state annex land?",
    "which part I should read",
    "does this article apply?",
    "the United Nations Charter",
    "part of the text, articles of association, chapter and verse",
    "what about reservations, signatures and status?",
    "article 2024",
]


@pytest.mark.parametrize(("text", "expected"), NAMED)
def test_named(text: str, expected: str) -> None:
    assert "; ".join(spelt(p) for p in find_pinpoints(text)) == expected


@pytest.mark.parametrize("text", NOT_NAMED)
def test_not_named(text: str) -> None:
    assert find_pinpoints(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("does article 5 and 24/7 help", "article 5"),
        ("under article 84, 30 days later", "article 84"),
        ("Does articles 15–17, 19 apply?", "articles 15–17, 19"),
        ("as in paragraph 1 (a) of this article, which", "paragraph 1 (a) of this article"),
        ("Le paragraphe 2 de l’article 5 dit", "paragraphe 2 de l’article 5"),
    ],
)
def test_span_is_that_of_the_mention(text: str, expected: str) -> None:
    first = find_pinpoints(text)[0]
    assert first.text == expected == text[first.start : first.end]


@pytest.mark.parametrize(
    ("text", "foreign"),
    [
        ("Article 2(c) of the Optional Protocol", "Optional Protocol"),
        ("article 6 of the Budapest Convention", "Budapest Convention"),
        ("article 32 of the Convention on Cybercrime", "Convention on Cybercrime"),
        ("article 31 of the Vienna Convention on the Law of Treaties", "Vienna Convention on the Law of Treaties"),
        ("does GDPR article 17 apply", "GDPR"),
        ("article 8 ECHR", "ECHR"),
        ("under the Budapest Convention, article 6", "Budapest Convention"),
        ("item 5 of the agenda of the meeting", "agenda"),
        ("article 1(1) of Directive (EU) 2015/1535", "Directive (EU) 2015/1535"),
        ("paragraph 2 of resolution 74/274", "resolution 74/274"),
        ("annex to the Optional Protocol", "Optional Protocol"),
        ("Vienna 1971 psychotropics treaty annex", ""),
        ("article 5 of this Convention", ""),
        ("article 5 of the draft convention", ""),
        ("Unlike the Budapest Convention, article 47 of this Convention", ""),
        ("article 5 of the UN convention", ""),
        ("article 5 of the Minsk Agreement", ""),
        ("article 5", ""),
        ("article 8 of the protocol to the UN convention", "protocol to the UN"),
        ("quote article 8(2) of the CIS agreement in OSCOLA", ""),
        ("Quote CIS agreement article 8", ""),
    ],
)
def test_foreign(text: str, foreign: str) -> None:
    (pinpoint,) = find_pinpoints(text, [UN.about, CIS.about])
    assert pinpoint.foreign == foreign


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("article 8 of the CIS agreement with article 52 of the UN convention", [CIS, UN]),
        ("CIS agreement article 8 with UN convention article 52", [CIS, UN]),
        ("article 8 CIS, article 52 UN", [CIS, UN]),
        ("article 10 of the UN convention paragraph 2", [UN, UN]),
        ("under the CIS agreement, what do articles 5 and 6 of the Budapest Convention matter", [None, None]),
        ("does the CIS agreement have what article 5 has", [None]),
    ],
)
def test_whose(text: str, expected: list[Instrument | None]) -> None:
    found = find_pinpoints(text, [UN.about, CIS.about])
    assert [p.instrument for p in found] == [instrument.id if instrument else "" for instrument in expected]


RESOLVED = [
    (UN, "article 59(6)", "art_59__para_6"),
    (UN, "article 63 paragraph 2", "art_63__para_nn_2"),
    (UN, "article 63, second paragraph", "art_63__para_nn_2"),
    (UN, "article 11(2)", "art_11__para_nn_1"),
    (UN, "article 46(5)", "art_46__para_5"),
    (UN, "article 46, first unnumbered paragraph", "art_46__para_nn_1"),
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


CIS_DATES = "(adopted 1 June 2001, entered into force 14 March 2002)"
UN_TITLE, CIS_TITLE = UN.about.title, CIS.about.title


@pytest.mark.parametrize(
    ("instrument", "eid", "form", "expected"),
    [
        (UN, "art_59__para_2", "un", "article 59, paragraph 2"),
        (UN, "art_59__para_2__point_a", "un", "article 59, paragraph 2 (a)"),
        (UN, "art_33__para_1__point_b__point_ii", "un", "article 33, paragraph 1 (b) (ii)"),
        (UN, "art_4__point_b", "un", "article 4 (b)"),
        (UN, "art_63__para_nn_2", "un", "article 63, second paragraph"),
        (UN, "art_46__para_nn_1", "un", "article 46, first unnumbered paragraph"),
        (UN, "art_78__para_4__point_nn_1", "un", "article 78, paragraph 4, first unnumbered point"),
        (UN, "art_15__para_2__wrapup", "un", "article 15, paragraph 2, closing text"),
        (UN, "preamble", "un", "preamble"),
        (UN, "preamble__rec_3", "un", "third preambular paragraph"),
        (UN, "annex__item_13", "un", "annex, item 13"),
        (UN, "chp_IV__sec_1", "un", "chapter IV, section 1"),
        (CIS, "reservations__item_1", "un", "appended reservations, item 1"),
        (CIS, "status__entry_into_force__item_2", "un", "appended status, entry into force, item 2"),
        (
            CIS,
            "art_6__para_2",
            "oscola",
            f"{CIS_TITLE} {CIS_DATES} art 6(2)",
        ),
        (CIS, "art_6__para_2", "bluebook", f"{CIS_TITLE} art. 6(2), June 1, 2001"),
        (UN, "art_59__para_2__point_a", "oscola", f"{UN_TITLE} (draft of 30 July 2021) art 59(2)(a)"),
        (UN, "art_59__para_2__point_a", "bluebook", f"{UN_TITLE} art. 59(2)(a), July 30, 2021 (draft)"),
        (UN, "preamble__rec_3", "bluebook", f"{UN_TITLE} pmbl., ¶ 3, July 30, 2021 (draft)"),
        (UN, "art_59__para_2__point_a", "id", "art_59__para_2__point_a"),
    ],
)
def test_label(instrument: Instrument, eid: str, form: Form, expected: str) -> None:
    assert label(instrument, instrument[eid], form) == expected


AMBIGUOUS_IDS = {"title", "toc", "signatures", "notes", "reservations", "status"}
"""Identifiers that are everyday words: no pinpoints in a sentence."""


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("instrument", [UN, CIS], ids=lambda i: i.id)
def test_every_label_reads_back(instrument: Instrument, form: Form) -> None:
    for provision in instrument:
        if form == "id" and provision.eid in AMBIGUOUS_IDS:
            continue
        cited = label(instrument, provision, form)
        assert [resolve(instrument, p).eid for p in find_pinpoints(cited)] == [provision.eid], cited


POOL = (
    "article articles Art. § paragraph point (a) (ii) a) 5 59.2 1-200 to and , . of the this annex I IV first "
    "last recital art_5__para_1 para_nn_x above appended status chapter section closing text Convention on No. 24/7 ²"
)
WORDS = st.sampled_from(POOL.split())


@given(st.one_of(st.text(max_size=200), st.lists(WORDS, max_size=40).map(" ".join)))
@example("(²)")
@example("art_" + "9" * 5000)
@example("art_5__para_nn_x")
@example("point İ)")
def test_any_text_is_read_and_resolved_or_refused(text: str) -> None:
    for pinpoint in find_pinpoints(text):
        assert text[pinpoint.start : pinpoint.end] == pinpoint.text
        with suppress(UnknownProvision):
            assert resolve(UN, pinpoint, UN["art_59__para_2"]).eid in UN


@pytest.mark.parametrize(
    "unit",
    [
        *(
            "article 1 ",
            "(",
            "1,",
            "1-200,",
            "first and ",
            "second point and ",
            "paragraph 1 of ",
            "a",
            "art_1__",
            "  \n",
        ),
        *("article 1 of the Convention on A ", "article 1 (", "of the a b c Convention ", "points a, b to d and "),
    ],
)
def test_long_text_takes_linear_time(unit: str) -> None:
    text = (unit * (100_000 // len(unit) + 1))[:100_000]
    start = time.perf_counter()
    find_pinpoints(text)
    assert time.perf_counter() - start < 10
