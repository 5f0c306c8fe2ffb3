"""Indexes on disk: one folder each, named by what went into it, checked before it is trusted."""

from __future__ import annotations

import hashlib
import json
import logging
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

from corpus.errors import DamagedIndex
from corpus.storage import data_folder, free, home_or_scratch, locked, publish, sweep

FORMAT = 6
"""Raised when the files of an index change: an older one is then built anew."""
FOLDER = "indexes"
APART = "indexes-apart"
"""Indexes for those who see more than everybody does, in a folder for each audience."""
MANIFEST = "manifest.json"
KEPT = 1
"""So many other indexes stay: a rebuild takes over from them what it can."""

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Contents:
    """All that decides what an index holds. Two indexes of equal contents are the same."""

    encoders: Mapping[str, str]
    """Encoder names and the digests of their weights."""
    instruments: Mapping[str, str]
    """Instrument identifiers and the digests of their texts."""
    questions: Mapping[str, str]
    """Instrument identifiers and the digests of their anticipated questions."""
    recipe: Mapping[str, Any]
    """Settings of passages and of the adaptation."""
    stores: Mapping[str, str]
    """The engines that keep its vectors and its words."""
    format: int = FORMAT
    audience: str = ""
    """For whom it is kept apart; it decides where the index is, and not what it holds."""

    @property
    def key(self) -> str:
        """Name of the index's folder: a digest of what it holds, and of the order of the encoders."""
        contents = asdict(self) | {"encoders": list(self.encoders.items())}
        del contents["audience"]
        return hashlib.sha256(json.dumps(contents, sort_keys=True).encode()).hexdigest()[:24]


@dataclass(frozen=True)
class Manifest:
    """What an index folder says of itself."""

    contents: Mapping[str, Any]
    counts: Mapping[str, int]
    """How many provisions, passages, and anticipated questions it holds."""
    files: Mapping[str, str]
    """SHA-256 of every file, by path inside the folder."""
    seconds: float
    """How long it took to build."""
    parts: Sequence[Any] = ()
    """The parts of the index; see :mod:`index.parts`."""
    asked: str = ""
    """Digest of all that the part of the asked instruments is made from."""
    stamps: Mapping[str, Sequence[int]] = field(default_factory=dict)
    """Size and time of change of every file, by path: one that has them still is as it was written."""


def folder(contents: Contents | None = None) -> Path:
    """Where all indexes are kept that are for the same audience as one; without any, those for everybody."""
    return data_folder() / _within(contents)


def _within(contents: Contents | None) -> Path:
    return Path(APART, contents.audience) if contents and contents.audience else Path(FOLDER)


def place(contents: Contents) -> Path:
    """The folder of the index with these contents, whether it exists or not.

    One that is not there and could not be kept has its place in a folder that goes with the process.
    """
    kept = folder(contents) / contents.key
    return kept if (kept / MANIFEST).is_file() else home_or_scratch() / _within(contents) / contents.key


def check(place: Path) -> Manifest:
    """The manifest of an index, after every file was looked at; those that were touched are held against their digests.

    Raises:
        DamagedIndex: the index is missing, cut off, altered, or of another format.
    """
    return _checked(place, _is_as_written)


def audit(place: Path) -> Manifest:
    """The manifest of an index, after every byte was held against it: a disk that forgets is found out.

    Raises:
        DamagedIndex: as :func:`check`.
    """
    return _checked(place, lambda path, digest, _stamp: _digest(path) == digest)


def _checked(place: Path, sound: Callable[[Path, str, Sequence[int] | None], bool]) -> Manifest:
    try:
        manifest = Manifest(**json.loads((place / MANIFEST).read_text(encoding="utf-8")))
        current = manifest.contents.get("format") == FORMAT
        files, stamps = manifest.files.items(), manifest.stamps
        damaged = next((name for name, digest in files if not sound(place / name, digest, stamps.get(name))), None)
    except (OSError, ValueError, TypeError, AttributeError) as error:
        raise DamagedIndex(f"the index {place.name} has no readable manifest") from error
    if not current:
        raise DamagedIndex(f"the index {place.name} is of another format")
    if damaged is not None:
        raise DamagedIndex(f"the index {place.name} is damaged: {damaged} is not as it was written")
    return manifest


