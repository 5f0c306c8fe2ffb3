"""What every word store does, whichever engine is behind it. A new one is added to `STORES`."""

import pytest
from plain import PlainWords

from corpus.errors import DamagedIndex
from index.passages import Passage
from index.stores.tantivy import TantivyWords

TEXTS = (
    ("un", "The requested Party shall preserve the data expeditiously."),
    ("un", "Competent authorities shall search computers and return them."),
    ("cis", "Requests about data are sent in Russian."),
    ("cis", "Costs are borne by the Party that incurs them."),
)
PASSAGES = [Passage(id, f"art_{row}", 0, 1, "Header", text) for row, (id, text) in enumerate(TEXTS)]
STORES = (TantivyWords, PlainWords)


@pytest.fixture(params=STORES, ids=lambda store: store.engine)
def store(request):
    return request.param


@pytest.fixture
def words(store, tmp_path):
    store.build(PASSAGES, tmp_path, "some")
    return store.load(tmp_path, "some")


def rows(hits):
    return [row for row, _ in hits]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("data", {0, 2}),
        ("DATA in Russian", {0, 2}),
        ("header", {0, 1, 2, 3}),
        ("costs", {3}),
        ("xylophone", set()),
        ("the of and", set()),
        ('?!"(', set()),
        ("", set()),
    ],
)
def test_passages_that_share_words_are_found(words, query, expected):
    assert set(rows(words.search(query, 10))) == expected


def test_best_first_and_no_more_than_asked_for(words):
    hits = words.search("data sent in Russian", 10)
    scores = [score for _, score in hits]
    assert rows(hits)[0] == 2
    assert scores == sorted(scores, reverse=True)
    assert scores[-1] > 0
    assert rows(words.search("data sent in Russian", 1)) == [2]


def test_instruments_restrict_and_leave_the_scores(words):
    everywhere = dict(words.search("data", 10))
    assert dict(words.search("data", 10, ["cis"])) == pytest.approx({2: everywhere[2]})
    assert set(rows(words.search("data", 10, ["cis", "un"]))) == {0, 2}
    assert words.search("data", 10, ["moon"]) == []


def test_each_term_once_and_how_often_it_stands(words):
    (data,) = words.terms("data, and Data of the")
    assert words.frequency(data) == 2
    assert words.frequency("xylophone") == 0
    assert words.terms("of the and") == []


def test_passages_may_have_numbers_of_their_own(store, tmp_path):
    store.build(PASSAGES[:2], tmp_path, "some", [40, 7])
    assert rows(store.load(tmp_path, "some").search("computers", 5)) == [7]


def test_names_lie_beside_each_other_and_move_with_their_folder(store, tmp_path):
    (tmp_path / "here").mkdir()
    store.build(PASSAGES[:2], tmp_path / "here", "one")
    store.build(PASSAGES[2:], tmp_path / "here", "two")
    moved = (tmp_path / "here").rename(tmp_path / "there")
    assert [rows(store.load(moved, name).search("data", 5)) for name in ("one", "two")] == [[0], [0]]


def test_what_is_kept_is_extended_elsewhere_and_stays_as_it_was(store, tmp_path):
    for name in ("before", "after"):
        (tmp_path / name).mkdir()
    store.build(PASSAGES, tmp_path / "before", "some", [10, 11, 12, 13])
    kept = {path: path.read_bytes() for path in (tmp_path / "before").rglob("*") if path.is_file()}
    store.extend(tmp_path / "before", tmp_path / "after", "some", ["cis"], [PASSAGES[3]], [20])
    after = store.load(tmp_path / "after", "some")
    assert [set(rows(after.search(query, 5))) for query in ("data", "costs")] == [{10}, {20}]
    assert {path: path.read_bytes() for path in kept} == kept
    assert set(rows(store.load(tmp_path / "before", "some").search("data", 5))) == {10, 12}


def test_a_store_of_nothing_finds_nothing(store, tmp_path):
    store.build([], tmp_path, "none")
    assert store.load(tmp_path, "none").search("data", 5) == []


def test_what_is_not_there_is_damaged(store, tmp_path):
    with pytest.raises(DamagedIndex):
        store.load(tmp_path, "missing")
