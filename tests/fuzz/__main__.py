"""Fuzzing that is guided by coverage: python -m tests.fuzz question --runs 1000000 --seconds 3600

Needs atheris (`pip install ".[fuzz]"`). What is found is kept in a folder, one file for each place where something was
raised; put it into `tests/fuzz/test_found.py`. An input that takes over two seconds, or over 1 GB, is found as well.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
import traceback
from pathlib import Path

import atheris

sys.path += [str(Path(__file__).parents[1] / room) for room in ("corpus", "corpus/readers")]
with atheris.instrument_imports(include=["assistant", "corpus"], enable_loader_override=False):
    from tests.fuzz.targets import TARGETS, seeds

SLOW = 2.0
"""Seconds of processor time that an input may take."""
LARGEST = {"question": 400, "pinpoint": 300, "turn": 400, "batch": 600}
"""Bytes of an input at most; files have more."""


class Watch:
    """Runs a target and keeps what makes it fail, once for each place where it does; ends the process when it is time.

    libFuzzer lets nothing run after its own end, so that it has none.
    """

    def __init__(self, name: str, found: Path, runs: int, seconds: int) -> None:
        self._name, self._target, self._found = name, TARGETS[name], found / name
        self._most, self._until = runs, time.monotonic() + seconds
        self._runs, self._slowest = 0, 0.0
        self._places: set[str] = set()

    def __call__(self, data: bytes) -> None:
        if self._runs >= self._most or time.monotonic() > self._until:
            print(f"{self._name}: {self._runs:,} inputs, {len(self._places)} found, slowest {self._slowest:.2f} s")
            sys.stdout.flush()
            os._exit(1 if self._places else 0)
        self._runs += 1
        begun = time.process_time()
        try:
            self._target(data)
        except Exception as problem:  # noqa: BLE001  # whatever it is, it is kept, and the search goes on
            self._keep(data, _place(problem), problem)
        took = time.process_time() - begun
        self._slowest = max(self._slowest, took)
        if took > SLOW:
            self._keep(data, "slow", f"{took:.1f} s")

    def _keep(self, data: bytes, place: str, problem: object) -> None:
        if place in self._places:
            return
        self._places.add(place)
        self._found.mkdir(parents=True, exist_ok=True)
        (self._found / f"{len(self._places):03}").write_bytes(data)
        print(f"found: {place}: {problem!r}: {data[:200]!r}", flush=True)


def _place(problem: Exception) -> str:
    last = traceback.extract_tb(problem.__traceback__)[-1]
    return f"{type(problem).__name__} at {Path(last.filename).name}:{last.lineno}"


def main() -> None:
    """Fuzz a target for so many inputs or seconds, whichever ends first."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("target", choices=TARGETS)
    asked.add_argument("--runs", type=int, default=1_000_000)
    asked.add_argument("--seconds", type=int, default=3600)
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--found", type=Path, default=Path(tempfile.gettempdir()) / "fuzz-found")
    given = asked.parse_args()
    watch = Watch(given.target, given.found, given.runs, given.seconds)
    with tempfile.TemporaryDirectory() as folder:
        for number, seed in enumerate(seeds(given.target)):
            (Path(folder) / str(number)).write_bytes(seed)
        limits = {
            "seed": given.seed,
            "max_len": LARGEST.get(given.target, 20_000),
            "rss_limit_mb": 1024,
            "verbosity": 0,
        }
        atheris.Setup([sys.argv[0], *(f"-{name}={value}" for name, value in limits.items()), folder], watch)
        atheris.Fuzz()


if __name__ == "__main__":
    main()
