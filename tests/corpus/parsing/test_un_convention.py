"""The draft convention, oddity by oddity; line numbers are those of the file."""

from __future__ import annotations

import pytest
from bundled_cases import UN
from sources_cases import numbers, source_line, tail

from corpus.model import Kind


def test_the_table_of_contents_holds_no_headings() -> None:  # UN 6-19
    contents = UN["toc"]
    assert contents.kind is Kind.CONTENTS
    assert not contents.children
    assert UN.full(contents).startswith("Content page")
    assert UN.full(contents).endswith("ANNEX 68")
    assert UN["title"].end < contents.start < UN["preamble"].start < UN["chp_I"].start


@pytest.mark.parametrize(
    ("eid", "heading"),
    [
        ("art_2", "Scope of application"),  # number alone, blank line, title
        ("art_1", "Purposes"),  # Article N **Title**
        (
            "art_15",
            (
                "ICT-related offences related to the production and distribution of materials or objects "
                "with pornographic images of minors"
            ),
        ),
        ("art_18", "The creation and use of digital data to mislead the user"),  # 241, no blank before the title
        ("art_19", "Incitement to subversive or armed activities"),  # 247
        ("art_20", "Terrorism-related offences"),  # 251
        ("art_21", "Extremism-related offences"),  # 255
        ("art_25", "Illicit distribution of counterfeit medicines and medical products"),  # 281
        ("art_26", "Use of ICT to commit acts established as offences under international law"),  # 285
        ("art_27", "Infringement of copyright and related rights by means of ICT"),  # 293
        ("art_28", "Aiding, preparation for and attempt at the commission of an offence"),  # 297
        ("art_29", "Other unlawful acts"),  # 305
        ("art_30", "Liability of legal persons"),  # 309
        ("art_37", "Search and seizure of information stored or processed electronically"),  # 430
        (
            "art_43",
            "Principles and codes of conduct for private providers of information and telecommunications services",
        ),  # 534
        ("art_44", "Raising public awareness of cybercrime prevention"),  # 544
        ("art_64", "Special investigative techniques"),  # 867, title on the very next line
        ("chp_I", "General provisions"),  # 49, on one line in bold
        ("chp_II", "Criminalization, criminal proceedings and law enforcement"),
        ("chp_V", "Technical assistance and training"),  # 1052
        ("chp_VII", "Final provisions"),  # 1170
        (
            "chp_IV__sec_1",
            "Extradition, mutual legal assistance and cooperation between law enforcement agencies",
        ),
        ("chp_IV__sec_2", "Measures for Recovery of Property"),
        ("preamble", "Preamble"),
    ],
)
def test_un_headings(eid: str, heading: str) -> None:
    assert UN[eid].heading == heading


@pytest.mark.parametrize(
    ("line", "eid"),
    [
        (59, "art_1__para_nn_2"),
        (147, "art_6"),
        (195, "art_13__para_nn_1"),
        (259, "art_21__para_1"),
        (313, "art_30__para_1"),
        (348, "art_31__para_3__point_b__point_i"),
        (392, "art_34__para_2"),
        (448, "art_37__para_4"),
        (490, "art_39__para_3"),
        (582, "art_46__para_1"),
        (630, "art_47__para_14"),
        (674, "art_49__para_3"),
        (694, "art_50__para_6"),
        (708, "art_51__para_1"),
        (742, "art_52__para_8"),
        (770, "art_55__para_1"),
        (876, "art_64__para_3"),
        (906, "art_65__para_nn_1"),
        (935, "art_68__para_1"),
        (945, "art_68__para_5"),
        (1008, "art_71__para_1__point_b"),
        (1040, "art_73__para_3__point_a"),
        (1058, "art_75__para_1"),
        (1094, "art_77__para_2"),
        (1118, "art_78__para_4__point_b"),
        (1134, "art_78__para_6"),
        (1182, "art_82"),
        (1202, "art_84__para_2"),
        (1218, "art_85__para_5"),
    ],
)
def test_a_sentence_cut_by_a_page_break_is_one(line: int, eid: str) -> None:
    own = UN.own(UN[eid])
    assert own.endswith(tail(UN, line))
    before = next(text for n in range(line - 1, 0, -1) if (text := source_line(UN, n)))
    assert f"{before[-20:]} {source_line(UN, line)[:20]}".strip() in own


@pytest.mark.parametrize(
    ("eid", "paragraphs"),
    [("art_1", 3), ("art_2", 2), ("art_3", 2), ("art_13", 2), ("art_63", 3)],
)
def test_several_unnumbered_paragraphs(eid: str, paragraphs: int) -> None:
    assert list(UN[eid].children) == [f"{eid}__para_nn_{n}" for n in range(1, paragraphs + 1)]


@pytest.mark.parametrize(
    "number",
    [5, 6, 7, 8, 9, 12, 16, 17, 19, 20, 22, 23, 24, 25, 27, 29, 57, 58, 62, 67, 72, 74, 82, 86],
)
def test_one_unnumbered_paragraph_is_the_article(number: int) -> None:
    article = UN[f"art_{number}"]
    assert not article.children
    assert UN.own(article).endswith(".")


