"""Whether quotes stay true on mutated files: python -m tests.benchmark.mutations FOLDER [HOW_MANY]

Each of the files in a folder, in turn, is read, its text mutated in one to three ways, and read again. Every quote must
be in the mutated file and every article's number must stand there before it; or the file must be refused.
"""

from __future__ import annotations

import sys
import tempfile
from collections import Counter
from pathlib import Path

from corpus.errors import TreatyError
from corpus.model import About
from corpus.readers import FORMATS
from corpus.shelf.loading import load_instrument
from tests.corpus.mutation_cases import verdict

LARGEST = 200_000
SHOWN = 40


def texts(folder: Path, wanted: int) -> list[tuple[str, str]]:
    """The texts of files of the folder, evenly over it."""
    files = sorted(f for f in folder.rglob("*") if f.suffix.lower() in FORMATS and f.stat().st_size < LARGEST)
    found = []
    for file in files[:: max(1, len(files) // wanted)]:
        try:
            found.append((str(file), load_instrument(file, About("x", "X", "X")).text))
        except TreatyError:
            continue
    return found


def main(folder: Path, wanted: int) -> None:
    counts: Counter[str] = Counter()
    sources = texts(folder, min(wanted, 200))
    with tempfile.TemporaryDirectory() as place:
        for seed in range(wanted):
            name, text = sources[seed % len(sources)]
            found, wrong = verdict(Path(place) / "a.txt", text, seed)
            counts[found] += 1
            if wrong and counts["wrong"] <= SHOWN:
                print(seed, name, wrong[:5], flush=True)
    print(dict(counts))


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 2000)
