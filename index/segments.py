"""Which segments of an earlier index stay as they are, and which are merged with others.

Segments stand in the order of their age, and only neighbours are merged: serial numbers of passages go on rising. To
add an instrument merges small segments alone, each passage a few times in its life; large ones wait for
``treaty index merge``, or for the end of an addition of many.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from index.parts import Part

SMALL = 32_768
"""Passages of a segment up to which to add an instrument may write it anew: a third of a second."""
MANY = 8
"""So many segments of a size become one."""
LARGEST = 400_000
"""Passages of a merged segment at most: it is made in memory."""


def settled(parts: Sequence[Part]) -> list[list[Part]]:
    """The segments in groups, each of which becomes one; one by itself stays, where nothing in it is gone."""
    groups = [[part] for part in parts]
    while (run := _run(groups)) > 1:
        groups[-run:] = [[part for group in groups[-run:] for part in group]]
    return groups


def _run(groups: Sequence[Sequence[Part]]) -> int:
    """How many of the last segments are to be one: those that are no larger than the last of `MANY`."""
    level = 0
    while MANY ** (level + 1) <= SMALL:
        level += 1
        run = _tail(groups, MANY**level)
        if run >= MANY and sum(_size(group) for group in groups[-run:]) <= SMALL:
            return run
    return 0


def _tail(groups: Sequence[Sequence[Part]], largest: int) -> int:
    count = 0
    for group in reversed(groups):
        if _size(group) > largest:
            break
        count += 1
    return count


def merged(parts: Sequence[Part]) -> list[list[Part]]:
    """The segments in groups as large as they may be."""
    groups: list[list[Part]] = []
    for part in parts:
        if groups and _size(groups[-1]) + part.living <= LARGEST:
            groups[-1].append(part)
        else:
            groups.append([part])
    return groups


def anew(group: Sequence[Part]) -> bool:
    """Whether a group is to be written: it is of several, or small enough to be rid of what is gone."""
    return len(group) > 1 or (group[0].living < group[0].passages <= SMALL) or group[0].living < group[0].passages / 2


def gone(before: Sequence[Part], now: Sequence[Part]) -> Iterator[str]:
    """The instruments that were in segments and are no more, or were altered."""
    for old, new in zip(before, now, strict=True):
        yield from old.instruments.keys() - new.instruments.keys()


def _size(group: Sequence[Part]) -> int:
    return sum(part.living for part in group)
