"""Several stores searched as one."""

import numpy as np
import pytest

from index.stores.faiss import FaissVectors
from index.together import Together
from index.vectors import unit

VECTORS = unit(np.random.default_rng(5).normal(size=(90, 16)).astype(np.float32))
ONE = FaissVectors.build(VECTORS)
SEVERAL = Together([FaissVectors.build(VECTORS[first:end]) for first, end in ((0, 40), (40, 40), (40, 90))])


@pytest.mark.parametrize("within", [None, [3, 39, 40, 41, 89], [*range(40)], [*range(40, 90)], []])
def test_it_finds_what_one_store_of_all_finds(within):
    rows = None if within is None else np.array(within, np.int64)
    for query in VECTORS[::13]:
        expected, found = (store.search(query[None], 7, rows) for store in (ONE, SEVERAL))
        assert found[0].tolist() == expected[0].tolist()
        assert found[1] == pytest.approx(expected[1], abs=1e-6)
    assert len(SEVERAL) == len(ONE)


def test_no_stores_find_nothing():
    assert len(Together([]).search(VECTORS[:1], 5)[0]) == 0
