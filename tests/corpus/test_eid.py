from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus import Corpus
from corpus.eid import (
    KINDS,
    article_of,
    holder_of,
    holds,
    in_preamble,
    is_below,
    is_first_paragraph,
    join,
    last_level,
    level_name,
    levels_of,
    name_and_number,
    rebased,
    related,
    spelled,
)
from corpus.model import Kind

LEVELS = st.sampled_from(("art_5", "art_59", "annex", "para_1", "para_nn_2", "point_a", "chp_II", "wrapup"))
EIDS = st.lists(LEVELS, min_size=1, max_size=4).map(lambda levels: join(*levels))


@pytest.mark.parametrize(
    ("outer", "inner", "held"),
    [
        ("art_5", "art_5", True),
        ("art_5", "art_5__para_1", True),
        ("art_5", "art_5__para_1__point_a", True),
        ("art_5", "art_59", False),
        ("art_5", "art_59__para_1", False),
        ("art_5__para_1", "art_5", False),
        ("art_5", "annex__art_5", False),
    ],
)
def test_holds_what_it_is_and_what_stands_below(outer: str, inner: str, held: bool) -> None:
    assert holds(outer, inner) is held
    assert is_below(outer, inner) is (held and outer != inner)
    assert related(inner, outer) is (held or holds(inner, outer))


@pytest.mark.parametrize(
    ("eid", "article"),
    [
        ("art_59", "art_59"),
        ("art_59__para_6__point_a", "art_59"),
        ("annex__art_2__para_1", "annex__art_2"),
        ("preamble__rec_3", "preamble"),
        ("chp_II__sec_1", "chp_II"),
    ],
)
def test_the_article_that_holds_a_provision_or_what_stands_at_the_top(eid: str, article: str) -> None:
    assert article_of(eid) == article


@pytest.mark.parametrize(
    ("eid", "first"),
    [
        ("art_5__para_1", True),
        ("art_5__para_nn_1", True),
        ("art_5__para_11", False),
        ("art_5__para_2", False),
        ("annex__art_1__para_1", False),
        ("art_5__para_1__point_a", False),
        ("para_1", False),
    ],
)
def test_the_first_paragraph_of_what_stands_at_the_top(eid: str, first: bool) -> None:
    assert is_first_paragraph(eid) is first


def test_preamble_and_recitals() -> None:
    assert in_preamble("preamble")
    assert in_preamble("preamble__rec_2")
    assert not in_preamble("art_1")


@given(EIDS)
def test_levels_join_to_what_they_were_split_from(eid: str) -> None:
    assert join(*levels_of(eid)) == eid
    assert join(holder_of(eid), last_level(eid)) == eid
    assert holds(holder_of(eid) or eid, eid)


@given(EIDS, EIDS)
def test_what_moves_keeps_its_inner_levels(outer: str, inner: str) -> None:
    assert rebased(join(outer, inner), outer, "annex_2") == join("annex_2", inner)


@pytest.mark.parametrize(
    ("name", "number", "told"),
    [
        ("para", "6", "para_6"),
        ("art", "14 bis", "art_14bis"),
        ("para", "", "para_nn_1"),
        ("rec", "", "rec_1"),
        ("wrapup", "", "wrapup"),
    ],
)
def test_a_level_is_spelled_with_its_number_or_counted(name: str, number: str, told: str) -> None:
    assert spelled(name, number, Counter()) == told


def test_entries_without_a_number_are_counted_on() -> None:
    counts: Counter[str] = Counter()
    assert [spelled("point", "", counts) for _ in range(2)] == ["point_nn_1", "point_nn_2"]


@pytest.mark.parametrize("kind", [Kind.ARTICLE, Kind.PARAGRAPH, Kind.POINT, Kind.RECITAL, Kind.CHAPTER, Kind.ANNEX])
def test_a_kind_is_read_from_the_name_that_it_is_spelled_with(kind: Kind) -> None:
    assert KINDS[level_name(kind)] is kind


@pytest.mark.parametrize("instrument", Corpus.bundled().values(), ids=lambda instrument: instrument.id)
def test_tells_of_bundled_instruments_what_their_trees_tell(instrument) -> None:
    for provision in instrument:
        assert holds(instrument.article_of(provision).eid, provision.eid)
        assert name_and_number(last_level(provision.eid))[0] in {*KINDS, "cit", "list", "other", "entry"} or (
            provision.kind is Kind.LIST
        )
        if provision.kind is not Kind.ARTICLE and provision.parent:
            assert holder_of(provision.eid) == provision.parent
