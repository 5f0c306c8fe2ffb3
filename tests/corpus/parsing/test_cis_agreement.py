"""The CIS Agreement, oddity by oddity; line numbers are those of the file."""

from __future__ import annotations

import pytest
from bundled_cases import CIS
from sources_cases import numbers, source_line


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
