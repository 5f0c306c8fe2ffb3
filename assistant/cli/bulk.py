"""``treaty add`` of many files: each is added or refused by itself, and what is there already is passed over."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.cli import screen
from corpus.errors import TreatyError, UsageError

if TYPE_CHECKING:
    from corpus.model import About, Instrument
    from corpus.shelf.stored import Entry

MANY = 20
"""Files from which on they are added without a word on each."""


@dataclass
class Tally:
    """What came of many files."""

    added: int = 0
    there: int = 0
    """Those that were on the shelf before."""
    refused: list[tuple[str, str]] = field(default_factory=list)
    """Name of a file, and why it was not added."""
    seconds: float = 0.0

    @property
    def rate(self) -> float:
        """Files a minute."""
        done = self.added + self.there + len(self.refused)
        return 60 * done / self.seconds if self.seconds else 0.0


def add_all(files: Sequence[Path], doubtful: bool) -> Tally:
    """Add files in groups, each of which is kept for good before the next is read: a kill costs no more than one.

    Args:
        doubtful: whether to add what was read with doubts as well.

    Raises:
        StorageError: the data folder cannot be written, or the disk is full; what was added so far stays.
        ModelError: an encoder cannot be loaded.
    """
    from assistant.holdings import grouped, merge
    from assistant.service import Service

    tally, started = Tally(), time.perf_counter()
    service = Service()
    with screen.watching() as watch:
        for group in grouped(_newcomers(files, doubtful, list(service.corpus.values()), tally, watch)):
            service.add(group, watch.build)
            tally.added += len(group)
        if tally.added:
            merge(watch.build)
    tally.seconds = time.perf_counter() - started
    return tally


def _newcomers(
    files: Sequence[Path], doubtful: bool, loaded: list[Instrument], tally: Tally, watch: screen.Watch
) -> Iterator[Entry]:
    """The instruments of files that are not there yet."""
    from corpus.shelf import stored
    from corpus.shelf.folders import digest_of

    known: list[About] = [instrument.about for instrument in loaded]
    sources, texts = stored.files(), {instrument.digest for instrument in loaded}
    for number, file in enumerate(files):
        watch.show("files", number, len(files))
        try:
            digest = digest_of(file)
            entry = None if digest in sources else _read(file, doubtful, known)
        except TreatyError as problem:
            tally.refused.append((file.name, str(problem)))
            continue
        if entry is None or entry.instrument.digest in texts:
            tally.there += 1
            continue
        sources[digest] = entry.id
        texts.add(entry.instrument.digest)
        known.append(entry.instrument.about)
        yield entry


def _read(file: Path, doubtful: bool, known: list[About]) -> Entry:
    from corpus.shelf.certainty import certainty_of
    from corpus.shelf.newcomers import Wishes, read_newcomer

    entry = read_newcomer(file, Wishes(), known)
    if not doubtful and certainty_of(entry.instrument).doubtful:
        raise UsageError("its numbers or places are doubtful; look at it by itself, or give --yes")
    return entry


def say(tally: Tally) -> None:
    """What came of them: so many added at such a rate, and every file that was refused with its reason."""
    screen.say(f"{tally.added:,} added, {tally.there:,} were there already, {len(tally.refused):,} refused")
    screen.say(f"{tally.rate:,.0f} files a minute")
    for name, reason in tally.refused:
        screen.complain(f"{name}: {reason}")
