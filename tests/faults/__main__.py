"""Disturbs everything that writes: python -m tests.faults --minutes 30 --seed 1

Every operation is killed before each system call that changes the disk, and finds the disk full at each; every file is
torn and has bits turned. After each, everything must open or say what is damaged, nothing acknowledged may be gone, and
nothing may be left over. Ends with 1 where something did not hold, with 2 where strace may not be used.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial
from itertools import chain, zip_longest
from pathlib import Path

sys.path += [str(Path(__file__).parents[1] / room) for room in ("assistant", "index")]

from tests.faults import strace
from tests.faults.operations import OPERATIONS
from tests.faults.trials import Fault, House, kind_of, places

Trial = tuple[str, str, Callable[[], Iterator[Fault]]]
"""What is disturbed, how, and the trial."""
MEMORY = Path("/dev/shm")  # noqa: S108  # a folder in it is made for us alone
"""Where flushing costs nothing."""
WAYS = ("killed", "disk full", "torn", "bit flips")


def trials(place: House, chance: random.Random) -> Iterator[Trial]:
    """All trials, those of one thing in turn with those of the others, in an order by chance."""
    rows = [shuffled(of_operation(place, name), chance) for name in OPERATIONS]
    rows += [shuffled(of_files(place, how, chance), chance) for how in ("torn", "bit flips")]
    return (trial for trial in chain.from_iterable(zip_longest(*rows)) if trial)


def of_operation(place: House, name: str) -> list[Trial]:
    """The points of an operation."""
    return [
        (name, "disk full" if point.full else "killed", partial(place.disturb, name, point))
        for point in place.points(name)
    ]


def of_files(place: House, how: str, chance: random.Random) -> list[Trial]:
    """The damages of every file in one way."""
    return [
        (kind_of(name), how, partial(place.damage, name, how, at))
        for name in place.files()
        for at in places(chance, how, name)
    ]


def shuffled(rows: list[Trial], chance: random.Random) -> list[Trial]:
    """The same in an order by chance."""
    return chance.sample(rows, len(rows))


def told(counts: Counter[tuple[str, str]], faults: Counter[tuple[str, str]]) -> str:
    """How many trials there were of each, as a table in Markdown; faults after a stroke."""
    rows = [f"| | {' | '.join(WAYS)} |", f"|---|{'---|' * len(WAYS)}"]
    for what in dict.fromkeys(what for what, _ in sorted(counts)):
        cells = [f"{counts[what, how]}{f' ({faults[what, how]} failed)' * (faults[what, how] > 0)}" for how in WAYS]
        rows.append(f"| {what} | {' | '.join('' if cell == '0' else cell for cell in cells)} |")
    return "\n".join(rows)


def main() -> int:
    """Run trials until the time is up, or all are done."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--minutes", type=float, default=30)
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--points", type=int, default=sys.maxsize, help="so many trials at most")
    asked.add_argument("--only", default="", help="an operation, or a kind of file")
    given = asked.parse_args()
    if lacking := strace.missing():
        print(lacking)
        return 2
    until = time.monotonic() + 60 * given.minutes
    counts, faults = Counter[tuple[str, str]](), Counter[tuple[str, str]]()
    chance = random.Random(given.seed)  # noqa: S311  # an order, no secret
    with tempfile.TemporaryDirectory(prefix="faults-", dir=MEMORY if MEMORY.is_dir() else None) as folder:
        for what, how, trial in trials(House(Path(folder)), chance):
            if given.only not in what:
                continue
            if time.monotonic() > until or counts.total() >= given.points:
                break
            found = list(trial())
            counts[what, how] += 1
            faults[what, how] += bool(found)
            for fault in found:
                print(f"{fault.kind}: {fault.where}: {fault.what}", flush=True)
    print(told(counts, faults))
    print(f"{counts.total():,} trials, {faults.total()} failed")
    return 1 if faults.total() else 0


if __name__ == "__main__":
    raise SystemExit(main())
