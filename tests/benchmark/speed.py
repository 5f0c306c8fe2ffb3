"""How fast it is here: ``python -m tests.benchmark.speed`` from the repository. It prints figures and judges none.

Every process gets a data folder that is removed afterwards. Figures depend on the machine; the ratio of starting
``treaty ask`` to importing sentence-transformers, taken in turns, does so the least.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import assistant
from assistant.assistant import Assistant
from assistant.evaluation import read_benchmark
from assistant.evaluation.shipped import bundled
from corpus.shelf.library import Corpus
from corpus.settings import HOME

ROOT = Path(assistant.__file__).parents[1]
QUESTION = "How long must preserved data be kept?"
ASK = ("-m", "assistant.cli", "ask", QUESTION)
BUILD = ("-m", "assistant.cli", "index", "build")
HELP = ("-m", "assistant.cli", "--help")
IMPORT = ("-c", "import sentence_transformers")
MEMORY_QUESTIONS = 100
TURNS = ("can that be extended?", "who decides on it?", "and if they refuse?", "in which form?", "who pays for it?")
LENGTH, CHATS = 50, 8


def main() -> None:
    """Take every figure and print it."""
    options = _options()
    with tempfile.TemporaryDirectory() as folder:
        os.environ[HOME] = folder
        print(f"first build of the index: {_seconds(lambda: _run(BUILD)):.1f} s")
        print(f"build again with nothing changed: {_seconds(lambda: _run(BUILD)):.2f} s")
        _print_warm(options.questions)
        _print_chat()
        _print_cold(options.runs)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--questions", type=int, default=200, help="questions of the dev split that are asked warm")
    parser.add_argument("--runs", type=int, default=5, help="cold starts of each kind")
    return parser.parse_args()


def _print_warm(count: int) -> None:
    asked = list(_questions(count))
    answering = Assistant()
    print(f"first question in a process: {1000 * _seconds(lambda: answering.ask(QUESTION)):.0f} ms")
    times = []
    for number, question in enumerate(asked, start=1):
        times.append(1000 * _seconds(lambda question=question: answering.ask(question)))
        if number == MEMORY_QUESTIONS:
            print(f"resident memory after {number} questions: {_resident():.0f} MB")
    p50, p95 = statistics.median(times), statistics.quantiles(times, n=20)[-1]
    print(f"warm question: p50 {p50:.1f} ms, p95 {p95:.1f} ms, of {len(times)} questions")


def _print_chat() -> None:
    """A question that stands alone and one that leans on it, at the start and at the end of long chats."""
    answering = Assistant()
    early, late = [], []
    for number in range(CHATS):
        ask = answering.chat().ask
        early.append(_pair(ask, number))
        for turn in range(LENGTH - 4):
            ask(f"{TURNS[turn % len(TURNS)]} ({turn})")
        late.append(_pair(ask, number + CHATS))
    for what, first, last in zip(("alone", "leaning"), zip(*early, strict=True), zip(*late, strict=True), strict=True):
        one, other = statistics.median(first), statistics.median(last)
        print(f"chat of {LENGTH} turns, a turn {what}: first {one:.1f} ms, last {other:.1f} ms, {other / one:.2f}")


def _pair(ask: Callable[[str], object], number: int) -> tuple[float, float]:
    """Milliseconds of a question and of a turn that leans on it; numbered, as what was asked before is remembered."""
    texts = (f"{QUESTION} ({number})", f"{TURNS[number % len(TURNS)]} [{number}]")
    alone, leaning = (1000 * _seconds(lambda text=text: ask(text)) for text in texts)
    return alone, leaning


def _print_cold(runs: int) -> None:
    """Starts taken in turns, so that what else the machine does falls on both."""
    kinds = {"treaty ask": ASK, "treaty --help": HELP, "import sentence_transformers": IMPORT}
    taken: dict[str, list[float]] = {name: [] for name in kinds}
    for _ in range(runs):
        for name, command in kinds.items():
            taken[name].append(_seconds(lambda command=command: _run(command)))
    for name, times in taken.items():
        print(f"cold {name}: median {statistics.median(times):.2f} s, {min(times):.2f} to {max(times):.2f} s")
    pairs = zip(taken["treaty ask"], taken["import sentence_transformers"], strict=True)
    print(f"cold treaty ask / import sentence_transformers: {statistics.median(a / b for a, b in pairs):.2f}")


def _questions(count: int) -> Iterator[str]:
    """Questions of the dev split; over and over where it has fewer."""
    items = read_benchmark(bundled("dev"), Corpus.bundled())
    return (items[number % len(items)].question for number in range(count))


def _run(command: Sequence[str]) -> None:
    subprocess.run([sys.executable, *command], cwd=ROOT, check=True, capture_output=True)


def _seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def _resident() -> float:
    """Megabytes of this process now, or at most so far where the system does not tell."""
    import resource

    status = Path("/proc/self/status")
    if status.exists():
        line = next(line for line in status.read_text(encoding="utf-8").splitlines() if line.startswith("VmRSS"))
        return int(line.split()[1]) / 1000
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1e6 if sys.platform == "darwin" else 1e3)


if __name__ == "__main__":
    main()
