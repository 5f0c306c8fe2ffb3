"""Lists to learn from: a question with provisions of one instrument, of which some answer it and others look as if."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np

from assistant import Assistant
from assistant.conversation import Conversation
from assistant.retrieval.reader import as_read
from assistant.understanding.intents import Search
from assistant.understanding.turns import understand
from corpus.eid import related
from corpus.errors import TreatyError
from corpus.model import GROUPS, Instrument
from corpus.shelf import bundle
from corpus.shelf.newcomers import Wishes, read_newcomer
from index.encoders.bundled import BUNDLED
from index.vectors import Floats

NEAR = 24
"""Provisions of a list at most, but for those that answer."""


@dataclass(frozen=True, slots=True)
class QuestionList:
    """A question, and texts as the reader is given them."""

    question: str
    answers: tuple[str, ...]
    """Texts that answer it; none where nothing does."""
    others: tuple[str, ...]
    """Texts that do not, the nearest first."""


def write(lists: Iterable[QuestionList], path: Path) -> int:
    """Write lists into a file of JSON Lines; how many there are."""
    with path.open("w", encoding="utf-8") as file:
        lines = (json.dumps(asdict(one), ensure_ascii=False) + "\n" for one in lists)
        return sum(bool(file.write(line)) for line in lines)


def read(path: Path) -> list[QuestionList]:
    """The lists of a file."""
    rows = (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines())
    return [QuestionList(row["question"], tuple(row["answers"]), tuple(row["others"])) for row in rows]


def of_bundled(assistant: Assistant) -> Iterator[QuestionList]:
    """One list for each anticipated question, and for each that no instrument answers."""
    for question, places in _anticipated(assistant).items():
        try:
            intent = understand(question, Conversation(), assistant.corpus)
            if not isinstance(intent, Search):
                continue
            ranking = assistant.retriever.rank(intent.query.question)
        except TreatyError:
            continue
        found = [(p.instrument, p.eid) for p in ranking.provisions[:NEAR]]
        yield _list(question, places, [p for p in found if not places or p[0] in dict(places)], assistant.corpus)


def of_collection(folder: Path) -> Iterator[QuestionList]:
    """Those of other treaties: of each, NAME.md is the text, NAME.jsonl has questions with identifiers."""
    for path in sorted(folder.glob("*.jsonl")):
        instrument = read_newcomer(path.with_suffix(".md"), Wishes(id=path.stem), []).instrument
        yield from _of_instrument(instrument, [json.loads(line) for line in path.read_text().splitlines()])


def _anticipated(assistant: Assistant) -> Mapping[str, list[tuple[str, str]]]:
    places: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for instrument in assistant.corpus.values():
        for one in bundle.anticipated(instrument):
            places[one.question].append((instrument.id, one.eid))
    return {**{one.question: [] for one in bundle.unanswerable()}, **places}


def _of_instrument(instrument: Instrument, rows: Sequence[Mapping[str, object]]) -> Iterator[QuestionList]:
    provisions = [p for p in instrument if p.kind not in GROUPS and instrument.words(p)]
    likeness = _likeness([str(row["question"]) for row in rows], [as_read(instrument, p) for p in provisions])
    for row, scores in zip(rows, likeness, strict=True):
        eids = [str(eid) for eid in (row["eid"], *_listed(row["also_ok"])) if eid]
        found = [(instrument.id, provisions[k].eid) for k in np.argsort(-scores)[:NEAR]]
        places = [(instrument.id, eid) for eid in eids if eid in instrument]
        yield _list(str(row["question"]), places, found, {instrument.id: instrument})


def _listed(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def _likeness(questions: Sequence[str], texts: Sequence[str]) -> Floats:
    cut = [" ".join(text.split()[:180]) for text in texts]
    each = [encoder.queries(questions) @ encoder.texts(cut).T for encoder in BUNDLED.values()]
    likeness: Floats = np.mean(each, axis=0, dtype=np.float32)
    return likeness


def _list(
    question: str,
    places: Sequence[tuple[str, str]],
    found: Sequence[tuple[str, str]],
    corpus: Mapping[str, Instrument],
) -> QuestionList:
    """What holds an answer, or is held by it, is on neither side."""
    apart = [p for p in found if not any(p[0] == id and related(p[1], eid) for id, eid in places)]
    texts = [[as_read(corpus[id], corpus[id][eid]) for id, eid in side] for side in (places, apart)]
    return QuestionList(question, tuple(texts[0]), tuple(texts[1]))
