"""The instruments that the user added, on disk: one folder each, written whole or not at all.

A folder holds the file as it was given (``source`` with its ending), what is known of the instrument
(``about.json``), anticipated questions where there are any (``questions.jsonl``), and what the parser
made of the file (``parse.json``), so that starting parses nothing again.
"""

from __future__ import annotations

import json
import logging
import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

from corpus.errors import SourceError, StorageError, TreatyError, UnknownInstrument
from corpus.model import About, Instrument
from corpus.questions import AnticipatedQuestion, read_questions
from corpus.shelf import catalogue
from corpus.shelf.apart import load_apart
from corpus.shelf.folders import ABOUT, QUESTIONS, altered, digest_of, digest_of_questions, digests, owner_of, said
from corpus.shelf.owned import EVERYBODY, Audience, folder_name, id_of, may_see
from corpus.shelf.packing import about_of, packed, unpacked
from corpus.storage import data_folder, flush, is_there, locked, publish, storing, sweep, tidied

PARSE = "parse.json"
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
    owner: str = ""
    """Whose own it is; empty for everybody's."""

    @property
    def id(self) -> str:
        """The instrument's identifier."""
        return self.instrument.id

    @property
    def folder(self) -> Path:
        """Where it is kept."""
        return folder() / folder_name(self.id, self.owner)


def folder() -> Path:
    """Where the added instruments are kept."""
    return data_folder() / "instruments"


def entries(audience: Audience = EVERYBODY) -> tuple[Entry, ...]:
    """Everything on the shelf that an audience sees, by identifier; what is damaged is left out, with a warning.

    Texts are read when they are looked into: what is to be known before stands in the catalogue.
    """
    if is_there(folder()) and any(folder().glob(".old-*")):  # one may be missing from its place
        with locked(folder()):
            tidy(folder())
    tidied(folder(), tidy)
    found, rows, known = [], {}, catalogue.read(folder())
    for place in _places():
        entry, row = _entry(place, known.get(place.name))
        if entry and may_see(audience, place.name):
            found.append(entry)
        if row:
            rows[place.name] = row
    if rows != known and is_there(folder()):
        catalogue.write(folder(), rows)
    return tuple(found)


def _entry(place: Path, row: dict[str, Any] | None) -> tuple[Entry | None, dict[str, Any] | None]:
    """The instrument in a folder, and its row of the catalogue: the one that is there, where it still holds.

    One that is not as it was written has none: that is said at every start.
    """
    try:
        written, asked = catalogue.stamp(place, ABOUT, PARSE), digest_of_questions(place)
    except (OSError, SourceError):
        return readable(place), None
    with suppress(*UNREADABLE):
        if row and (row["stamp"], row["questions"]) == (written, asked):
            return _shelved(place, row), row
    entry = readable(place)
    if entry is None or any(altered(told := said(place), place)):
        return entry, None
    row = catalogue.row_of(entry.instrument, written, entry.source.name, told["sha256"], asked)
    return entry, row | ({"owner": entry.owner} if entry.owner else {})


def _shelved(place: Path, row: dict[str, Any]) -> Entry:
    owner, about = owner_of(place.name, row), about_of(row["about"], id_of(place.name))
    source = place / Path(str(row["file"])).name
    inside = partial(_inside, place, source.name, about, str(row["digest"]), str(row["sha256"]))
    instrument = catalogue.Shelved.of(about, row, inside)
    questions = read_questions(place / QUESTIONS, instrument) if row["questions"] else ()
    return Entry(instrument, source, questions, owner)


@lru_cache(maxsize=READ)
def _inside(place: Path, source: str, about: About, digest: str, sha256: str) -> Instrument:
    """The instrument of that text and that source; where it was updated since, the text before."""
    for folder in (place, place / PREVIOUS):
        try:
            instrument = unpacked_or_parsed(folder, folder / source, about, sha256)
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


def places(audience: Audience = EVERYBODY) -> Iterator[Path]:
    """The folders of the added instruments that an audience sees, sound or damaged.

    Raises:
        StorageError: the data folder cannot be read.
    """
    yield from (place for place in _places() if may_see(audience, place.name))


def _places() -> Iterator[Path]:
    if not is_there(shelf := folder()):
        return
    with os.scandir(shelf) as found:
        names = sorted(entry.name for entry in found if not entry.name.startswith(".") and entry.is_dir())
    yield from (shelf / name for name in names)


def state(audience: Audience = EVERYBODY) -> tuple[tuple[str, int], ...]:
    """What is another whenever something that an audience sees was added, updated or removed; nothing is read."""
    return tuple((place.name, _written(place)) for place in places(audience))


def _written(place: Path) -> int:
    """When a folder was written; never, where it is just being taken away."""
    try:
        return place.stat().st_mtime_ns
    except FileNotFoundError:
        return 0


def put(entry: Entry) -> None:
    """Put an instrument on the shelf, in the place of its owner's of that identifier; call with the folder locked.

    The last text that reads otherwise is kept with it: :func:`previous` gives it. A kill at any moment leaves the shelf
    as it was, or with both whole.

    Raises:
        StorageError: the data folder cannot be written, or the disk is full.
        SourceError: the source is gone.
    """

    def fill(beside: Path) -> None:
        name = f"source{entry.source.suffix.lower()}"
        shutil.copyfile(entry.source, beside / name)
        _write(beside / PARSE, json.dumps(packed(entry.instrument), ensure_ascii=False))
        rows = (json.dumps(asdict(question), ensure_ascii=False) for question in entry.questions)
        if entry.questions:
            _write(beside / QUESTIONS, "".join(f"{row}\n" for row in rows))
        about = asdict(entry.instrument.about)
        told = {"about": about, "file": name, "sha256": digest_of(beside / name), "digests": digests(about, beside)}
        told |= {"owner": entry.owner} if entry.owner else {}
        _write(beside / ABOUT, json.dumps(told, ensure_ascii=False, indent=1))
        if earlier := _earlier(place, entry):
            shutil.copytree(earlier, beside / PREVIOUS, ignore=shutil.ignore_patterns(PREVIOUS))

    place = entry.folder
    if not entry.source.is_file():
        raise SourceError(f"there is no file {entry.source} any more")
    publish(place, fill)


