"""The share of a collection that is numbered completely: python tests/benchmark/numbering.py FOLDER [HOW_MANY]

Every article from 1 to the last, each once, in the instrument itself. Files are taken evenly over the whole folder.
Those that are not complete are listed, with what is missing.
"""

from __future__ import annotations

import sys
import time
from collections import Counter
from pathlib import Path

from corpus.errors import TreatyError
from corpus.model import About
from corpus.numerals import number_value
from corpus.readers import FORMATS
from corpus.shelf.certainty import certainty_of
from corpus.shelf.loading import load_instrument


def verdict(path: Path) -> tuple[str, str]:
    """What became of a file in a word, and what there is to say of it."""
    try:
        instrument = load_instrument(path, About("x", path.stem, path.stem))
    except TreatyError as problem:
        return "refused", str(problem)
    certainty = certainty_of(instrument)
    if not instrument.articles:
        return "without articles", ""
    whole = number_value(certainty.first) == 1
    sound = whole and not certainty.missing and not certainty.twice
    return ("complete" if sound else "incomplete"), certainty.told


def main(folder: Path, wanted: int) -> None:
    files = sorted(file for file in folder.rglob("*") if file.suffix.lower() in FORMATS and file.stat().st_size)
    step = max(1, len(files) // wanted) if wanted else 1
    counts: Counter[str] = Counter()
    slowest = (0.0, "")
    for file in files[::step]:
        begin = time.perf_counter()
        found, told = verdict(file)
        slowest = max(slowest, (time.perf_counter() - begin, str(file)))
        counts[found] += 1
        if found != "complete":
            print(f"{found}: {file.relative_to(folder)}: {told}")
    counted = counts["complete"] + counts["incomplete"]
    print(dict(counts))
    print(f"complete {counts['complete'] / max(1, counted):.4f} of {counted} with articles; slowest {slowest[0]:.1f} s")


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 0)
