"""Files that a user names: what goes wrong with one is said of that file, and none is overwritten."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from corpus.errors import UsageError

SHOWN = 100
"""Characters of a name that a message repeats at most."""


def read_file(name: str) -> bytes:
    """What is in a file; ``~`` is the home folder.

    Raises:
        UsageError: there is no such file, or it cannot be read.
    """
    with _telling(name, "read"):
        place = Path(name).expanduser()
        if place.exists() and not place.is_file():
            raise UsageError(f"{_short(name)} is no file; name one")
        return place.read_bytes()


def write_new_file(name: str, content: bytes) -> None:
    """Write a file that is not there yet, whole or not at all, for its owner's eyes only.

    Raises:
        UsageError: it is there already, or cannot be written.
    """
    with _telling(name, "written"):
        place = Path(name).expanduser()
        place.touch(mode=0o600, exist_ok=False)
        try:
            place.write_bytes(content)
        except BaseException:
            place.unlink()
            raise


def make_private(place: Path) -> None:
    """Make a file that only its owner can read, and one that is there such a file."""
    place.touch(mode=0o600)
    if place.is_file():
        place.chmod(0o600)


@contextmanager
def _telling(name: str, done: str) -> Iterator[None]:
    try:
        yield
    except FileExistsError as problem:
        raise UsageError(f"{_short(name)} is there already; name a new file") from problem
    except OSError as problem:
        raise UsageError(f"{_short(name)} cannot be {done} ({problem.strerror}); name another file") from problem
    except (ValueError, RuntimeError) as problem:  # a NUL in the name; the home folder of nobody
        raise UsageError(f"{_short(name)} is no name of a file ({problem}); name another") from problem


def _short(name: str) -> str:
    return name if len(name) <= SHOWN else f"{name[:SHOWN]}…"
