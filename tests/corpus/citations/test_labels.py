"""Citations written in every form, and read back."""

from __future__ import annotations

import pytest
from bundled_cases import CIS, UN

from corpus.citations.pinpoint import Form, find_pinpoints, label, resolve
from corpus.model import About, Instrument
from corpus.parsing.parser import parse, parse_paragraphs
from corpus.readers.markdown import lines

FORMS: tuple[Form, ...] = ("un", "oscola", "bluebook", "id")

CIS_DATES = "(adopted 1 June 2001, entered into force 14 March 2002)"
UN_DOCUMENT = "U.N. Doc. A/75/980 (July 30, 2021) (draft)"
UN_TITLE, CIS_TITLE = UN.about.title, CIS.about.title


@pytest.mark.parametrize(
    ("instrument", "eid", "form", "expected"),
    [
        (UN, "art_59__para_2", "un", "article 59, paragraph 2"),
        (UN, "art_59__para_2__point_a", "un", "article 59, paragraph 2 (a)"),
        (UN, "art_33__para_1__point_b__point_ii", "un", "article 33, paragraph 1 (b) (ii)"),
        (UN, "art_4__point_b", "un", "article 4 (b)"),
        (UN, "art_63__para_nn_2", "un", "article 63, second paragraph"),
        (UN, "art_46__para_nn_1", "un", "article 46, second subparagraph of paragraph 4"),
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
        (UN, "art_59__para_2__point_a", "oscola", f"{UN_TITLE} (draft of 30 July 2021) UN Doc A/75/980 art 59(2)(a)"),
        (UN, "art_59__para_2__point_a", "bluebook", f"{UN_TITLE} art. 59(2)(a), {UN_DOCUMENT}"),
        (UN, "preamble__rec_3", "bluebook", f"{UN_TITLE} pmbl., ¶ 3, {UN_DOCUMENT}"),
        (UN, "art_59__para_2__point_a", "id", "art_59__para_2__point_a"),
    ],
)
def test_label(instrument: Instrument, eid: str, form: Form, expected: str) -> None:
    assert label(instrument, instrument[eid], form) == expected


RULES = parse_paragraphs(
    lines(
        "Rules of the Rain Club\n\nRain is measured.\n\n1. The club keeps a bucket.\n\n2. Members shall:\n\n"
        "(a) read it;\n\n(b) empty it.\n\nNobody may drink from it."
    ),
    About(id="rain", title="Rules of the Rain Club", short_title="Rain Rules"),
)
"""A text without articles."""


@pytest.mark.parametrize(
    ("eid", "form", "expected"),
    [
        ("para_1", "un", "paragraph 1"),
        ("para_2__point_a", "un", "paragraph 2 (a)"),
        ("para_2__wrapup", "un", "paragraph 2, closing text"),
        ("para_nn_1", "un", "first unnumbered paragraph"),
        ("para_nn_1", "oscola", "Rules of the Rain Club first unnumbered para"),
        ("para_nn_1", "bluebook", "Rules of the Rain Club first unnumbered para."),
        ("para_1", "oscola", "Rules of the Rain Club para 1"),
        ("para_2__point_a", "oscola", "Rules of the Rain Club para 2(a)"),
        ("para_1", "bluebook", "Rules of the Rain Club para. 1"),
        ("para_2__point_a", "bluebook", "Rules of the Rain Club para. 2(a)"),
        ("para_1", "id", "para_1"),
    ],
)
def test_a_label_where_there_are_no_articles(eid: str, form: Form, expected: str) -> None:
    assert label(RULES, RULES[eid], form) == expected


AMBIGUOUS_IDS = {"title", "toc", "signatures", "notes", "reservations", "status"}
"""Identifiers that are everyday words: no pinpoints in a sentence."""


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("instrument", [UN, CIS, RULES], ids=lambda i: i.id)
def test_every_label_reads_back(instrument: Instrument, form: Form) -> None:
    for provision in instrument:
        if form == "id" and provision.eid in AMBIGUOUS_IDS:
            continue
        cited = label(instrument, provision, form)
        assert [resolve(instrument, p).eid for p in find_pinpoints(cited)] == [provision.eid], cited


SUBPARAGRAPHS = """\
Regulation on Tides

Article 6

Tides

1. Tides rise.

2. A tide is high:

(a) by day; or

(b) by night.

It falls in either case.

A port that is closed stays so where:

(a) the tide stands high;

(b) a ship is in it.

3. Tides fall.
"""


@pytest.mark.parametrize(
    ("eid", "cited"),
    [
        (
            "art_6__para_nn_1",
            {
                "un": "article 6, third subparagraph of paragraph 2",
                "oscola": "Regulation on Tides art 6(2), third subpara",
                "bluebook": "Regulation on Tides art. 6(2), third subpara.",
            },
        ),
        (
            "art_6__para_nn_1__point_b",
            {
                "un": "article 6, third subparagraph of paragraph 2, point (b)",
                "oscola": "Regulation on Tides art 6(2), third subpara, point (b)",
            },
        ),
        ("art_6__para_2__point_b", {"un": "article 6, paragraph 2 (b)"}),
    ],
)
def test_an_unnumbered_paragraph_under_a_numbered_one_is_its_subparagraph(eid, cited):
    instrument = parse(lines(SUBPARAGRAPHS), About("tides", "Regulation on Tides", "Regulation on Tides"))
    for form, expected in cited.items():
        assert label(instrument, instrument[eid], form) == expected
    (pinpoint,) = find_pinpoints(cited["un"])
    assert resolve(instrument, pinpoint).eid == eid