@pytest.mark.parametrize(("number", "letters"), [(4, "abcdefghijklmnopqr"), (45, "abc"), (69, "abc")])
def test_letters_straight_under_the_article(number: int, letters: str) -> None:
    assert [n for n in numbers(UN, f"art_{number}") if n] == list(letters)
    assert f"art_{number}__point_b" in UN


@pytest.mark.parametrize(
    ("line", "eid", "kind"),
    [
        (125, "art_4__wrapup", Kind.WRAPUP),
        (181, "art_11__para_nn_1", Kind.PARAGRAPH),
        (227, "art_15__para_2__wrapup", Kind.WRAPUP),
        (352, "art_31__para_3__point_b__wrapup", Kind.WRAPUP),
        (590, "art_46__para_nn_1", Kind.PARAGRAPH),
        (700, "art_50__para_nn_1", Kind.PARAGRAPH),
        (752, "art_53__para_nn_1", Kind.PARAGRAPH),
        (1126, "art_78__para_4__point_nn_1", Kind.POINT),
    ],
)
def test_un_text_without_a_number(line: int, eid: str, kind: Kind) -> None:
    assert UN[eid].kind is kind
    assert UN.words(UN[eid]) == source_line(UN, line)


@pytest.mark.parametrize(
    ("eid", "children"),
    [
        ("art_65__para_1", ["a", "b", "d", "e", "f", "g"]),  # no c) in print
        ("art_65__para_1__point_b", ["i", "ii", "iii"]),
        ("art_78__para_4", ["a", "b", "c", "d", "e", "", "g"]),  # the point at 1126 has lost its letter
        ("annex", [str(n) for n in range(1, 16)]),  # 1262, counts from 1 again
        ("art_76__para_1", list("abcdefghi")),  # 1082: i) is a letter
        ("art_4__point_o", ["i", "ii"]),  # Roman
        ("art_31__para_3", ["a", "b"]),  # 343: inline first point
        ("art_31__para_3__point_b", ["i", "ii", ""]),
        ("art_52__para_2", ["a", "b", "c", "d"]),  # 718
        ("art_48__para_2__point_b", ["i", "ii"]),  # 648: " - i)", then "ii)"
        ("art_48__para_2", ["a", "b", "c"]),
        ("art_33__para_1__point_b", ["i", "ii"]),
        ("art_38__para_1__point_b", ["i", "ii"]),  # "(i)"
        ("art_61__para_2", list("abcdef")),  # 843: blank line within the list
        ("art_47", [str(n) for n in range(1, 18)]),
        ("art_46", ["1", "2", "3", "4", "", "5"]),
    ],
)
def test_un_lists(eid: str, children: list[str]) -> None:
    assert numbers(UN, eid) == children


@pytest.mark.parametrize(
    ("line", "eid"),
    [
        (101, "art_4__point_i"),
        (117, "art_4__point_o__point_ii"),
        (566, "art_45__point_c"),
        (720, "art_52__para_2__point_b"),
        (977, "art_70__para_2__point_a"),
        (979, "art_70__para_2__point_b"),
        (1082, "art_76__para_1__point_i"),
        (1277, "annex__item_15"),
    ],
)
def test_a_reference_in_the_words_is_no_marker(line: int, eid: str) -> None:
    number, words = source_line(UN, line).removeprefix("- ").split(" ", 1)
    assert UN[eid].number == number.strip(").")
    assert UN.words(UN[eid]) == words
    assert not UN[eid].children


@pytest.mark.parametrize(
    ("eid", "words"),
    [
        ("art_86", "articles 15–17, 19–20, 22–26 and article 47"),
        ("art_47__para_12", "paragraph 10"),
        ("art_70__para_6", '"requested"'),
        ("art_73__para_3__point_a", "article 68"),
        ("art_2__para_nn_1", "articles 6 to 29"),
        ("art_45__point_a", "articles 6 to 28"),
        ("art_47__para_7", "inter alia"),
        ("art_48__para_4", "non bis in idem"),
        ("art_31__para_2__point_a", "articles 6 to 29"),
        ("art_46__para_4", "neither offence referred to in articles 6 to 28"),
        ("art_47__para_2", "articles 6 to 28"),
        ("art_55__para_1", "legislation, the provisions of this article shall not be applied. If such agreement"),
        ("art_55__para_1", "exists, the provisions of this article shall not be applied unless"),
    ],
)
def test_slips_and_typography_stay_as_printed(eid: str, words: str) -> None:
    text = UN.words(UN[eid])
    assert words.strip('"') in text
    assert "*" not in text


def test_un_front_and_back() -> None:
    assert len(UN["preamble"].children) == 12
    assert UN.own(UN["preamble"]) == "The States Parties to this Convention,"
    assert UN.own(UN["preamble__rec_11"]).startswith("Considering UN General Assembly Resolution")
    assert UN.own(UN["preamble__wrapup"]) == "Have agreed as follows:"
    assert UN.own(UN["testimonium"]).startswith("IN WITNESS WHEREOF")
    assert {UN[e].kind for e in UN["annex"].children} == {Kind.ITEM}
    assert UN.own(UN["annex__item_13"]).startswith("United Nations Convention against Transnational Organized Crime")


def test_un_findings_name_what_is_missing_in_print() -> None:
    assert [(f.line, f.eid) for f in UN.findings] == [
        (894, "art_65__para_1__point_d"),
        (1126, "art_78__para_4__point_nn_1"),
    ]
