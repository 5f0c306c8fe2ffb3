"""How fast files are read, and in how much memory: python tests/benchmark/reading.py [FOLDER]

A text of two megabytes and a PDF of 300 pages are made of the bundled instruments; of a folder, the largest files are
read as well. Seconds are of the processor; memory is the most above what stood before, each file in its own process.
"""

from __future__ import annotations

import multiprocessing
import resource
import sys
import tempfile
import time
from pathlib import Path

from corpus.model import About
from corpus.readers import FORMATS
from corpus.shelf.collection import Corpus
from corpus.shelf.loading import load_instrument

LARGEST = 4
ROWS = 42


def measured(path: Path) -> tuple[float, float]:
    """Seconds, and megabytes above the start."""
    load_instrument(Path(__file__).parents[2] / "corpus" / "texts" / "cis-agreement.txt", About("x", "X", "X"))
    before, begin = memory(), time.process_time()
    load_instrument(path, About("x", "X", "X"))
    return time.process_time() - begin, memory() - before


def memory() -> float:
    """The most memory that this process has had, in megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def long_text(folder: Path) -> Path:
    """Two megabytes of articles, counted on."""
    words = [i.words(article) for i in Corpus.bundled().values() for article in i.articles]
    path, pieces, size = folder / "two-megabytes.txt", ["TREATY ON TIDES"], 0
    while size < 2_000_000:
        pieces.append(f"Article {len(pieces)}\n\n{words[len(pieces) % len(words)]}")
        size += len(pieces[-1])
    path.write_text("\n\n".join(pieces), encoding="utf-8")
    return path


def long_pdf(folder: Path) -> Path:
    """A PDF of 300 pages."""
    from reportlab.pdfgen.canvas import Canvas

    text = long_text(folder).read_text(encoding="utf-8")
    rows = [line[at : at + 90] for line in text.split("\n") if line for at in range(0, len(line), 90)]
    path = folder / "300-pages.pdf"
    canvas = Canvas(str(path))
    for page in range(300):
        for number, row in enumerate(rows[page * ROWS : (page + 1) * ROWS]):
            canvas.drawString(60, 780 - 17 * number, row.encode("latin-1", "replace").decode("latin-1"))
        canvas.showPage()
    canvas.save()
    return path


def main() -> None:
    with tempfile.TemporaryDirectory() as place:
        files = [long_text(Path(place)), long_pdf(Path(place))]
        for folder in map(Path, sys.argv[1:]):
            found = [f for f in folder.rglob("*") if f.suffix.lower() in FORMATS and f.is_file()]
            files += sorted(found, key=lambda f: -f.stat().st_size)[:LARGEST]
        for file in files:
            with multiprocessing.get_context("spawn").Pool(1) as pool:
                seconds, megabytes = pool.apply(measured, (file,))
            size = file.stat().st_size / 1e6
            print(
                f"{file.name}: {size:.1f} MB in {seconds:.2f} s ({seconds / size:.2f} s a MB), {megabytes:.0f} MB more"
            )


if __name__ == "__main__":
    main()
