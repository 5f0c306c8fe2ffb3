"""Compare engines of words on made-up passages: tantivy, bm25s and SQLite's FTS5.

    python tests/benchmark/lexical.py 1000 1000000

The passages are drawn word by word from the bundled texts, so that words are as frequent as there. Building and
searching each take a process of their own, whose highest memory is told. bm25s is no dependency of the project:
`pip install bm25s snowballstemmer`.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path

import numpy as np

from corpus.shelf.collection import Corpus

WORDS = 42
QUERY = 8
QUERIES = 100
LIMIT = 100
CHUNK = 10_000

Search = Callable[[str], object]


def write(count: int, file: Path) -> None:
    """As many passages, one a line, always the same."""
    vocabulary = np.array(" ".join(i.text for i in Corpus.bundled().values()).split())
    random = np.random.default_rng(1)
    with file.open("w", encoding="utf-8") as lines:
        for first in range(0, count, CHUNK):
            rows = random.integers(0, len(vocabulary), (min(CHUNK, count - first), WORDS))
            lines.writelines(" ".join(row) + "\n" for row in vocabulary[rows])


def read(file: Path) -> Iterator[str]:
    """The passages of a file."""
    with file.open(encoding="utf-8") as lines:
        yield from lines


def queries(file: Path) -> list[str]:
    """Words that stand together in a passage, without those that every engine leaves out."""
    from tantivy import Filter, TextAnalyzerBuilder, Tokenizer

    kept = TextAnalyzerBuilder(Tokenizer.simple()).filter(Filter.lowercase()).filter(Filter.stopword("english")).build()
    return [" ".join(kept.analyze(text)[:QUERY]) for text in islice(read(file), QUERIES)]


def build_tantivy(file: Path, folder: Path) -> None:
    from index.passages import Passage
    from index.stores.tantivy import TantivyWords

    TantivyWords.build((Passage("i", "e", 0, 1, "", text) for text in read(file)), folder, "words")


def open_tantivy(folder: Path) -> Search:
    from index.stores.tantivy import TantivyWords

    opened = TantivyWords.load(folder, "words")
    return lambda query: opened.search(query, LIMIT)


def build_bm25s(file: Path, folder: Path) -> None:
    import bm25s
    import snowballstemmer

    tokens = bm25s.tokenize(list(read(file)), stemmer=snowballstemmer.stemmer("english"), show_progress=False)
    retriever = bm25s.BM25()
    retriever.index(tokens, show_progress=False)
    retriever.save(folder)


def open_bm25s(folder: Path) -> Search:
    import bm25s
    import snowballstemmer

    opened = bm25s.BM25.load(folder, mmap=True)
    stemmer = snowballstemmer.stemmer("english")

    def search(query: str) -> object:
        tokens = bm25s.tokenize(query, stemmer=stemmer, show_progress=False)
        return opened.retrieve(tokens, k=LIMIT, show_progress=False)

    return search


def build_fts5(file: Path, folder: Path) -> None:
    import sqlite3

    with sqlite3.connect(folder / "words.db") as base:
        base.execute("CREATE VIRTUAL TABLE passages USING fts5(words, tokenize='porter unicode61', content='')")
        rows = enumerate(read(file), start=1)
        base.executemany("INSERT INTO passages (rowid, words) VALUES (?, ?)", rows)


def open_fts5(folder: Path) -> Search:
    import sqlite3

    opened = sqlite3.connect(folder / "words.db")
    order = f"SELECT rowid FROM passages WHERE passages MATCH ? ORDER BY rank LIMIT {LIMIT}"  # noqa: S608
    return lambda query: opened.execute(order, (" OR ".join(f'"{word}"' for word in query.split()),)).fetchall()


ENGINES = {
    "tantivy": (build_tantivy, open_tantivy),
    "bm25s": (build_bm25s, open_bm25s),
    "fts5": (build_fts5, open_fts5),
}
MODULES = {"tantivy": "tantivy", "bm25s": "bm25s", "fts5": "sqlite3"}


def measure(step: str, engine: str, file: Path, folder: Path) -> dict[str, float]:
    """What one step costs this process."""
    build, open_ = ENGINES[engine]
    started = time.perf_counter()
    if step == "import":
        __import__(MODULES[engine])
        return {"import ms": 1000 * (time.perf_counter() - started)}
    if step == "build":
        build(file, folder)
        return {"build s": time.perf_counter() - started, "build MB": _memory()}
    asked = queries(file)
    search = open_(folder)
    search(asked[0])
    took = [_milliseconds(search, query) for query in asked]
    p50, p95 = np.percentile(took, (50, 95))
    return {"p50 ms": float(p50), "p95 ms": float(p95), "search MB": _memory()}


def _milliseconds(search: Search, query: str) -> float:
    started = time.perf_counter()
    search(query)
    return 1000 * (time.perf_counter() - started)


def compare(count: int, file: Path) -> None:
    """Print a table of all engines."""
    write(count, file)
    print(f"\n{count:,} passages of {WORDS} words, {QUERIES} queries, the best {LIMIT}\n")
    columns = ("build s", "build MB", "disk MB", "import ms", "p50 ms", "p95 ms", "search MB")
    print(f"| engine | {' | '.join(columns)} |\n|---|{'---:|' * len(columns)}")
    for engine in ENGINES:
        with tempfile.TemporaryDirectory() as folder:
            row: dict[str, float] = {}
            for step in ("import", "build", "search"):
                row |= _in_process(step, engine, str(file), folder)
            row["disk MB"] = sum(path.stat().st_size for path in Path(folder).rglob("*") if path.is_file()) / 1e6
        print(f"| {engine} | {' | '.join(f'{row[name]:,.2f}' for name in columns)} |", flush=True)


def _in_process(*arguments: str) -> dict[str, float]:
    done = subprocess.run([sys.executable, __file__, *arguments], stdout=subprocess.PIPE, text=True, check=True)
    return dict(json.loads(done.stdout.splitlines()[-1]))


def _memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3


if __name__ == "__main__":
    if sys.argv[1:2] and sys.argv[1] in ("import", "build", "search"):
        print(json.dumps(measure(*sys.argv[1:3], Path(sys.argv[3]), Path(sys.argv[4]))))
    else:
        with tempfile.TemporaryDirectory() as made_up:
            for size in sys.argv[1:] or ("1000", "1000000"):
                compare(int(size), Path(made_up) / "passages.txt")
