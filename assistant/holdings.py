"""What is loaded: the bundled instruments with their questions, those that the user added, and the encoders."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache

from corpus.errors import StorageError, UnknownInstrument
from corpus.settings import HOME, settings
from corpus.shelf import stored
from corpus.shelf.bundle import BUNDLED, anticipated, unanswerable
from corpus.shelf.collection import Corpus
from corpus.shelf.stored import Entry
from corpus.storage import locked
from index import builder as index_builder
from index.builder import Progress, build, no_progress
from index.encoders import Encoder, load_encoder
from index.generations import Manifest
from index.plan import Plan, Source

TOGETHER = 3000
"""Provisions that are embedded before what was added so far is kept: a kill costs no more than that."""


def default_plan() -> Plan:
    """The bundled and the added instruments, by the encoders that the settings name."""
    return plan_of(stored.entries())


def plan_of(added: Iterable[Entry]) -> Plan:
    """The plan for the bundled instruments and these."""
    corpus = Corpus.bundled()
    sources = [Source(corpus[id], anticipated(corpus[id])) for id in corpus]
    sources += [Source(entry.instrument, entry.questions) for entry in sorted(added, key=lambda entry: entry.id)]
    encoders = tuple(map(_encoder, settings().encoders))
    return Plan(tuple(sources), encoders, unanswerable())


@lru_cache(maxsize=4)
def _encoder(name: str) -> Encoder:
    """An encoder, loaded once in a process: another text on the shelf does not change it."""
    return load_encoder(name)


def added(id: str) -> Entry:
    """The added instrument of that identifier.

    Raises:
        UnknownInstrument: it was not added; bundled instruments stay as they are.
    """
    found = next((entry for entry in stored.entries() if entry.id == id), None)
    if found is None:
        raise UnknownInstrument(f"{id} comes with the package and stays; only added instruments can be updated")
    return found


def add(newcomers: Sequence[Entry], progress: Progress = no_progress) -> None:
    """Add instruments, each in the place of any of the same identifier. Only passages that are new are embedded.

    The index is built first, so that a kill at any moment leaves the library as it was or with what was added.

    Raises:
        StorageError: the data folder cannot be written, or the disk is full; the library is then as it was.
        ModelError: an encoder cannot be loaded.
    """
    for group in grouped(newcomers):
        with locked(stored.folder()), _complaining():
            stored.tidy()
            held = {entry.id: entry for entry in (*stored.entries(), *group)}
            build(plan_of(held.values()), progress)
            for entry in group:
                stored.put(entry)


def remove(id: str, progress: Progress = no_progress) -> None:
    """Take an added instrument out of the library; one that is damaged too.

    The index is built first: where there is no room for it, the library is as it was and can be searched.

    Raises:
        UnknownInstrument: it was not added; bundled instruments stay.
        StorageError: the data folder cannot be written, or the disk is full.
    """
    if id in BUNDLED:
        raise UnknownInstrument(f"{id} comes with the package and stays; only added instruments can be removed")
    with locked(stored.folder()), _complaining():
        stored.tidy()
        stored.check(id)
        build(plan_of(entry for entry in stored.entries() if entry.id != id), progress)
        stored.remove(id)


def grouped(newcomers: Iterable[Entry]) -> Iterator[list[Entry]]:
    """Instruments in groups of about `TOGETHER` provisions, as they come."""
    group: list[Entry] = []
    for entry in newcomers:
        group.append(entry)
        if sum(len(e.instrument.provisions) for e in group) >= TOGETHER:
            yield group
            group = []
    if group:
        yield group


def merge(progress: Progress = no_progress) -> Manifest:
    """Make few large segments of many small ones, after many instruments were added.

    Raises:
        StorageError, ModelError: as :func:`add`.
    """
    with locked(stored.folder()), _complaining():
        return index_builder.merge(default_plan(), progress)


@contextmanager
def _complaining() -> Iterator[None]:
    """Translates what FAISS and tantivy say of a full disk."""
    try:
        yield
    except (RuntimeError, ValueError) as problem:
        raise StorageError(
            f"the index cannot be written ({problem}); make room, or set {HOME} to another folder"
        ) from problem
