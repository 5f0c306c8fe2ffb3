"""Files that a reader chooses: their names are data, and what they hold is read like any other file."""

from __future__ import annotations

import hashlib
import re
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from assistant.ui.markup import label
from corpus.errors import TreatyError
from corpus.readers.guard import LARGEST
from corpus.shelf.newcomers import Wishes, read_newcomer
from corpus.shelf.several import each, how_many
from corpus.shelf.stored import Entry

MOST = LARGEST // 1_000_000
"""Megabytes of a file."""
LONGEST_STEM, LONGEST_ENDING = 60, 12
"""Characters of a file's name; a file system takes some 250 bytes."""
READINGS = "readings"


@dataclass(frozen=True)
class Received:
    """What became of a file: an instrument under the names it proposes, or one line that says why there is none."""

    file: Path
    """What the file is called; a name, not a place."""
    digest: str
    newcomer: Entry | None = None
    parts: tuple[Entry, ...] = ()
    """The instruments by themselves, where the file holds several."""
    trouble: str = ""


def readings(uploads: Sequence[UploadedFile]) -> list[Received]:
    """The readings of files, in their order; each is made once for as long as its file stays chosen."""
    kept: dict[str, Received] = st.session_state.get(READINGS, {})
    made = {upload.file_id: kept.get(upload.file_id) or _read(upload) for upload in uploads}
    st.session_state[READINGS] = made
    return list(made.values())


def _read(upload: UploadedFile) -> Received:
    name, digest = Path(file_name(upload.name)), hashlib.sha256(upload.getvalue()).hexdigest()
    with spooled(upload) as path, st.spinner(f"Reading {label(name.name)} …"):
        try:
            entry = read_newcomer(path, Wishes(), ())
            return Received(name, digest, entry, each(entry, ()) if how_many(entry) > 1 else ())
        except TreatyError as problem:
            return Received(name, digest, trouble=str(problem))


@contextmanager
def spooled(upload: UploadedFile) -> Iterator[Path]:
    """A chosen file on disk, for as long as something reads it there."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / file_name(upload.name)
        path.write_bytes(upload.getbuffer())
        yield path


def file_name(name: str) -> str:
    """A file's name as a browser tells it, made harmless: no folders, no signs that mean something to a system."""
    last = PurePosixPath(name.replace("\\", "/")).name
    stem = re.sub(r"[^\w .,()'’-]|^\.+", "_", PurePosixPath(last).stem)[:LONGEST_STEM].strip()
    ending = re.sub(r"\W", "", PurePosixPath(last).suffix.lower())[:LONGEST_ENDING]
    return ".".join(filter(None, (stem or "file", ending)))
