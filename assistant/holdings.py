"""What is loaded: the bundled instruments with their questions, those that the user added, and the encoders."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import lru_cache

from corpus.errors import StorageError, UnknownInstrument
from corpus.settings import HOME, settings
from corpus.shelf import stored
from corpus.shelf.bundle import BUNDLED, anticipated, unanswerable
from corpus.shelf.collection import Corpus
from corpus.shelf.owned import EVERYBODY, Audience, digest_of_all, id_of
from corpus.shelf.stored import Entry
from corpus.storage import free, locked, tidied
from index import builder as index_builder
from index import generations
from index.builder import Progress, build, no_progress
from index.encoders import Encoder, load_encoder
from index.generations import Manifest
from index.plan import Plan, Source

TOGETHER = 3000
"""Provisions that are embedded before what was added so far is kept: a kill costs no more than that."""

log = logging.getLogger(__name__)


def default_plan(audience: Audience = EVERYBODY) -> Plan:
    """The bundled and the added instruments that an audience sees, by the encoders that the settings name."""
    return plan_of(stored.entries(audience))


def plan_of(added: Iterable[Entry]) -> Plan:
    """The plan for the bundled instruments and these."""
    corpus = Corpus.bundled()
    sources = [Source(corpus[id], anticipated(corpus[id])) for id in corpus]
    held = _meant(entry for entry in added if not _shadows(entry.id))
    sources += [Source(entry.instrument, entry.questions) for entry in held]
    encoders = tuple(map(_encoder, settings().encoders))
    audience = digest_of_all({entry.owner for entry in held if entry.owner})
    return Plan(tuple(sources), encoders, unanswerable(), audience=audience)


def _meant(added: Iterable[Entry]) -> list[Entry]:
    """The instruments by identifier; of two that have the same one, that which is somebody's own."""
    meant: dict[str, Entry] = {}
    for entry in sorted(added, key=lambda entry: (entry.id, entry.folder.name)):
        if entry.id in meant:
            log.warning("%s is there twice, and the one that is somebody's own is meant", entry.id)
        meant[entry.id] = entry
    return list(meant.values())


def _shadows(id: str) -> bool:
    """Whether an added text has the name of a bundled one, which is then the one that is meant."""
    if id in BUNDLED:
        log.warning("%s comes with the package; the added text of that name is not used: remove it", id)
    return id in BUNDLED


@lru_cache(maxsize=4)
def _encoder(name: str) -> Encoder:
    """An encoder, loaded once in a process: another text on the shelf does not change it."""
    return load_encoder(name)


def added(id: str, audience: Audience = EVERYBODY) -> Entry:
    """The added instrument of that identifier.

    Raises:
        UnknownInstrument: it was not added; bundled instruments stay as they are.
    """
    found = next((entry for entry in _meant(stored.entries(audience)) if entry.id == id), None)
    if found is None:
        raise UnknownInstrument(f"{id} comes with the package and stays; only added instruments can be updated")
    return found


def add(newcomers: Sequence[Entry], progress: Progress = no_progress, audience: Audience = EVERYBODY) -> None:
    """Add instruments, each in the place of any of the same identifier and owner. Only new passages are embedded.

    The index is built first, so that a kill at any moment leaves the library as it was or with what was added.

    Args:
        audience: whose index is built.

    Raises:
        StorageError: the data folder cannot be written, or the disk is full; the library is then as it was.
        ModelError: an encoder cannot be loaded.
    """
    for group in grouped(newcomers):
        with locked(stored.folder()), _complaining():
            stored.tidy(stored.folder())
            held = {entry.folder: entry for entry in (*stored.entries(audience), *group)}
            build(plan_of(held.values()), progress)
            for entry in group:
                stored.put(entry)


def remove(id: str, progress: Progress = no_progress, audience: Audience = EVERYBODY) -> None:
    """Take an added instrument out of the library; one that is damaged too.

    The index is built first: where there is no room for it, the library is as it was and can be searched.

    Raises:
        UnknownInstrument: it was not added; bundled instruments stay.
        StorageError: the data folder cannot be written, or the disk is full.
    """
    if id in BUNDLED and id not in map(id_of, (place.name for place in stored.places(audience))):
        raise UnknownInstrument(f"{id} comes with the package and stays; only added instruments can be removed")
    with locked(stored.folder()), _complaining():
        stored.tidy(stored.folder())
        gone = stored.place_of(id, audience)
        plan = plan_of(entry for entry in stored.entries(audience) if entry.folder != gone)
        build(plan, progress)
        stored.remove(id, audience)
        generations.forget(plan.contents)
        generations.forget_apart(id)


def tidy(plan: Plan) -> None:
    """Remove what killed processes left of indexes, and indexes that hold what is not in the library any more.

    For a start, with the plan of all that is loaded: nothing is done while another process adds or removes.
    """
    tidied(generations.folder(plan.contents))
    with free(stored.folder()) as held, suppress(StorageError):
        if held:
            generations.forget(plan.contents)


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
