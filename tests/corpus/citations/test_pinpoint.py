"""Citations in words, found in free text."""

from __future__ import annotations

from contextlib import suppress

import pytest
from bundled_cases import CIS, UN
from hypothesis import example, given
from hypothesis import strategies as st
from steps_cases import GROWTH, steps

from corpus.citations.pinpoint import Pinpoint, find_pinpoints, resolve
from corpus.errors import UnknownProvision
from corpus.model import Instrument, Kind

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
    assert steps(find_pinpoints, unit * 2000) <= GROWTH * steps(find_pinpoints, unit * 1000)
    find_pinpoints((unit * 100_000)[:100_000])
