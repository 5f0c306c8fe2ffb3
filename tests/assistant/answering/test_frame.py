"""The words that a quote hangs on: lead-ins above it, and what closes its list."""

import pytest

from assistant.answer import Answer, Status
from assistant.answering.composition import citations
from assistant.answering.frame import frame
from assistant.answering.verification import stands
from assistant.answering.writers.base import Quoted
from assistant.answering.writers.extractive import Extractive
from corpus.model import About, Kind, collapse
from corpus.parsing.parser import parse
from corpus.readers.markdown import lines
from corpus.shelf.collection import Corpus

BUNDLED = Corpus.bundled()
LONG = "taking into account all of the circumstances of the case and of the persons concerned " * 4
TREATY = parse(
    lines(
        f"""Article 1. Settlement

1. If, {LONG}no solution has been reached within twelve months, the following procedures shall be followed:

(a) any one of the parties may submit it to the Court, unless:

(i) another forum was agreed;

(ii) the time has run out;

(b) any other party may ask for conciliation.

A party may, however, require a lower number of months.

2. Costs are shared.
"""
    ),
    About(id="own", title="Own Treaty", short_title="Own"),
)


def quoted(eid, instrument=TREATY):
    provision = instrument[eid]
    return Quoted(instrument, provision, (provision.body, provision.end))


def said(eid, instrument=TREATY):
    return " ".join(Extractive().write("?", [quoted(eid, instrument)], "un").replace(">", " ").split())


def test_a_lead_in_is_whole_however_long_and_stands_before_all_that_hangs_on_it():
    (citation,) = citations([quoted("art_1__para_1__point_a__point_ii")])
    assert [run.text[:9] for run in citation.lead_in] == ["If, takin", "any one o"]
    assert citation.lead_in[0].text.endswith(
        "no solution has been reached within twelve months, the following procedures shall be followed:"
    )
    assert all(collapse(TREATY.text[run.start : run.end]) == run.text for run in citation.lead_in)
    assert "no solution" in said("art_1__para_1__point_a__point_ii")


def test_what_closes_a_list_goes_with_each_of_its_points():
    for eid in ("art_1__para_1__point_a", "art_1__para_1__point_b", "art_1__para_1__point_a__point_i"):
        (citation,) = citations([quoted(eid)])
        assert [run.text for run in citation.flush] == ["A party may, however, require a lower number of months."]
        assert said(eid).endswith("A party may, however, require a lower number of months. [1]")


@pytest.mark.parametrize(
    ("eid", "between"),
    [
        ("art_1__para_1__point_a", "followed: any one"),
        ("art_1__para_1__point_b", "followed: … any other"),
        ("art_1__para_1__point_b", "conciliation. A party"),
        ("art_1__para_1__point_a", "run out; … A party"),
    ],
)
def test_a_sign_stands_where_points_are_left_out_and_only_there(eid, between):
    assert between in said(eid)


@pytest.mark.parametrize("eid", ["art_1", "art_1__para_1", "art_1__para_2"])
def test_what_is_a_sentence_by_itself_hangs_on_nothing(eid):
    (citation,) = citations([quoted(eid)])
    assert (citation.lead_in, citation.flush, citation.part) == ((), (), False)


def test_a_part_of_a_provision_is_said_to_be_one():
    provision = TREATY["art_1__para_1"]
    part = Quoted(TREATY, provision, TREATY.own_span(provision))
    (citation,) = citations([part])
    assert citation.part
    assert Extractive().write("?", [part], "un").endswith("followed: … [1]")


@pytest.mark.parametrize("id", BUNDLED)
def test_no_point_stands_without_the_words_above_it(id):
    instrument = BUNDLED[id]
    for point in (p for p in instrument if p.kind is Kind.POINT):
        (citation,) = citations([quoted(point.eid, instrument)])
        above = [p for p in instrument.ancestors(point) if p.kind in (Kind.POINT, Kind.PARAGRAPH, Kind.ARTICLE)]
        whole = [words for p in reversed(above) if (words := instrument.own(p))]
        assert [run.text for run in citation.lead_in] == whole
        after = [c for p in above for c in instrument.children(p) if c.kind is Kind.WRAPUP and c.start >= point.end]
        assert [run.text for run in citation.flush] == [instrument.words(p) for p in after]
        assert stands(citation, instrument)


def test_lead_ins_are_kept_and_held_against_the_text():
    (citation,) = citations([quoted("art_1__para_1__point_b")])
    answer = Answer("?", Status.ANSWERED, citations=(citation,))
    assert Answer.from_dict(answer.to_dict()) == answer
    row = answer.to_dict()
    row["citations"][0]["lead_in"][0]["text"] = "In all cases:"
    (forged,) = Answer.from_dict(row).citations
    assert stands(citation, TREATY)
    assert not stands(forged, TREATY)


def test_a_heading_hangs_on_nothing():
    article = TREATY["art_1"]
    assert frame(TREATY, article, (article.start, article.body)) == frame(TREATY, article, (article.body, article.end))