def _earlier(place: Path, entry: Entry) -> Path | None:
    """The folder of the last text in a place that reads otherwise than the one that takes the place."""
    now = readable(place) if place.is_dir() else None
    if now and now.instrument.digest != entry.instrument.digest:
        return place
    return place / PREVIOUS if (place / PREVIOUS).is_dir() else None


def has_previous(id: str, owner: str = "") -> bool:
    """Whether a text of an instrument is kept that was there before the last update; nothing is read."""
    return (folder() / folder_name(id, owner) / PREVIOUS).is_dir()


def previous(id: str, owner: str = "") -> Entry | None:
    """The text of an instrument that was there before the last update; None where there is none that can be read."""
    if not has_previous(id, owner):
        return None
    try:
        name = folder_name(id, owner)
        return _read(folder() / name / PREVIOUS, name)
    except UNREADABLE as problem:
        log.warning("the earlier text of %s cannot be read any more (%s)", id, problem)
        return None


def remove(id: str, audience: Audience = EVERYBODY) -> None:
    """Take an instrument off the shelf; call with the folder locked.

    Raises:
        UnknownInstrument: the audience sees none of that identifier.
        StorageError: the data folder cannot be written.
    """
    place = place_of(id, audience)
    with storing(folder()):
        gone = Path(tempfile.mkdtemp(prefix=".gone-", dir=folder()))
        place.rename(gone / "was")
        flush(folder())
        shutil.rmtree(gone, ignore_errors=True)


def place_of(id: str, audience: Audience = EVERYBODY) -> Path:
    """The folder of an added instrument, sound or damaged; somebody's own is meant before everybody's.

    Raises:
        UnknownInstrument: the audience sees none of that identifier.
    """
    found = [place for place in places(audience) if id_of(place.name) == id]
    if not found:
        raise UnknownInstrument(f"no added instrument is called {id!r}; treaty list shows what there is")
    return found[-1]


def folders_of_owners() -> frozenset[str]:
    """Names of the folders that are somebody's own, whoever that is."""
    return frozenset(place.name for place in _places() if not may_see(EVERYBODY, place.name))


def holds(digest: str, audience: Audience = EVERYBODY) -> str:
    """The identifier of the instrument that was added from the file of that digest; empty where there is none."""
    return files(audience).get(digest, "")


def files(audience: Audience = EVERYBODY) -> dict[str, str]:
    """The identifiers of the instruments that an audience sees, by the digests of the files they were added from."""
    known, found = catalogue.read(folder()), {}
    for place in places(audience):
        try:
            row = known.get(place.name)
            sound = row and row["stamp"] == catalogue.stamp(place, ABOUT, PARSE)
            about = row if row and sound else json.loads((place / ABOUT).read_text(encoding="utf-8"))
            found[str(about["sha256"])] = id_of(place.name)
        except (OSError, ValueError, KeyError, TypeError):
            continue
    return found


def tidy(shelf: Path) -> None:
    """Remove what killed processes left, and bring back what one was about to replace; call with the shelf locked."""
    for old in shelf.glob(".old-*/was"):
        place = shelf / _name_of(old)
        if place != shelf and not place.exists():
            old.rename(place)
            flush(shelf)
    sweep(shelf)


def _name_of(place: Path) -> str:
    """What the folder was called that was moved aside; empty where it does not say."""
    try:
        told = said(place)
        return folder_name(str(told["about"]["id"]), str(told.get("owner", "")))
    except (OSError, ValueError, KeyError, TypeError):
        return ""


def readable(place: Path) -> Entry | None:
    """The instrument in a folder of the shelf, or None and a warning where it cannot be read."""
    try:
        return _read(place, place.name)
    except UNREADABLE as problem:
        log.warning("%s was added but cannot be read any more (%s): remove it and add it again", place.name, problem)
        return None


def _read(place: Path, name: str) -> Entry:
    """The instrument in a folder.

    Args:
        name: of its folder on the shelf, which the text before an update shares.
    """
    told, id = said(place), id_of(name)
    owner, about = owner_of(name, told), about_of(told["about"], id)
    source = place / Path(str(told["file"])).name
    for what in altered(told, place):
        log.warning("%s of %s is not as it was written: update it, or remove it and add it again", what, id)
    instrument = unpacked_or_parsed(place, source, about, told["sha256"])
    return Entry(instrument, source, read_questions(place / QUESTIONS, instrument), owner)


def unpacked_or_parsed(place: Path, source: Path, about: About, digest: str) -> Instrument:
    """The instrument from its kept parse, or from its source where that is of another format or damaged.

    Raises:
        SourceError: the source is needed, and is not the file of that digest, or cannot be read.
    """
    try:
        return unpacked(json.loads((place / PARSE).read_text(encoding="utf-8")), about)
    except (OSError, ValueError, KeyError, TypeError):
        if digest_of(source) != digest:
            raise SourceError(f"{source} is not as it was written") from None
        return load_apart(source, about)


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")
