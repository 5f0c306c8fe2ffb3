"""What is known of every instrument on the shelf without reading it: one file, so that starting takes as long for
thousands as for two. It is made of the folders, and holds for each only as long as that is as it was written.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from corpus.errors import StorageError
from corpus.model import About, Instrument
from corpus.shelf import packing
from corpus.storage import write_file

NAME = ".catalogue.json"
FORMAT = 1
"""Raised when its rows change: it is then made anew."""
READ_LATER = ("text", "provisions", "findings")
"""What of an instrument is read when it is first looked into."""

log = logging.getLogger(__name__)


class Shelved(Instrument):
    """An instrument on the shelf, of which the text is read when it is first looked into."""

    @classmethod
    def of(cls, about: About, row: Mapping[str, Any], inside: Callable[[], Instrument]) -> Shelved:
        """The instrument of a row.

        Args:
            inside: reads it.
        """
        one = object.__new__(cls)
        known = {"about": about, "digest": row["digest"], "fingerprint": row["fingerprint"], "_inside": inside}
        vars(one).update(known)
        return one

    def __getattr__(self, name: str) -> Any:
        """What is not there yet."""
        if name in READ_LATER and "_inside" in vars(self):
            return getattr(vars(self)["_inside"](), name)
        raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}")


def stamp(place: Path, *names: str) -> list[list[int]]:
    """What is another whenever the folder of an instrument, or one of these files in it, was written.

    Raises:
        FileNotFoundError: the folder or a file is not there.
    """
    found = (path.stat() for path in (place, *(place / name for name in names)))
    return [[one.st_mtime_ns, one.st_size] for one in found]


def row_of(instrument: Instrument, written: list[list[int]], file: str, sha256: str, asked: bool) -> dict[str, Any]:
    """What is kept of an instrument.

    Args:
        written: see :func:`stamp`.
        file: name of its source.
        sha256: digest of that.
        asked: whether it has questions of its own.
    """
    known = {"about": asdict(instrument.about), "digest": instrument.digest, "fingerprint": instrument.fingerprint}
    return {**known, "stamp": written, "file": file, "sha256": sha256, "asked": asked}


def read(folder: Path) -> dict[str, dict[str, Any]]:
    """The rows by the names of the instruments' folders; none where there is no catalogue, or it is damaged."""
    try:
        said = json.loads((folder / NAME).read_text(encoding="utf-8"))
        if said["formats"] != [FORMAT, packing.FORMAT]:
            return {}
        return dict(said["rows"])
    except (OSError, ValueError, KeyError, TypeError):
        return {}


def write(folder: Path, rows: Mapping[str, Mapping[str, Any]]) -> None:
    """Keep the rows. Where the folder cannot be written, they are made again on every start."""
    said = {"formats": [FORMAT, packing.FORMAT], "rows": rows}
    try:
        write_file(folder / NAME, json.dumps(said, ensure_ascii=False).encode())
    except StorageError as problem:
        log.info("the catalogue of the shelf is not kept: %s", problem)
