"""The data folder, and writing to it so that a reader never sees half a thing.

A file or folder is written beside its place and renamed into it.
"""

from __future__ import annotations

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
    try:
        folder.mkdir(parents=True, exist_ok=True)
        yield
    except OSError as error:
        reason = error.strerror or str(error)
        raise StorageError(
            f"the data folder {folder} cannot be used ({reason}); make room or set {HOME} to another folder"
        ) from error


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Holds a folder against other processes; waits for one that has it. The lock goes when its process does."""
    with storing(folder), FileLock(folder / ".lock"):
        yield


def publish(place: Path, write: Callable[[Path], None]) -> None:
    """Fill a new folder by `write` and move it to its place whole, in exchange for what stands there.

    A kill at any moment leaves the old folder, the new one, or none: never a half.
    """
    with storing(place.parent):
        beside = Path(tempfile.mkdtemp(prefix=".new-", dir=place.parent))
        try:
            write(beside)
            _exchange(beside, place)
        finally:
            shutil.rmtree(beside, ignore_errors=True)


def sweep(folder: Path) -> None:
    """Remove what killed processes left beside its place; call with the folder locked."""
    for leftover in (*folder.glob(".new-*"), *folder.glob(".old-*")):
        shutil.rmtree(leftover, ignore_errors=True)


def write_file(place: Path, content: bytes) -> None:
    """Write a file whole or not at all."""
    with storing(place.parent):
        handle, name = tempfile.mkstemp(prefix=".new-", dir=place.parent)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            Path(name).replace(place)
        finally:
            Path(name).unlink(missing_ok=True)


def _exchange(beside: Path, place: Path) -> None:
    if not place.exists():
        beside.rename(place)
        return
    old = Path(tempfile.mkdtemp(prefix=".old-", dir=place.parent))
    place.rename(old / "was")
    beside.rename(place)
    shutil.rmtree(old, ignore_errors=True)
