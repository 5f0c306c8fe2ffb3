"""What is asked of a file before a reader opens it: that it can be one, and can do no harm."""

from __future__ import annotations

import zipfile
import zlib
from pathlib import Path

from corpus.errors import SourceError
from corpus.readers.encoding import unmarked

LARGEST = 50_000_000
"""Bytes of a file at most: a thousand times an ordinary treaty."""
UNPACKED = 200_000_000
"""Bytes of everything packed in a document at most."""
SAMPLE = 8192
TEXT_FORMATS = frozenset({".txt", ".md", ".markdown", ".html", ".htm", ".xhtml", ".xml", ".akn"})
PACKED = frozenset({".docx", ".odt", ".epub"})
"""Formats that are archives."""
MAGIC = {".pdf": b"%PDF-", ".rtf": b"{\\rtf", **dict.fromkeys(PACKED, b"PK")}
"""How files of a format begin; a PDF may have some bytes before."""
CONTROLS = frozenset(range(32)) - frozenset(b"\t\n\r\f\x1b")
BINARY = 0.02
"""Share of control characters from which on a file is no text."""
BROKEN = (
    *(ValueError, LookupError, TypeError, AttributeError, OverflowError, RecursionError, NotImplementedError, EOFError),
    *(AssertionError, zlib.error, zipfile.BadZipFile),
)
"""What damaged files raise inside the libraries of their formats, besides those libraries' own errors."""


def check(path: Path) -> None:
    """Refuses what no reader should open.

    Raises:
        SourceError: it is not there, no file, empty, too large, or not what its ending says.
    """
    try:
        if not path.exists():
            raise SourceError(f"there is no file {path}")
        if not path.is_file():
            raise SourceError(f"{path} is no file that can be read")
        size = path.stat().st_size
        with path.open("rb") as file:
            head = file.read(SAMPLE)
    except (OSError, ValueError) as problem:
        reason = getattr(problem, "strerror", None) or problem
        raise SourceError(f"cannot open {path}: {reason}") from problem
    if not size:
        raise SourceError(f"{path.name} is empty")
    if size > LARGEST:
        raise SourceError(
            f"{path.name} has {size / 1e6:,.0f} MB; at most {LARGEST / 1e6:.0f} MB are read: split it, or save its text"
        )
    check_kind(path, head)


def check_kind(path: Path, head: bytes) -> None:
    """Refuses a file that begins as no file with its ending does.

    Raises:
        SourceError: it is another format, or binary where there should be text, or a bomb.
    """
    ending = path.suffix.lower()
    magic = MAGIC.get(ending)
    if magic and magic not in head[:1024]:
        raise SourceError(f"{path.name} is no {ending[1:].upper()} file, whatever its ending says")
    if ending in PACKED:
        check_packed(path)
    if ending in TEXT_FORMATS and is_binary(head):
        raise SourceError(f"{path.name} is not text but something binary")


def is_binary(head: bytes) -> bool:
    """Whether a file begins like no text in any encoding."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")) or unmarked(head):
        return False
    return head.count(0) > 0 or sum(byte in CONTROLS for byte in head) > BINARY * len(head)


def check_packed(path: Path) -> None:
    """Refuses an archive that unpacks to far more than a document can be.

    Raises:
        SourceError: it is damaged, or a bomb.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            unpacked = sum(entry.file_size for entry in archive.infolist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as problem:
        raise SourceError(f"{path.name} is damaged: {problem}") from problem
    if unpacked > UNPACKED:
        raise SourceError(
            f"{path.name} would unpack to {unpacked / 1e6:,.0f} MB; at most {UNPACKED / 1e6:.0f} MB are read"
        )
