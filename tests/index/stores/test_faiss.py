"""What FAISS does beyond the port: clusters where exact search would take long."""

import numpy as np
import pytest

from corpus.errors import DamagedIndex
from index.stores import faiss as faiss_store
from index.stores.faiss import FaissVectors
from index.vectors import unit

RANDOM = np.random.default_rng(3)
CENTRES = RANDOM.normal(size=(40, 32))
VECTORS = unit((CENTRES[RANDOM.integers(0, 40, 4000)] + 0.5 * RANDOM.normal(size=(4000, 32))).astype(np.float32))
QUERIES = unit((VECTORS[::200] + 0.05 * RANDOM.normal(size=(20, 32))).astype(np.float32))


@pytest.fixture(scope="module")
def clustered(tmp_path_factory):
    """As a reader has it: written, and mapped into memory."""
    folder = tmp_path_factory.mktemp("vectors")
    FaissVectors.build(VECTORS, exact=1000).save(folder, "v")
    return FaissVectors.load(folder, "v")


def kind(store):
    return type(store.faiss_index).__name__


def test_the_threshold_is_the_last_exact_size():
    assert kind(FaissVectors.build(VECTORS[:300], exact=300)) == "IndexFlatIP"
    assert kind(FaissVectors.build(VECTORS[:2000], exact=1999)).startswith("IndexIVF")


def test_a_clustered_search_finds_nearly_all(clustered):
    nearest = np.argsort(-QUERIES @ VECTORS.T, axis=1)[:, :10]
    found = [
        len(set(rows.tolist()) & set(clustered.search(query[None], 10)[0].tolist()))
        for query, rows in zip(QUERIES, nearest, strict=True)
    ]
    assert sum(found) / nearest.size > 0.9


def test_a_clustered_search_within_rows_loses_none_of_them(clustered, monkeypatch):
    """Few of the clusters are looked into where all rows are searched, and all where few rows are."""
    monkeypatch.setattr(faiss_store, "COMPARED", 400)
    within = np.arange(5, 4000, 40)
    for query in QUERIES:
        expected = within[np.argsort(-(VECTORS[within] @ query))[:10]]
        assert clustered.search(query[None], 10, within)[0].tolist() == expected.tolist()


def test_vectors_in_sixteen_bits_come_back_nearly_as_they_were(clustered, tmp_path):
    assert len(clustered) == 4000
    assert (clustered.vectors() * VECTORS).sum(axis=1).min() > 0.99
    clustered.save(tmp_path, "copy")
    assert (FaissVectors.load(tmp_path, "copy").vectors() == clustered.vectors()).all()


def test_a_damaged_file_is_named(tmp_path):
    (tmp_path / "v.faiss").write_bytes(b"nothing of the kind")
    with pytest.raises(DamagedIndex, match=r"v\.faiss cannot be read"):
        FaissVectors.load(tmp_path, "v")