def _is_as_written(path: Path, digest: str, stamp: Sequence[int] | None) -> bool:
    return _stamp(path) == stamp or _digest(path) == digest


def build_once(contents: Contents, write: Callable[[Path], Manifest]) -> Manifest:
    """Build the index unless a sound one is there; of processes that try at once, one builds and the rest wait."""
    target = place(contents)
    with locked(target.parent):
        sweep(target.parent)
        try:
            return check(target)
        except DamagedIndex as problem:
            if target.exists():
                log.warning("%s; building it again", problem)
        return _built(contents, write)


def build_anew(contents: Contents, write: Callable[[Path], Manifest]) -> Manifest:
    """Build the index beside the one that is there and put it in its place; the old one serves until then."""
    home = place(contents).parent
    with locked(home):
        sweep(home)
        return _built(contents, write)


def _built(contents: Contents, write: Callable[[Path], Manifest]) -> Manifest:
    told: list[str] = []

    def fill(beside: Path) -> None:
        told.append(json.dumps(asdict(_sealed(beside, write(beside)))))
        (beside / MANIFEST).write_text(told[0], encoding="utf-8")

    publish(place(contents), fill)
    return Manifest(**json.loads(told[0]))


def others(contents: Contents) -> list[Path]:
    """Folders of other indexes for the same audience, the newest first."""
    return _newest_first(path for path in _indexes(folder(contents)) if path.name != contents.key)


def lenders(contents: Contents) -> list[Path]:
    """Folders of other indexes that a build takes over from: the newest for the audience, then that for everybody."""
    everybodys = _newest_first(_indexes(folder())) if contents.audience else []
    return [*others(contents)[:KEPT], *everybodys[:KEPT]]


def prune(contents: Contents, keep: int = KEPT) -> None:
    """Remove all but the newest of the other indexes for the same audience."""
    if old := others(contents)[keep:]:
        _remove(folder(contents), old)


def forget(contents: Contents) -> None:
    """Remove other indexes that hold an instrument which this one does not: what was taken out of a library is gone."""
    if held := [path for path in others(contents) if not _instruments(path) <= contents.instruments.keys()]:
        _remove(folder(contents), held)


def forget_apart(id: str) -> None:
    """Remove the indexes that are kept apart and hold an instrument; who needs one builds it anew without."""
    for home in (data_folder() / APART).glob("*"):
        if held := [path for path in _indexes(home) if _instruments(path) & {id, ""}]:
            _remove(home, held)


def _indexes(home: Path) -> Iterator[Path]:
    return (path for path in home.glob("*") if path.is_dir() and not path.name.startswith("."))


def _newest_first(places: Iterable[Path]) -> list[Path]:
    return sorted(places, key=_changed, reverse=True)


def _remove(home: Path, places: Iterable[Path]) -> None:
    """Remove indexes; where another process is just building one, a later start does."""
    with free(home) as held:
        for path in places if held else ():
            shutil.rmtree(path, ignore_errors=True)


def _instruments(place: Path) -> set[str]:
    """The identifiers of the instruments in an index; where it does not say, what is none."""
    try:
        return set(json.loads((place / MANIFEST).read_text(encoding="utf-8"))["contents"]["instruments"])
    except (OSError, ValueError, TypeError, KeyError):
        return {""}


def _sealed(place: Path, manifest: Manifest) -> Manifest:
    """The manifest with the digest and the stamp of every file; those that are shared keep what it says of them."""
    paths = [path for path in sorted(place.rglob("*")) if path.is_file() and not path.name.startswith(".")]
    stamps = {path.relative_to(place).as_posix(): _stamp(path) for path in paths}
    kept = {name for name, stamp in stamps.items() if stamp == manifest.stamps.get(name)}
    files = {name: manifest.files[name] if name in kept else _digest(place / name) for name in stamps}
    return replace(manifest, files=files, stamps=stamps)


def _stamp(path: Path) -> list[int]:
    try:
        found = path.stat()
    except OSError:
        return []
    return [found.st_size, found.st_mtime_ns]


def _digest(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""


def _changed(path: Path) -> float:
    return path.stat().st_mtime
