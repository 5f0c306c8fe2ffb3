"""Files that hold several instruments: each as a newcomer of its own, versions of the same one known to each other."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from corpus.errors import SourceError
from corpus.model import About, FindingKind
from corpus.shelf.apart import load_apart
from corpus.shelf.describing import with_about
from corpus.shelf.newcomers import Wishes, named
from corpus.shelf.stored import Entry


def how_many(entry: Entry) -> int:
    """How many instruments the file holds that was read as one; 1 where it holds no more."""
    return len(_versions(entry)) or 1


def each(entry: Entry, known: Collection[About]) -> tuple[Entry, ...]:
    """The instruments of a file that was read as one, under names that mean no other.

    Args:
        known: the instruments that are there already.

    Raises:
        SourceError: the file cannot be read any more.
    """
    found: list[Entry] = []
    for part in range(1, how_many(entry) + 1):
        about = About("newcomer", entry.source.stem, entry.source.stem, part=part)
        taken = [*known, *(other.instrument.about for other in found)]
        try:
            found.append(named(Entry(load_apart(entry.source, about), entry.source), Wishes(), taken))
        except SourceError as problem:
            raise SourceError(f"instrument {part} of {entry.source.name}: {problem}") from problem
    return tuple(_knowing(place, found, _versions(entry)) for place in range(len(found)))


def _versions(entry: Entry) -> list[int]:
    """Of which instrument in the file each is a version, by its place; -1 where it is of none."""
    said = next((f.beside for f in entry.instrument.findings if f.kind is FindingKind.SEVERAL), "")
    return list(map(int, said.split()))


def _knowing(place: int, entries: Sequence[Entry], versions: Sequence[int]) -> Entry:
    """One of the instruments, with its versions in other languages."""
    first = place if versions[place] < 0 else versions[place]
    same = [e.id for n, e in enumerate(entries) if n != place and (n == first or versions[n] == first)]
    instrument = entries[place].instrument
    about = replace(instrument.about, versions=tuple(same))
    return replace(entries[place], instrument=with_about(instrument, about))
