"""Pins and quotes, held against a second reading of the sources; `python -m tests.benchmark.meaning` asks thousands."""

from dataclasses import replace

import pytest

from assistant.answering.composition import citations
from assistant.answering.writers.base import Quoted
from tests.benchmark import meaning

ASKED = 40
"""Questions of the slice."""


@pytest.mark.parametrize("id", meaning.CORPUS)
def test_every_pin_agrees_with_a_second_reading_and_no_point_stands_alone(id):
    instrument = meaning.CORPUS[id]
    quoted = [Quoted(instrument, p, (p.body, p.end)) for p in instrument if instrument.words(p)]
    found = {one.eid: list(meaning.faults(one)) for one in citations(quoted)}
    assert {eid: faults for eid, faults in found.items() if faults} == {}
    assert sum(meaning.path_of(eid) is not None for eid in found) > len(found) / 2


def test_no_quote_of_an_answer_is_cut_where_it_matters(assistant):
    counts, where = meaning.audit(assistant, meaning.questions(1200)[:1200:30])
    assert counts["questions"] == ASKED
    assert counts["quotes"] > ASKED / 2
    assert where == []


@pytest.mark.parametrize(
    ("fault", "change"),
    [
        ("pin", lambda one: {"eid": "art_52__para_3", "quote": one.quote}),
        ("lead-in", lambda _: {"lead_in": ()}),
        ("sentence", lambda one: {"start": one.start + 5, "quote": one.quote[5:]}),
    ],
)
def test_the_audit_finds_what_is_wrong(fault, change):
    """A check that never fails would prove nothing."""
    instrument = meaning.CORPUS["un-convention"]
    point = instrument["art_52__para_4__point_a"]
    (sound,) = citations([Quoted(instrument, point, (point.body, point.end))])
    assert list(meaning.faults(sound)) == []
    assert fault in list(meaning.faults(replace(sound, **change(sound))))
