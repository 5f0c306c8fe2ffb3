"""What a library of many instruments costs: ``python tests/benchmark/scale.py 2 200 3000``.

Nothing but processor time is told, for it is the same on a machine that does other things too. Instruments beyond the
bundled two are made of some of their articles each, under titles of their own, and the vectors of their passages are
those of the articles multiplied with noise: texts so many and so long take hours to embed.
"""

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

import numpy as np

from assistant import holdings
from assistant.service import Service
from corpus.model import About, Instrument
from corpus.parsing.parser import parse
from corpus.readers.markdown import lines
from corpus.settings import HOME
from corpus.shelf import stored
from corpus.shelf.collection import Corpus
from corpus.shelf.describing import with_about
from corpus.shelf.newcomers import Wishes, read_newcomer
from corpus.shelf.stored import Entry
from index import builder, generations, precomputed
from index.passages import passages_of
from index.precomputed import keys_of
from index.vectors import unit

ARTICLES, BASES, NOISE = 17, 24, 0.5
ONE_MORE = "Convention on Lighthouses\n\n" + "\n\n".join(
    f"Article {n}\n\n1. The keeper of lighthouse {n} shall light its lamp at dusk and report each ship that calls for "
    f"aid to authority {n}.\n\n2. A Party may put out the lamp of lighthouse {n} after notice of {n + 1} days."
    for n in range(1, 20)
)
QUESTIONS = (
    "How long must preserved data be kept under the UN draft?",
    "On what grounds may assistance be refused under the CIS Agreement?",
    "What is malicious software in the CIS Agreement?",
    "article 7(4) of the CIS Agreement",
    "Who bears the costs of mutual assistance?",
    "Which authorities receive requests for extradition?",
    "When does the convention enter into force?",
    "How are disputes between the Parties settled?",
    "May a State refuse to extradite its nationals?",
    "What is the best recipe for pancakes?",
    "How is child pornography defined?",
    "What must service providers hand over?",
)


class Noisy:
    """An encoder that gives passages of made instruments the vectors of the articles they are made of, with noise."""

    def __init__(self, encoder):
        self._encoder, shipped = encoder, precomputed.vectors(encoder, ["passage"])
        passages = [passage for instrument in Corpus.bundled().values() for passage in passages_of(instrument)]
        keys = keys_of(passage.embedded for passage in passages)
        self._known = {p.text: shipped["passage", bytes(key)] for p, key in zip(passages, keys, strict=True)}
        self._random = np.random.default_rng(0)

    def __getattr__(self, name):
        return getattr(self._encoder, name)

    def texts(self, texts, _progress=None):
        """Questions, which are learned from, as they are."""
        said = [self._body(text) for text in texts]
        if new := [body for body in dict.fromkeys(said) if body not in self._known]:
            self._known |= dict(zip(new, self._encoder.texts(new), strict=True))
        exact = np.stack([self._known[body] for body in said]) if said else self._encoder.texts([])
        return unit(exact * (1 + NOISE * self._random.normal(size=exact.shape)).astype(np.float32))

    def _body(self, text):
        """The words of a passage without its header, where they are known; else all."""
        while ": " in (text_of := text):
            if text in self._known:
                return text
            text = text_of.partition(": ")[2]
        return text


def bases() -> list[Instrument]:
    """Instruments of some articles of the bundled ones."""
    random, made = np.random.default_rng(1), []
    articles = [(one, article) for one in Corpus.bundled().values() for article in one.articles]
    for _ in range(BASES):
        chosen = [articles[n] for n in random.choice(len(articles), ARTICLES, replace=False)]
        text = "\n\n".join(
            f"Article {n}. {article.heading}\n\n{one.text[article.body : article.end]}"
            for n, (one, article) in enumerate(chosen, 1)
        )
        made.append(parse(lines(text), About("base", "Base", "Base")))
    return made


def fill(count: int) -> None:
    """Put so many instruments on the shelf, the bundled two among them, and build their index."""
    builder.build(holdings.default_plan())
    made, source = bases(), Path(tempfile.mkdtemp()) / "made.txt"
    source.write_text("made", encoding="utf-8")
    for n in range(count - 2):
        title = f"Convention {n} of the Ports of District {n % 97}"
        about = About(f"made-{n}", title, f"District {n % 97} Convention {n}", (f"Ports Treaty {n}",))
        stored.put(Entry(with_about(made[n % BASES], about), source))
    plan = holdings.default_plan()
    noisy = replace(plan, encoders=tuple(map(Noisy, plan.encoders)))
    builder.build(noisy)
    builder.merge(noisy)


def measured() -> dict[str, object]:
    """The figures of the data folder that is set."""
    began, service = time.process_time(), Service()
    assistant = service.assistant()
    opened = time.process_time() - began
    asked = []
    for question in (*QUESTIONS, *QUESTIONS, *QUESTIONS):
        began = time.process_time()
        service.assistant().ask(question)
        asked.append(1000 * (time.process_time() - began))
    warm = np.percentile(asked[len(QUESTIONS) :], (50, 95))
    place = generations.place(holdings.default_plan().contents)
    disk = sum(path.stat().st_size for path in place.rglob("*") if path.is_file())
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
    passages = generations.check(place).counts["passages"]
    return {
        "instruments": len(assistant.corpus),
        "passages": passages,
        "open_s": round(opened, 2),
        "ask_p50_ms": round(warm[0], 1),
        "ask_p95_ms": round(warm[1], 1),
        "memory_mb": round(memory),
        "disk_mb": round(disk / 1e6),
    }


def one_more() -> dict[str, object]:
    """Processor seconds to add a treaty of 19 articles, to update it, and to remove it."""
    path = Path(tempfile.mkdtemp()) / "lighthouses.txt"
    path.write_text(ONE_MORE, encoding="utf-8")
    known = [instrument.about for instrument in Service().corpus.values()]
    entry = read_newcomer(path, Wishes(), known)
    took = {}
    changed = replace(entry, instrument=replace(entry.instrument, text=entry.instrument.text.replace("dusk", "dawn")))
    steps = {
        "add_s": lambda: holdings.add([entry]),
        "update_s": lambda: holdings.add([changed]),
        "remove_s": lambda: holdings.remove(entry.id),
    }
    for name, step in steps.items():
        began = time.process_time()
        step()
        took[name] = round(time.process_time() - began, 2)
    return took


def process(*arguments: str) -> float:
    """Processor seconds of a process."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, *arguments], check=True, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> None:
    """One row a size; each figure from a process of its own."""
    match sys.argv[1:]:
        case ["measured" | "one_more" as what]:
            print(json.dumps(globals()[what]()))
        case sizes:
            for size in map(int, sizes or ("2", "200", "3000")):
                with tempfile.TemporaryDirectory() as home:
                    os.environ[HOME] = home
                    began = time.process_time()
                    fill(size)
                    row = {"fill_s": round(time.process_time() - began, 1)}
                    for what in ("measured", "one_more"):
                        said = subprocess.run([sys.executable, __file__, what], check=True, capture_output=True)
                        row |= json.loads(said.stdout)
                    cold = ("-m", "assistant.cli", "ask", QUESTIONS[0])
                    process(*cold)
                    row["cold_ask_s"] = round(min(process(*cold) for _ in range(2)), 2)
                    print(json.dumps(row), flush=True)


if __name__ == "__main__":
    main()
