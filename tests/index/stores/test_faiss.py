"""Nearest vectors."""

import numpy as np
import pytest

from corpus.errors import DamagedIndex
from index.encoders import unit
from index.stores.faiss import VectorIndex

RANDOM = np.random.default_rng(3)
CENTRES = RANDOM.normal(size=(40, 32))
VECTORS = unit((CENTRES[RANDOM.integers(0, 40, 4000)] + 0.5 * RANDOM.normal(size=(4000, 32))).astype(np.float32))
QUERIES = unit((VECTORS[::200] + 0.05 * RANDOM.normal(size=(20, 32))).astype(np.float32))


@pytest.fixture(scope="module", params=["exact", "clustered"])
def index(request, tmp_path_factory):
    """An index of either kind as a reader has it: written, and mapped into memory."""
    built = VectorIndex.build(VECTORS, exact=1000 if request.param == "clustered" else 4000)
    path = tmp_path_factory.mktemp("vectors") / "v.faiss"
    built.save(path)
    return VectorIndex.load(path)


def nearest(query, limit, rows=None):
    rows = np.arange(len(VECTORS)) if rows is None else np.array(rows)
    scores = VECTORS[rows] @ query
    return set(rows[np.argsort(-scores)[:limit]].tolist())


def test_exact_search_finds_what_arithmetic_finds():
    index = VectorIndex.build(VECTORS)
    for query in QUERIES:
        rows, scores = index.search(query[None], 10)
        assert set(rows.tolist()) == nearest(query, 10)
        assert scores == pytest.approx(VECTORS[rows] @ query, abs=1e-5)
        assert list(scores) == sorted(scores, reverse=True)


def test_above_the_threshold_it_is_clustered_and_still_finds_nearly_all():
    clustered = VectorIndex.build(VECTORS, exact=1000)
    assert type(clustered.faiss_index).__name__.startswith("IndexIVF")
    found = [len(nearest(query, 10) & set(clustered.search(query[None], 10)[0].tolist())) for query in QUERIES]
    assert sum(found) / (10 * len(QUERIES)) > 0.9


def test_the_threshold_is_the_last_exact_size():
    assert type(VectorIndex.build(VECTORS[:300], exact=300).faiss_index).__name__ == "IndexFlatIP"


def test_a_search_within_rows_gives_those_alone(index):
    within = np.arange(5, 4000, 400)
    for query in QUERIES[:5]:
        rows, _ = index.search(query[None], 3, within)
        assert set(rows.tolist()) <= set(within.tolist())
    assert len(index.search(QUERIES[:1], 5, np.zeros(0, np.int64))[0]) == 0


def test_more_is_asked_for_than_there_is():
    few = VectorIndex.build(VECTORS[:3])
    assert sorted(few.search(QUERIES[:1], 50)[0].tolist()) == [0, 1, 2]
    assert len(VectorIndex.build(VECTORS[:0]).search(QUERIES[:1], 5)[0]) == 0


def test_all_vectors_come_back(index):
    assert len(index) == 4000
    back = index.vectors()
    assert back.shape == VECTORS.shape
    assert (back * VECTORS).sum(axis=1).min() > 0.99


def test_a_file_that_is_no_index(tmp_path):
    path = tmp_path / "v.faiss"
    VectorIndex.build(VECTORS[:50]).save(path)
    whole = path.read_bytes()
    for content in (b"", b"nothing of the kind", whole[: len(whole) // 2]):
        path.write_bytes(content)
        with pytest.raises(DamagedIndex, match=r"v\.faiss cannot be read"):
            VectorIndex.load(path)
    with pytest.raises(DamagedIndex):
        VectorIndex.load(tmp_path / "missing.faiss")
