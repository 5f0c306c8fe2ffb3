"""What the product is measured against: the pipeline of a tutorial, and words alone.

Both answer every question with what they find first, know nothing of conversations, and cite whole articles.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from assistant.answer import Answer, Citation, Found, Status
from corpus.model import GROUPS, Instrument, Provision, collapse
from index.encoders import MINILM
from index.passages import Passage
from index.stores.faiss import FaissVectors
from index.stores.tantivy import TantivyWords

SHOWN = 10
CHUNK = 1000
CHUNK_OVERLAP = 200
HALF = 10.0
"""The BM25 score that is shown as a confidence of one half; only the order of confidences means anything."""

Hits = Sequence[tuple[Passage, float]]


@dataclass(frozen=True)
class Yardstick:
    """Answers with the first of what a search finds."""

    name: str
    search: Callable[[str], Hits]
    """A question to passages, each with a score between 0 and 1, best first."""

    def ask(self, question: str) -> Answer:
        """The first passage as the answer, its article as the citation."""
        hits = self.search(question)
        if not hits:
            return Answer(question, Status.NOT_FOUND, message="nothing found")
        best, score = hits[0]
        return Answer(
            question,
            Status.ANSWERED,
            answer=f"{best.text} [1]",
            citations=(Citation(1, best.instrument, best.eid, best.eid, "", best.text, best.start, best.end),),
            passages=tuple(Found(p.instrument, p.eid, p.eid, "", s, p.text) for p, s in hits),
            confidence=score,
        )

    def converse(self) -> Callable[[str], Answer]:
        """A conversation without memory: every turn is asked as it stands."""
        return self.ask


def tutorial(instruments: Mapping[str, Instrument]) -> Yardstick:
    """Chunks of 1,000 characters that overlap by 200, all-MiniLM-L6-v2, FAISS.

    Cited is the article in which most of the chunk lies.
    """
    chunks = [chunk for instrument in instruments.values() for chunk in _chunks(instrument)]
    vectors = FaissVectors.build(MINILM.texts([chunk.text for chunk in chunks]))

    def search(question: str) -> Hits:
        rows, scores = vectors.search(MINILM.queries([question]), SHOWN)
        return [(chunks[row], float(np.clip(score, 0, 1))) for row, score in zip(rows, scores, strict=True)]

    return Yardstick("Tutorial pipeline", search)


def words_alone(instruments: Mapping[str, Instrument], folder: Path) -> Yardstick:
    """BM25 over whole articles.

    Args:
        folder: empty; the index is written into it and read from it.
    """
    articles = [article for instrument in instruments.values() for article in _articles(instrument)]
    words = TantivyWords.build(articles, folder, "articles")

    def search(question: str) -> Hits:
        return [(articles[row], score / (score + HALF)) for row, score in words.search(question, SHOWN)]

    return Yardstick("BM25 alone", search)


def _chunks(instrument: Instrument) -> list[Passage]:
    from langchain_text_splitters import RecursiveCharacterTextSplitter

    splitter = RecursiveCharacterTextSplitter(chunk_size=CHUNK, chunk_overlap=CHUNK_OVERLAP, add_start_index=True)
    units = _units(instrument)
    found = []
    for document in splitter.create_documents([instrument.text]):
        start = int(document.metadata["start_index"])
        end = start + len(document.page_content)
        unit = max(units, key=lambda unit: min(end, unit.end) - max(start, unit.start))
        found.append(Passage(instrument.id, unit.eid, start, end, "", collapse(document.page_content)))
    return found


def _articles(instrument: Instrument) -> list[Passage]:
    return [
        Passage(instrument.id, unit.eid, unit.start, unit.end, unit.heading, collapse(instrument.full(unit)))
        for unit in _units(instrument)
    ]


def _units(instrument: Instrument) -> list[Provision]:
    """The articles, and outside them the topmost provisions that are no groups, in reading order."""
    found = {instrument.article_of(p).eid: instrument.article_of(p) for p in instrument if p.kind not in GROUPS}
    return list(found.values())
