"""``python -m index``: write what is shipped of the bundled texts anew, after a change of them or their questions."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from corpus.questions import ForeignQuestion
from corpus.settings import HOME
from corpus.shelf.bundle import LANGUAGES, anticipated, anticipated_in, unanswerable
from corpus.shelf.collection import Corpus
from index import bridge, fits, precomputed
from index.builder import build
from index.encoders import BUNDLED, MULTILINGUAL
from index.generations import place
from index.learning import Adaptation
from index.passages import passages_of
from index.plan import Plan, Source
from index.vectors import Vectors


def main() -> None:
    """Remove what is there, and write the vectors of each bundled encoder and what is learned from them."""
    for old in precomputed.FOLDER.glob("*.npz"):
        old.unlink()
    for file in (*_vectors(), *_fits(), _crossing()):
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


def _crossing() -> Path:
    """What questions in other languages are searched by; its encoder reads each English question, for minutes."""
    instruments = Corpus.bundled().values()
    passages = [passage for i in instruments for passage in passages_of(i)]
    texts = dict(zip([p.embedded for p in passages], MULTILINGUAL.texts([p.embedded for p in passages]), strict=True))
    firsts = {(p.instrument, p.eid): texts[p.embedded] for p in reversed(passages)}
    alone = [(i.id, q) for i in instruments for q in anticipated(i) if not q.turn]
    declined = [question for question in unanswerable() if not question.turn]
    lessons = bridge.Lessons(
        questions=MULTILINGUAL.queries([question.question for _, question in alone]),
        places=[(id, question.eid) for id, question in alone],
        unanswerable=MULTILINGUAL.queries([question.question for question in declined]),
        categories=[question.category for question in declined],
        foreign={language: _foreign(anticipated_in(language)) for language in LANGUAGES},
        passages=firsts,
    )
    return precomputed.write_crossing(MULTILINGUAL, bridge.learned(lessons), texts)


def _foreign(questions: Sequence[ForeignQuestion]) -> tuple[Sequence[ForeignQuestion], Vectors, Vectors]:
    own, english = ([getattr(question, name) for question in questions] for name in ("question", "english"))
    return questions, MULTILINGUAL.queries(own), MULTILINGUAL.queries(english)


if __name__ == "__main__":
    main()
