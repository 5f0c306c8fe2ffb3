"""A million passages in the store of vectors: ``python tests/benchmark/million.py [HOW_MANY]``.

The vectors are those of the bundled passages multiplied with noise, the queries those of anticipated questions. Told
are processor times, what is found of the ten nearest that comparing all finds, and memory, of searches among all and
among the hundred passages of one instrument.
"""

import resource
import sys
import tempfile
import time
from pathlib import Path

import numpy as np

from index import precomputed
from index.encoders import BUNDLED
from index.stores.faiss import FaissVectors
from index.vectors import unit

QUERIES, NEAREST, OF_ONE, NOISE, BATCH = 200, 10, 100, 0.7, 50_000


def vectors(count: int) -> np.ndarray:
    """So many vectors."""
    shipped = precomputed.vectors(BUNDLED["bge-small-en-v1.5"], ["passage", "question"])
    exact, random = np.stack(list(shipped.values())), np.random.default_rng(0)
    made = np.empty((count, exact.shape[1]), np.float32)
    for first in range(0, count, BATCH):
        rows = exact[random.integers(0, len(exact), min(BATCH, count - first))]
        noise = random.standard_normal(rows.shape, np.float32)
        made[first : first + BATCH] = unit(rows * (1 + NOISE * noise))
    return made


def main() -> None:
    """Build, save, open, search."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    held, random = vectors(count), np.random.default_rng(1)
    asked = unit(
        held[random.integers(0, count, QUERIES)] + 0.03 * random.standard_normal((QUERIES, held.shape[1]), np.float32)
    )
    of_one = [np.arange(first, first + OF_ONE) for first in random.integers(0, count - OF_ONE, QUERIES)]
    nearest = np.empty((QUERIES, NEAREST), np.int64)
    for n, query in enumerate(asked):
        scores = held @ query
        best = np.argpartition(-scores, NEAREST)[:NEAREST]
        nearest[n] = best[np.argsort(-scores[best])]
    within = [rows[np.argsort(-(held[rows] @ query))[:NEAREST]] for rows, query in zip(of_one, asked, strict=True)]
    began = time.process_time()
    with tempfile.TemporaryDirectory() as folder:
        FaissVectors.build(held).save(Path(folder), "v")
        print(f"{count:,} vectors, built in {time.process_time() - began:.0f} s of processor time")
        del held
        print(f"{Path(folder, 'v.faiss').stat().st_size / 1e6:,.0f} MB")
        began = time.process_time()
        store = FaissVectors.load(Path(folder), "v")
        print(f"opened in {1000 * (time.process_time() - began):.1f} ms")
        told(store, "all", asked, nearest, [None] * QUERIES)
        told(store, "one instrument", asked, within, of_one)
        print(f"{_resident():,.0f} MB resident at the end, {_peak():,.0f} MB at most, in building")


def told(store: FaissVectors, what: str, asked: np.ndarray, expected: list, within: list) -> None:
    """Search, and print how it went."""
    took, found = [], 0
    for query, rows, best in zip(asked, within, expected, strict=True):
        began = time.process_time()
        nearest = store.search(query[None], NEAREST, rows)[0]
        took.append(1000 * (time.process_time() - began))
        found += len(set(nearest.tolist()) & set(best.tolist()))
    p50, p95 = np.percentile(took, (50, 95))
    print(f"{what}: p50 {p50:.1f} ms, p95 {p95:.1f} ms, recall@{NEAREST} {found / QUERIES / NEAREST:.3f}")


def _resident() -> float:
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * resource.getpagesize() / 1e6


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000


if __name__ == "__main__":
    main()
