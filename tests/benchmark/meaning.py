"""An audit of meaning: python -m tests.benchmark.meaning [HOW_MANY]

Asks anticipated questions of the bundled instruments, and all of the splits that weights were fitted on. Of each quote:
its pin must agree with a second reading of the source; no point may stand without its lead-in and what closes its list;
the quote may end, or begin, only where a sentence does; and what is left out of the provision may not limit it.
"""

from __future__ import annotations

import random
import re
import sys
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from assistant import Assistant, evaluation
from assistant.answer import Citation
from assistant.evaluation.benchmark import read_benchmark
from corpus.shelf import bundle
from corpus.shelf.collection import Corpus
from tests.benchmark.second_reading import Path_, Reading, letters, read

CORPUS = Corpus.bundled()
SHIPPED = Path(evaluation.__file__).parent / "shipped"
NUMBERED = re.compile(r"(art|para|point)_([0-9a-z]+)")
LIMITS = re.compile(
    r"\b(provided|except|unless|however|notwithstanding|subject to|without prejudice|save (as|that)|only if|not?)\b",
    re.IGNORECASE,
)
ENDS = (".", ";", ":", "!", "?", "”", '"', ")", ",")
AND_OR = re.compile(r"[;,]? (and|or|and/or)$")


@cache
def reading(id: str) -> Reading:
    """The second reading of a bundled instrument."""
    return read(bundle.TEXTS / f"{id}.txt")


def path_of(eid: str) -> Path_ | None:
    """The numbers of a pin from the article down; None where a level has none."""
    steps = [NUMBERED.fullmatch(step) for step in eid.split("__")]
    if not steps or not all(steps) or steps[0][1] != "art" or any(step[2] == "nn" for step in steps):
        return None
    numbers = [step[2] for step in steps]
    points = [step[2] for step in steps if step[1] == "point"]
    paragraph = next((step[2] for step in steps if step[1] == "para"), "")
    return tuple([numbers[0], paragraph, *points] if points or paragraph else numbers[:1])


def faults(citation: Citation) -> Iterator[str]:
    """What is wrong with a citation, in a word each."""
    path, second = path_of(citation.eid), reading(citation.instrument)
    if path is not None:
        if not agrees(path, second.places(citation.quote) or second.places(citation.quote[:60])):
            yield "pin"
        yield from _hanging(path, second, letters(citation.whole))
    yield from _cut(citation)


def agrees(path: Path_, places: set[tuple[Path_, Path_]]) -> bool:
    """Whether a pin is that of one of the places where its words stand."""
    return any(place[: len(path)] == path for place, _ in places)


def _hanging(path: Path_, second: Reading, said: str) -> Iterator[str]:
    """Whether a point lacks what it hangs on."""
    for level in range(3, len(path) + 1):
        if letters(second.lead_in(path[:level])) not in said:
            yield "lead-in"
        if any(letters(text) not in said for text in second.closing(path[:level])):
            yield "closing"


def _cut(citation: Citation) -> Iterator[str]:
    """Whether a quote breaks off inside a sentence, or what is left out of its provision limits it."""
    instrument = CORPUS[citation.instrument]
    provision = instrument[citation.eid]
    if citation.end <= provision.body:  # a heading, quoted for itself
        return
    before = instrument.text[provision.body : citation.start].strip()
    after = instrument.text[citation.end : provision.end].strip()
    if (before and not before.endswith(ENDS)) or (after and not AND_OR.sub("", citation.quote).endswith(ENDS)):
        yield "sentence"
    hung = letters(citation.whole)
    if any(LIMITS.search(part) and letters(part) not in hung for part in (before, after)):
        yield "proviso"


def questions(how_many: int) -> list[str]:
    """So many anticipated questions, evenly over the instruments, and those of the two splits."""
    chance = random.Random(20)  # noqa: S311  # a choice, no secret
    asked = [one.question for id in CORPUS for one in bundle.anticipated(CORPUS[id]) if not one.turn]
    items = [item for split in ("dev", "strangers-dev") for item in read_benchmark(SHIPPED / f"{split}.jsonl", CORPUS)]
    return [*chance.sample(asked, min(how_many, len(asked))), *(item.question for item in items if not item.turn)]


def audit(assistant: Assistant, asked: list[str]) -> tuple[Counter[str], list[str]]:
    """How many answers, quotes and faults there are, and of each fault where it is."""
    counts, where = Counter[str](), list[str]()
    for question in asked:
        citations = assistant.ask(question).citations
        counts["questions"] += 1
        counts["quotes"] += len(citations)
        for citation in citations:
            for fault in faults(citation):
                counts[fault] += 1
                where.append(f"{fault}: {citation.instrument} {citation.eid}: {question}")
    return counts, where


if __name__ == "__main__":
    found, places = audit(Assistant(), questions(int(sys.argv[1]) if len(sys.argv) > 1 else 5000))
    print("\n".join(places))
    print(dict(found))
    raise SystemExit(bool(places))
