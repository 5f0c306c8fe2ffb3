"""The data folder, and writing to it so that a reader never sees half a thing.

A file or folder is written beside its place and renamed into it. What is renamed was flushed to the disk before, and
the folder that holds the name after, so that a power cut leaves the old or the new and never an empty file.
"""

from __future__ import annotations

import errno
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock

from corpus.errors import StorageError
from corpus.settings import HOME, settings


def data_folder() -> Path:
    """Where indexes, added instruments and conversations are kept."""
    return settings().home


@contextmanager
def storing(folder: Path) -> Iterator[None]:
    """Translates what the system says of a folder into one line for a user.

    Raises:
        StorageError: the folder cannot be made, read or written, or the disk is full.
    """
    with _translated(folder):
        _make(folder)
        yield


@contextmanager
def _translated(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        reason = error.strerror or str(error)
        raise StorageError(
            f"the data folder {folder} cannot be used ({reason}); make room or set {HOME} to another folder"
        ) from error


def is_there(folder: Path) -> bool:
    """Whether there is such a folder; one that cannot be looked into is not taken for one that is not there.

    Raises:
        StorageError: it cannot be read, or something on the way to it is no folder.
    """
    with _translated(folder):
        try:
            os.scandir(folder).close()
        except FileNotFoundError:
            return False
        return True


def _make(folder: Path) -> None:
    new = [place for place in (folder, *folder.parents) if not place.exists()]
    folder.mkdir(parents=True, exist_ok=True)
    for place in new:
        flush(place.parent)


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Holds a folder against other processes; waits for one that has it. The lock goes when its process does."""
    with storing(folder), FileLock(folder / ".lock"):
        yield


def publish(place: Path, write: Callable[[Path], None]) -> None:
    """Fill a new folder by `write` and move it to its place whole, in exchange for what stands there.

    A kill or a power cut at any moment leaves the old folder, the new one, or none: never a half.
    """
    with storing(place.parent):
        beside = Path(tempfile.mkdtemp(prefix=".new-", dir=place.parent))
        try:
            write(beside)
            flush_tree(beside)
            _exchange(beside, place)
        finally:
            shutil.rmtree(beside, ignore_errors=True)


def share(kept: Path, place: Path) -> None:
    """Give a folder another name, file by file: both hold the same bytes, and either may go. Locks are passed over.

    Files that are shared are never written into: whoever changes one puts another in its place. Where the file system
    has no hard links, they are copied.
    """
    place.mkdir(parents=True, exist_ok=True)
    for source in kept.iterdir():
        if source.is_dir():
            share(source, place / source.name)
        elif source.suffix != ".lock":
            link(source, place / source.name)


def link(source: Path, place: Path) -> None:
    """Give a file another name, as :func:`share` does."""
    try:
        os.link(source, place)
    except OSError as problem:
        if problem.errno not in (errno.EPERM, errno.ENOTSUP, errno.EXDEV, errno.EMLINK, errno.EINVAL, errno.ENOSYS):
            raise
        shutil.copy2(source, place)


def sweep(folder: Path) -> None:
    """Remove what killed processes left beside its place; call with the folder locked."""
    for leftover in (*folder.glob(".new-*"), *folder.glob(".old-*")):
        if leftover.is_dir():
            shutil.rmtree(leftover, ignore_errors=True)
        else:
            leftover.unlink(missing_ok=True)


def write_file(place: Path, content: bytes) -> None:
    """Write a file whole or not at all, for good."""
    with storing(place.parent):
        handle, name = tempfile.mkstemp(prefix=".new-", dir=place.parent)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            Path(name).replace(place)
            flush(place.parent)
        finally:
            Path(name).unlink(missing_ok=True)


def flush_tree(folder: Path) -> None:
    """Bring everything in a folder onto the disk, the files before the folders that name them."""
    for within, _, names in os.walk(folder, topdown=False):
        for name in names:
            flush(Path(within, name))
        flush(Path(within))


def flush(place: Path) -> None:
    """Bring a file, or the names in a folder, onto the disk."""
    if place.is_dir() and os.name == "nt":  # folders cannot be opened there, and are flushed by the system
        return
    handle = os.open(place, os.O_RDONLY if os.name != "nt" else os.O_RDWR)
    try:
        os.fsync(handle)
    except OSError as problem:
        if problem.errno not in (errno.EINVAL, errno.ENOTSUP):  # what no disk stands behind
            raise
    finally:
        os.close(handle)


def _exchange(beside: Path, place: Path) -> None:
    if not place.exists():
        beside.rename(place)
        flush(place.parent)
        return
    old = Path(tempfile.mkdtemp(prefix=".old-", dir=place.parent))
    place.rename(old / "was")
    flush(old)
    beside.rename(place)
    flush(place.parent)  # before the old goes
    shutil.rmtree(old, ignore_errors=True)
