"""Archives of files to add: what can be read of them is unpacked, under limits, beside each other."""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

from corpus.errors import SourceError
from corpus.readers.guard import BROKEN, LARGEST
from corpus.shelf.newcomers import READABLE

ENDING = ".zip"
MOST = 20_000
"""Files of an archive at most."""
UNPACKED = 5_000_000_000
"""Bytes that they may have together."""


@contextmanager
def opened(paths: list[Path]) -> Iterator[list[Path]]:
    """The paths with a folder in the place of each archive, for as long as they are read.

    Raises:
        SourceError: an archive is damaged, or holds far more than texts.
    """
    with TemporaryDirectory(prefix="treaty-") as folder:
        yield [_unpacked(path, Path(folder, str(n))) if _is_archive(path) else path for n, path in enumerate(paths)]


def _is_archive(path: Path) -> bool:
    return path.suffix.lower() == ENDING and path.is_file()


def _unpacked(path: Path, folder: Path) -> Path:
    """The folder that the files of an archive were written into, each under its own name in a folder of its own."""
    try:
        with zipfile.ZipFile(path) as archive:
            entries = [entry for entry in archive.infolist() if _is_wanted(entry)]
            if len(entries) > MOST or sum(entry.file_size for entry in entries) > UNPACKED:
                raise SourceError(
                    f"{path.name} holds more than {MOST:,} files, or 5 GB: unpack it, and add its folders"
                )
            for number, entry in enumerate(entries):
                (place := folder / f"{number:05}").mkdir(parents=True)
                with archive.open(entry) as source, (place / _name(entry)).open("wb") as target:
                    shutil.copyfileobj(source, target)
    except (*BROKEN, OSError) as problem:
        raise SourceError(f"{path.name} cannot be unpacked ({problem}): pack it anew") from problem
    if not folder.exists():
        raise SourceError(f"{path.name} holds no file that can be read: {', '.join(READABLE)}")
    return folder


def _is_wanted(entry: zipfile.ZipInfo) -> bool:
    """Whether an entry is a file that can be added; one that is too large is left out as a reader would refuse it."""
    parts = PurePosixPath(entry.filename).parts
    hidden = any(part.startswith((".", "__MACOSX")) for part in parts if part not in {".", ".."})
    return not (entry.is_dir() or hidden) and _name(entry).endswith(READABLE) and entry.file_size <= LARGEST


def _name(entry: zipfile.ZipInfo) -> str:
    """The last part of its name with its ending in small letters, whatever path the archive gives it."""
    last = PurePosixPath(entry.filename.replace("\\", "/")).name
    stem, dot, ending = last.rpartition(".")
    return f"{stem[:100]}{dot}{ending.lower()}".replace("\0", "")
