"""What every vector store does, whichever engine is behind it. A new one is added to `STORES`."""

import numpy as np
import pytest
from plain import PlainVectors

from corpus.errors import DamagedIndex
from index.stores.faiss import FaissVectors
from index.vectors import unit

RANDOM = np.random.default_rng(3)
VECTORS = unit(RANDOM.normal(size=(300, 24)).astype(np.float32))
QUERIES = unit((VECTORS[::30] + 0.05 * RANDOM.normal(size=(10, 24))).astype(np.float32))
STORES = (FaissVectors, PlainVectors)


@pytest.fixture(params=STORES, ids=lambda store: store.engine)
def store(request):
    return request.param


@pytest.fixture
def held(store, tmp_path):
    """The vectors as a reader has them: written, and opened again."""
    store.build(VECTORS).save(tmp_path, "some")
    return store.load(tmp_path, "some")


def test_the_nearest_rows_come_first(held):
    for query in QUERIES:
        rows, scores = held.search(query[None], 10)
        cosines = VECTORS @ query
        assert set(rows.tolist()) == set(np.argsort(-cosines)[:10].tolist())
        assert scores == pytest.approx(cosines[rows], abs=1e-5)
        assert list(scores) == sorted(scores, reverse=True)


def test_what_is_built_is_searched_before_it_is_saved(store):
    assert store.build(VECTORS).search(VECTORS[7:8], 1)[0].tolist() == [7]


def test_a_search_within_rows_gives_those_alone(held):
    within = np.arange(5, 300, 40)
    for query in QUERIES:
        rows, scores = held.search(query[None], 3, within)
        assert len(rows) == len(scores) == 3
        assert set(rows.tolist()) <= set(within.tolist())


@pytest.mark.parametrize(("limit", "within", "expected"), [(500, None, 300), (9, [3, 4], 2), (9, [], 0), (0, None, 0)])
def test_no_more_rows_than_there_are(held, limit, within, expected):
    rows, scores = held.search(QUERIES[:1], limit, None if within is None else np.array(within, np.int64))
    assert len(rows) == len(scores) == expected


def test_all_vectors_come_back(held):
    assert len(held) == 300
    assert held.vectors() == pytest.approx(VECTORS)
    assert held.vectors(20, 30) == pytest.approx(VECTORS[20:30])
    assert held.vectors().dtype == np.float32


def test_a_store_of_nothing(store, tmp_path):
    store.build(VECTORS[:0]).save(tmp_path, "none")
    empty = store.load(tmp_path, "none")
    assert len(empty) == len(empty.search(QUERIES[:1], 5)[0]) == 0
    assert empty.vectors().shape == (0, 24)


def test_names_lie_beside_each_other_and_move_with_their_folder(store, tmp_path):
    for name, rows in {"one": VECTORS[:10], "two": VECTORS[10:30]}.items():
        (tmp_path / "here").mkdir(exist_ok=True)
        store.build(rows).save(tmp_path / "here", name)
    moved = (tmp_path / "here").rename(tmp_path / "there")
    assert [len(store.load(moved, name)) for name in ("one", "two")] == [10, 20]


def test_what_was_loaded_is_saved_elsewhere_as_it_was(held, store, tmp_path):
    (tmp_path / "copy").mkdir()
    held.save(tmp_path / "copy", "same")
    kept, copied = ([path for path in folder.iterdir() if path.is_file()] for folder in (tmp_path, tmp_path / "copy"))
    assert [path.read_bytes() for path in kept] == [path.read_bytes() for path in copied]
    assert (store.load(tmp_path / "copy", "same").vectors() == held.vectors()).all()


def test_what_cannot_be_read_is_damaged(store, tmp_path):
    with pytest.raises(DamagedIndex):
        store.load(tmp_path, "missing")
    store.build(VECTORS).save(tmp_path, "some")
    (file,) = tmp_path.iterdir()
    for content in (b"", b"nothing of the kind", file.read_bytes()[: file.stat().st_size // 2]):
        file.write_bytes(content)
        with pytest.raises(DamagedIndex):
            store.load(tmp_path, "some")
