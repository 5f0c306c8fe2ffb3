"""The instruments that the user added, on disk: one folder each, written whole or not at all.

A folder holds the file as it was given (``source`` with its ending), what is known of the instrument
(``about.json``), anticipated questions where there are any (``questions.jsonl``), and what the parser
made of the file (``parse.json``), so that starting parses nothing again.
"""

from __future__ import annotations

import hashlib
import json
import logging
import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

from corpus.errors import SourceError, StorageError, TreatyError, UnknownInstrument
from corpus.model import About, Instrument
from corpus.questions import AnticipatedQuestion, read_questions
from corpus.shelf import catalogue
from corpus.shelf.apart import load_apart
from corpus.shelf.packing import about_of, packed, unpacked
from corpus.storage import data_folder, flush, is_there, locked, publish, storing, sweep

ABOUT, PARSE, QUESTIONS = "about.json", "parse.json", "questions.jsonl"
PREVIOUS = "previous"
"""In the folder of an instrument, that of the text which was there before the last update."""

READ = 256
"""Instruments whose texts are held in memory."""
SETTLED = 100_000_000
"""Nanoseconds after which a change of a folder is told from the next by its time."""
UNREADABLE = (TreatyError, OSError, ValueError, KeyError, TypeError)
"""What reading a damaged folder of the shelf raises."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, eq=False)
class Entry:
    """An instrument that was added, or is about to be."""

    instrument: Instrument
    source: Path
    """The file it was read from: where the user has it, or on the shelf."""
    questions: tuple[AnticipatedQuestion, ...] = ()

    @property
    def id(self) -> str:
        """The instrument's identifier."""
        return self.instrument.id


def folder() -> Path:
    """Where the added instruments are kept."""
    return data_folder() / "instruments"


def entries() -> tuple[Entry, ...]:
    """Everything on the shelf, by identifier; what is damaged is left out, with a warning.

    Texts are read when they are looked into: what is to be known before stands in the catalogue.
    """
    if is_there(folder()) and any(folder().glob(".old-*")):
        with locked(folder()):
            tidy()
    found, rows, known = [], {}, catalogue.read(folder())
    for place in places():
        entry, row = _entry(place, known.get(place.name))
        if entry:
            found.append(entry)
        if row:
            rows[place.name] = row
    if rows != known and is_there(folder()):
        catalogue.write(folder(), rows)
    return tuple(found)


def _entry(place: Path, row: dict[str, Any] | None) -> tuple[Entry | None, dict[str, Any] | None]:
    """The instrument in a folder, and its row of the catalogue: the one that is there, where it still holds."""
    try:
        written = catalogue.stamp(place, ABOUT, PARSE)
        if row and row["stamp"] == written:
            return _shelved(place, row), row
    except (OSError, *UNREADABLE):
        written = None
    entry = readable(place)
    if entry is None or written is None:
        return entry, None
    digest = digest_of(entry.source)
    return entry, catalogue.row_of(entry.instrument, written, entry.source.name, digest, bool(entry.questions))


def _shelved(place: Path, row: dict[str, Any]) -> Entry:
    about, source = about_of(row["about"], place.name), place / Path(str(row["file"])).name
    inside = partial(_inside, place, source.name, about, str(row["digest"]))
    instrument = catalogue.Shelved.of(about, row, inside)
    return Entry(instrument, source, read_questions(place / QUESTIONS, instrument) if row["asked"] else ())


@lru_cache(maxsize=READ)
def _inside(place: Path, source: str, about: About, digest: str) -> Instrument:
    """The instrument of that text; where it was updated since, the text before."""
    for folder in (place, place / PREVIOUS):
        try:
            instrument = unpacked_or_parsed(folder, folder / source, about)
        except (SourceError, OSError):
            continue
        if instrument.digest == digest:
            return instrument
    raise StorageError(f"the text of {about.short_title} was altered or removed while it was in use: ask again")


def glance() -> int:
    """What is another whenever something was added, updated or removed, or may be about to be: one look at the disk.

    Raises:
        StorageError: the data folder cannot be read.
    """
    if not is_there(folder()):
        return 0
    changed = folder().stat().st_mtime_ns
    return changed if time.time_ns() - changed > SETTLED else -time.time_ns()


def places() -> Iterator[Path]:
    """The folders of the added instruments.

    Raises:
        StorageError: the data folder cannot be read.
    """
    if not is_there(shelf := folder()):
        return
    with os.scandir(shelf) as found:
        names = sorted(entry.name for entry in found if not entry.name.startswith(".") and entry.is_dir())
    yield from (shelf / name for name in names)


def state() -> tuple[tuple[str, int], ...]:
    """What is another whenever something was added, updated or removed; a look at the folders, nothing is read."""
    return tuple((place.name, _written(place)) for place in places())


def _written(place: Path) -> int:
    """When a folder was written; never, where it is just being taken away."""
    try:
        return place.stat().st_mtime_ns
    except FileNotFoundError:
        return 0


