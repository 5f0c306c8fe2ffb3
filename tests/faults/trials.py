"""The trials: a house is disturbed at one point, and then everything must open and nothing acknowledged be gone."""

from __future__ import annotations

import json
import random
import re
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from tests.faults import house, strace
from tests.faults.operations import OPERATIONS
from tests.faults.strace import Outcome, Point

LEFT = re.compile(r"/\.(new|old|gone|rescue|beside)-|\.damaged-")
"""What a process keeps beside its place while it writes, or has moved aside."""
FLIPS = 6
"""Bits turned in each file, each by itself."""


@dataclass(frozen=True)
class Fault:
    """What did not hold."""

    kind: str
    where: str
    what: str


class House:
    """A furnished data folder, copied for each trial."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._home = folder / "furnished"
        strace.alone(lambda: house.furnish(self._home) or "")
        self._states: dict[str, list[house.State]] = {}
        self._counts: dict[str, Counter[str]] = {}

    def copy(self, operation: str = "") -> Path:
        """A copy of it, ready for an operation."""
        home = Path(tempfile.mkdtemp(dir=self._folder)) / "home"
        shutil.copytree(self._home, home)
        if operation:
            OPERATIONS[operation].prepare(home)
        return home

    def points(self, operation: str) -> list[Point]:
        """Every system call of an operation that can be disturbed, killed and with a full disk."""
        counts = self._calls(operation)
        kills = [Point(call, n) for call, most in counts.items() for n in range(1, most + 1)]
        return kills + [Point(point.call, point.number, full=True) for point in kills if point.call in strace.FILLING]

    def states(self, operation: str) -> list[house.State]:
        """What is seen before an operation, and after each step of it."""
        if operation not in self._states:
            self._states[operation] = json.loads(
                strace.alone(partial(_seen_on_the_way, self.copy(operation), operation))
            )
        return self._states[operation]

    def _calls(self, operation: str) -> Counter[str]:
        if operation not in self._counts:
            home = self.copy(operation)
            self._counts[operation], outcome = strace.calls(partial(_run, home, operation))
            assert outcome.ended == "done", outcome.said
        return self._counts[operation]

    def disturb(self, operation: str, point: Point) -> Iterator[Fault]:
        """Disturb an operation at a point, and see what does not hold."""
        home = self.copy(operation)
        where = f"{operation}, {'disk full' if point.full else 'killed'} at {point.call} {point.number}"
        outcome = strace.at(point, partial(_run, home, operation))
        yield from _ending(outcome, point, where)
        yield from self._held(home, operation, outcome, where)
        shutil.rmtree(home.parent)

    def _held(self, home: Path, operation: str, outcome: Outcome, where: str) -> Iterator[Fault]:
        try:
            seen, left = _after(home)
        except RuntimeError as problem:
            yield Fault("opens", where, str(problem)[-1500:])
            return
        states = self.states(operation)
        said = seen.pop("said")
        allowed = states[outcome.acknowledged : outcome.acknowledged + 2]
        if seen not in allowed:
            yield Fault("lost", where, f"{outcome}, {said}: {_difference(seen, allowed[0])}")
        if left:
            yield Fault("left", where, ", ".join(left))

    def damage(self, name: str, how: str, place: float) -> Iterator[Fault]:
        """Damage a file, and see whether what is read otherwise than before is said to be."""
        home = self.copy()
        path = home / name
        path.write_bytes(damaged(path.read_bytes(), how, place))
        where = f"{name}, {how} at {place:.3f}"
        try:
            seen, _ = _after(home)
        except RuntimeError as problem:
            yield Fault("opens", where, str(problem)[-1500:])
            return
        said = seen.pop("said")
        before = self.states("chat turn")[0]
        if seen != before and not said:
            yield Fault("unsaid", where, _difference(seen, before))
        if any("\n" in message.strip() for message in said):
            yield Fault("said", where, repr(said))
        shutil.rmtree(home.parent)

    def files(self) -> list[str]:
        """Every file of the house that holds something."""
        found = (path for path in self._home.rglob("*") if path.is_file() and path.stat().st_size)
        return sorted(str(path.relative_to(self._home)) for path in found)


def damaged(content: bytes, how: str, place: float) -> bytes:
    """A content that is cut at a place, or has one bit turned there."""
    at = min(int(place * len(content)), len(content) - 1)
    if how == "torn":
        return content[:at]
    return content[:at] + bytes([content[at] ^ 1 << at % 8]) + content[at + 1 :]


def kind_of(name: str) -> str:
    """What kind of file it is, whatever it is called: digits and letters of digests are left out."""
    first, *rest = Path(name).parts
    return f"{first}/{Path(name).suffix or Path(name).name}" if rest else first


def places(chance: random.Random, how: str, name: str) -> list[float]:
    """Where a file is damaged: cut to nothing, in the middle and before the last byte, or a bit turned anywhere.

    An empty database is what a program leaves that is killed while it makes one, and is taken for a new one.
    """
    return (
        [0.25 if name.endswith(".sqlite3") else 0.0, 0.5, 1.0]
        if how == "torn"
        else [chance.random() for _ in range(FLIPS)]
    )


def _run(home: Path, operation: str, done: house.Acknowledge) -> None:
    with house.at(home):
        OPERATIONS[operation].run(home, done)


def _seen_on_the_way(home: Path, operation: str) -> str:
    states = [json.loads(strace.alone(lambda: json.dumps(_undamaged(home))))]
    _run(home, operation, lambda: states.append(json.loads(strace.alone(lambda: json.dumps(_undamaged(home))))))
    return json.dumps([*states, states[-1]])


def _undamaged(home: Path) -> house.State:
    seen = house.state(home)
    seen.pop("said")
    return seen


def _after(home: Path) -> tuple[house.State, list[str]]:
    """What is seen after two starts, and what is left that nobody needs."""
    seen = json.loads(strace.alone(lambda: json.dumps(house.state(home))))
    again = json.loads(strace.alone(lambda: json.dumps(house.state(home))))
    if {**seen, "said": []} != {**again, "said": []}:
        raise RuntimeError(f"a second start sees something else: {_difference(again, seen)}")
    return seen, sorted(
        str(path.relative_to(home)) for path in home.rglob("*") if LEFT.search(f"/{path.relative_to(home)}")
    )


def _ending(outcome: Outcome, point: Point, where: str) -> Iterator[Fault]:
    if outcome.ended == "raised":
        yield Fault("raised", where, outcome.said[-1500:])
    if outcome.ended == "refused" and (not point.full or "\n" in outcome.said):
        yield Fault("refused", where, outcome.said)


def _difference(seen: house.State, before: house.State) -> str:
    return "; ".join(
        f"{n}: {seen.get(n)!r:.300} for {before.get(n)!r:.300}" for n in before if seen.get(n) != before[n]
    )
