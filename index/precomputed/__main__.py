"""Write the shipped vectors anew: after a change of the bundled texts, their questions, or the passages."""

from __future__ import annotations

from corpus.shelf.bundle import anticipated, unanswerable
from corpus.shelf.collection import Corpus
from index.encoders import BUNDLED
from index.passages import passages_of
from index.precomputed import FOLDER, write


def main() -> None:
    """Remove what is there, and write one file for each bundled encoder."""
    instruments = Corpus.bundled().values()
    texts = {
        "passage": [passage.embedded for i in instruments for passage in passages_of(i)],
        "question": [q.question for i in instruments for q in anticipated(i)],
        "unanswerable": [question.question for question in unanswerable()],
    }
    for old in FOLDER.glob("*.npz"):
        old.unlink()
    for encoder in BUNDLED.values():
        print(write(encoder, texts).name)  # noqa: T201


if __name__ == "__main__":
    main()