def put(entry: Entry) -> None:
    """Put an instrument on the shelf, in the place of any of the same identifier; call with the folder locked.

    The last text that reads otherwise is kept with it: :func:`previous` gives it. A kill at any moment leaves the shelf
    as it was, or with both whole.

    Raises:
        StorageError: the data folder cannot be written, or the disk is full.
        SourceError: the source is gone.
    """

    def fill(beside: Path) -> None:
        name = f"source{entry.source.suffix.lower()}"
        shutil.copyfile(entry.source, beside / name)
        about = {"about": asdict(entry.instrument.about), "file": name, "sha256": digest_of(beside / name)}
        _write(beside / ABOUT, json.dumps(about, ensure_ascii=False, indent=1))
        _write(beside / PARSE, json.dumps(packed(entry.instrument), ensure_ascii=False))
        rows = (json.dumps(asdict(question), ensure_ascii=False) for question in entry.questions)
        if entry.questions:
            _write(beside / QUESTIONS, "".join(f"{row}\n" for row in rows))
        if earlier := _earlier(place, entry):
            shutil.copytree(earlier, beside / PREVIOUS, ignore=shutil.ignore_patterns(PREVIOUS))

    place = folder() / entry.id
    if not entry.source.is_file():
        raise SourceError(f"there is no file {entry.source} any more")
    publish(place, fill)


def _earlier(place: Path, entry: Entry) -> Path | None:
    """The folder of the last text in a place that reads otherwise than the one that takes the place."""
    now = readable(place) if place.is_dir() else None
    if now and now.instrument.digest != entry.instrument.digest:
        return place
    return place / PREVIOUS if has_previous(entry.id) else None


def has_previous(id: str) -> bool:
    """Whether a text of an instrument is kept that was there before the last update; nothing is read."""
    return (folder() / id / PREVIOUS).is_dir()


def previous(id: str) -> Entry | None:
    """The text of an instrument that was there before the last update; None where there is none that can be read."""
    if not has_previous(id):
        return None
    try:
        return _read(folder() / id / PREVIOUS, id)
    except UNREADABLE as problem:
        log.warning("the earlier text of %s cannot be read any more (%s)", id, problem)
        return None


def remove(id: str) -> None:
    """Take an instrument off the shelf; call with the folder locked.

    Raises:
        UnknownInstrument: it is not there.
        StorageError: the data folder cannot be written.
    """
    check(id)
    with storing(folder()):
        gone = Path(tempfile.mkdtemp(prefix=".gone-", dir=folder()))
        (folder() / id).rename(gone / "was")
        flush(folder())
        shutil.rmtree(gone, ignore_errors=True)


def check(id: str) -> None:
    """Refuse an identifier that nothing on the shelf has, sound or damaged.

    Raises:
        UnknownInstrument: it is not there.
    """
    if id not in {place.name for place in places()}:
        raise UnknownInstrument(f"no added instrument is called {id!r}; treaty list shows what there is")


def holds(digest: str) -> str:
    """The identifier of the instrument that was added from the file of that digest; empty where there is none."""
    return files().get(digest, "")


def files() -> dict[str, str]:
    """The identifiers of the instruments by the digests of the files that they were added from."""
    known, found = catalogue.read(folder()), {}
    for place in places():
        try:
            row = known.get(place.name)
            sound = row and row["stamp"] == catalogue.stamp(place, ABOUT, PARSE)
            about = row if row and sound else json.loads((place / ABOUT).read_text(encoding="utf-8"))
            found[str(about["sha256"])] = place.name
        except (OSError, ValueError, KeyError, TypeError):
            continue
    return found


def tidy() -> None:
    """Remove what killed processes left, and bring back what one was about to replace; call with the folder locked."""
    for old in folder().glob(".old-*/was"):
        place = folder() / _id_of(old)
        if place != folder() and not place.exists():
            old.rename(place)
            flush(folder())
    sweep(folder())
    for leftover in folder().glob(".gone-*"):
        shutil.rmtree(leftover, ignore_errors=True)


def _id_of(place: Path) -> str:
    try:
        return str(json.loads((place / ABOUT).read_text(encoding="utf-8"))["about"]["id"])
    except (OSError, ValueError, KeyError, TypeError):
        return ""


def readable(place: Path) -> Entry | None:
    """The instrument in a folder of the shelf, or None and a warning where it cannot be read."""
    try:
        return _read(place, place.name)
    except UNREADABLE as problem:
        log.warning("%s was added but cannot be read any more (%s): remove it and add it again", place.name, problem)
        return None


def _read(place: Path, id: str) -> Entry:
    said = json.loads((place / ABOUT).read_text(encoding="utf-8"))
    about, source = about_of(said["about"], id), place / Path(str(said["file"])).name
    instrument = unpacked_or_parsed(place, source, about)
    return Entry(instrument, source, read_questions(place / QUESTIONS, instrument))


def unpacked_or_parsed(place: Path, source: Path, about: About) -> Instrument:
    """The instrument from its kept parse, or from its source where that is of another format or damaged."""
    try:
        return unpacked(json.loads((place / PARSE).read_text(encoding="utf-8")), about)
    except (OSError, ValueError, KeyError, TypeError):
        return load_apart(source, about)


def digest_of(path: Path) -> str:
    """SHA-256 of a file, hexadecimal.

    Raises:
        SourceError: it cannot be read.
    """
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as problem:
        raise SourceError(f"cannot open {path}: {problem.strerror}") from problem


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")
