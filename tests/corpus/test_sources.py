"""The two bundled texts, oddity by oddity; line numbers are those of the files."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from corpus.model import Instrument, Kind
from corpus.shelf.library import TEXTS, Corpus

CORPUS = Corpus.bundled()
UN, CIS = CORPUS["un-convention"], CORPUS["cis-agreement"]


def source_line(instrument: Instrument, number: int) -> str:
    """A line of the file without its markup and number, as it ends."""
    lines = Path(TEXTS / f"{instrument.id}.txt").read_text(encoding="utf-8").split("\n")
    return " ".join(re.sub(r"[*\\#]", "", lines[number - 1]).split())


def tail(instrument: Instrument, number: int) -> str:
    return source_line(instrument, number)[-40:]


def numbers(instrument: Instrument, eid: str) -> list[str]:
    return [child.number for child in instrument.children(instrument[eid])]


def test_counts() -> None:
    assert [a.number for a in UN.articles] == [str(n) for n in range(1, 90)]
    assert [a.number for a in CIS.articles] == [str(n) for n in range(1, 18)]
    assert all(article.heading for article in (*UN.articles, *CIS.articles))
    assert [p.number for p in UN if p.kind is Kind.CHAPTER] == ["I", "II", "III", "IV", "V", "VI", "VII"]
    assert [p.eid for p in UN if p.kind is Kind.SECTION] == [
        "chp_II__sec_1",
        "chp_II__sec_2",
        "chp_IV__sec_1",
        "chp_IV__sec_2",
    ]
    assert len(UN.provisions) == 525
    assert len(CIS.provisions) == 108


@pytest.mark.parametrize("instrument", [UN, CIS], ids=lambda i: i.id)
def test_every_word_of_the_source_is_there_once_and_in_order(instrument: Instrument) -> None:
    source = (TEXTS / f"{instrument.id}.txt").read_text(encoding="utf-8")
    without_dashes = re.sub(r"^(\s*-+(?=\s)|---)", "", source, flags=re.MULTILINE)
    own = []
    for provision in instrument:
        end = instrument[provision.children[0]].start if provision.children else provision.end
        own.append(instrument.text[provision.start : end])
    expected = re.sub(r"[\s*#\\]", "", without_dashes)
    assert re.sub(r"\s", "", "".join(own)) == expected
    assert re.sub(r"\s", "", instrument.text) == expected


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


def test_cis_has_nothing_out_of_place() -> None:
    assert CIS.findings == ()


def test_cis_footnote_marks_are_gone() -> None:  # 3, 11
    assert CIS.own(CIS["title"]).endswith("offences relating to computer information")
    assert "(hereinafter: “the States”) in combating" in CIS.own(CIS["preamble__rec_3"])


def test_cis_translators_notes_are_no_text_of_article_2() -> None:  # 35-39
    assert CIS.full(CIS["art_2"]).endswith("offences relating to computer information.")
    assert "Translator" not in CIS.full(CIS["art_2"])
    assert CIS.own(CIS["notes__note_1"]).startswith("Translator’s note: This is a literal translation")
    assert CIS.own(CIS["notes__note_2"]) == "Translator’s note: No subsequent reference is made to “the States”."
    assert CIS["art_2"].end < CIS["notes"].start < CIS["notes"].end < CIS["art_3"].start


def test_cis_headings_of_either_level_are_articles() -> None:
    assert CIS["art_9"].heading == "Confidentiality of information"  # ###
    assert CIS["art_10"].heading == "Settlement of disputes"  # ####
    assert {article.parent for article in CIS.articles} == {""}


@pytest.mark.parametrize(
    ("line", "eid"),
    [
        (61, "art_4__para_nn_1"),
        (69, "art_5__point_a__point_nn_1"),
        (71, "art_5__point_a__point_nn_2"),
        (73, "art_5__point_a__point_nn_3"),
        (75, "art_5__point_a__point_nn_4"),
        (95, "art_6__para_nn_1"),
        (123, "art_7__para_nn_1"),
        (125, "art_7__para_nn_2"),
        (131, "art_7__para_nn_3"),
        (173, "art_15__para_nn_1"),
        (175, "art_15__para_nn_2"),
        (183, "art_17__para_nn_1"),
        (185, "art_17__para_nn_2"),
        (187, "testimonium"),
        (231, "reservations"),
        (233, "reservations__item_1"),
        (235, "reservations__item_2"),
        (255, "status__para_nn_1"),
    ],
)
def test_cis_text_without_a_number(line: int, eid: str) -> None:
    assert CIS.own(CIS[eid]) == source_line(CIS, line)


def test_cis_lists() -> None:
    assert numbers(CIS, "art_1") == list("abcd")
    assert numbers(CIS, "art_5") == list("abcdefgh")
    assert numbers(CIS, "art_7") == ["1", "", "", "2", "3", "", "4", "5"]
    assert [not CIS[f"art_{n}"].children for n in range(10, 18)] == [True] * 5 + [False, True, False]


def test_cis_signatures_name_every_state() -> None:  # 189-227
    signatures = CIS.own(CIS["signatures"])
    assert signatures.startswith("For the Republic of Azerbaijan H. ALIYEV For the Republic of Moldova V. VORONIN")
    assert signatures.endswith("For Ukraine L. KUCHMA")


def test_cis_status_lists_are_not_mixed() -> None:  # 240-264
    notifications, entries = CIS["status__notifications"], CIS["status__entry_into_force"]
    assert (len(notifications.children), len(entries.children)) == (7, 6)
    assert "Russian Federation" in CIS.full(notifications)
    assert "Russian Federation" not in CIS.full(entries)
    assert CIS.own(CIS["status__entry_into_force__item_2"]) == "Republic of Tajikistan — 14 March 2002;"
    assert CIS["status__signature"].heading == "Signature"
    assert CIS.own(CIS["status__signature"]).endswith("Republic of Uzbekistan, Ukraine.")
    assert CIS.own(CIS["status"]) == "(as at 15 January 2008)"


def test_quotes_stay_as_each_text_has_them() -> None:
    assert "“Computer information”" in CIS.own(CIS["art_1__point_b"])
    assert '"Botnet"' in UN.own(UN["art_4__point_b"])


@pytest.mark.parametrize(
    ("instrument", "eid", "end"),
    [
        (UN, "annex__item_15", "(Montreal, 23 September 1971)]"),
        (CIS, "status__entry_into_force__item_6", "Republic of Azerbaijan — 14 May 2004."),
    ],
    ids=["UN 1277", "CIS 264"],
)
def test_a_last_line_without_a_line_break_is_read(instrument: Instrument, eid: str, end: str) -> None:
    assert not (TEXTS / f"{instrument.id}.txt").read_bytes().endswith(b"\n")
    assert instrument.own(instrument[eid]).endswith(end)
    assert instrument.text.rstrip().endswith(end)
