"""``python -m index``: write what is shipped of the bundled texts anew, after a change of them or their questions."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from corpus.settings import HOME
from corpus.shelf.bundle import anticipated, unanswerable
from corpus.shelf.collection import Corpus
from index import fits, precomputed
from index.builder import build
from index.encoders import BUNDLED
from index.generations import place
from index.learning import Adaptation
from index.passages import passages_of
from index.plan import Plan, Source


def main() -> None:
    """Remove what is there, and write the vectors of each bundled encoder and what is learned from them."""
    for old in precomputed.FOLDER.glob("*.npz"):
        old.unlink()
    for file in (*_vectors(), *_fits()):
        print(file.name, flush=True)  # noqa: T201


def _vectors() -> Iterator[Path]:
    instruments = Corpus.bundled().values()
    texts = {
        "passage": [passage.embedded for i in instruments for passage in passages_of(i)],
        "question": [q.question for i in instruments for q in anticipated(i)],
        "unanswerable": [question.question for question in unanswerable()],
    }
    return (precomputed.write(encoder, texts) for encoder in BUNDLED.values())


def _fits() -> Iterator[Path]:
    """What an index of the bundled instruments learns; it is built in a data folder of its own, from nothing."""
    sources = tuple(Source(instrument, anticipated(instrument)) for instrument in Corpus.bundled().values())
    with TemporaryDirectory() as home:
        os.environ[HOME] = home
        plan = Plan(sources, tuple(BUNDLED.values()), unanswerable())
        build(plan)
        for kept in sorted(place(plan.contents).glob(f"encoder-*/*/{fits.KEY}")):
            fit = fits.Fit.load(kept.parent, plan.stores.vectors)
            prototypes = np.concatenate([fit.prototypes.vectors(), fit.categories.vectors()])
            yield precomputed.write_fit(kept.read_text(encoding="ascii"), Adaptation(fit.matrix, prototypes))


if __name__ == "__main__":
    main()
