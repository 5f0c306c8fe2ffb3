"""Many questions from a file: JSON Lines in, one JSON object a line out, in the same order.

A line is ``{"id": "q1", "question": "..."}`` or a conversation ``{"id": "c1", "turns": [{"question": "..."}, ...]}``.
The labels of a benchmark may stand beside and are passed over; a field that is known to neither is a slip of the pen.
A line without ``id`` gets its number. A question gives its answer object with ``id``, and a turn with ``turn`` besides.
A line that cannot be used gives ``{"id": ..., "status": "invalid", "message": ...}``, and the rest goes on.
"""

from __future__ import annotations

import json
import math
import os
import tempfile
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn, TextIO

from assistant.answer import Answer, Status
from corpus.errors import UsageError

Ask = Callable[[str], Answer]
Row = dict[str, Any]
LABELS = frozenset({"question", "answerable", "gold", "also_ok", "facts", "style"})
"""What may be said of a question or a turn."""
GROUPING = frozenset({"id", "split", "topic", "persona"})
"""What may be said of a line."""


@dataclass(frozen=True)
class Batch:
    """Answers lines."""

    ask: Ask
    """Answers a question that stands alone."""
    converse: Callable[[], Ask]
    """Begins a conversation."""
    present: Callable[[Answer], Row] = Answer.to_dict

    def run(self, lines: Iterable[bytes]) -> Iterator[list[Row]]:
        """What each line gives: one row, or one for each turn of a conversation; blank lines give none."""
        taken: dict[str, int] = {}
        for number, line in enumerate(lines, start=1):
            yield list(self._rows(line, number, taken)) if line.strip() else []

    def _rows(self, line: bytes, number: int, taken: dict[str, int]) -> Iterator[Row]:
        name: Row = {"id": number}
        try:
            entry = parsed(line)
            name = {"id": _identifier(entry, number)}
            _claim(name["id"], number, taken)
            _check(entry)
        except UsageError as problem:
            yield _invalid(name, f"line {number}: {problem}")
            return
        if "turns" not in entry:
            yield self._row(name, entry, self.ask, number)
            return
        ask = self.converse()
        for turn, asked in enumerate(entry["turns"]):
            yield self._row({**name, "turn": turn}, asked, ask, number)

    def _row(self, name: Row, entry: Any, ask: Ask, number: int) -> Row:
        try:
            question = _question(entry, LABELS if "turn" in name else LABELS | GROUPING)
        except UsageError as problem:
            return _invalid(name, f"line {number}: {problem}")
        return {**name, **self.present(ask(question))}


def read_lines(path: Path) -> list[bytes]:
    """The lines of a file.

    Raises:
        UsageError: the file cannot be read.
    """
    try:
        return lines_of(path.read_bytes())
    except OSError as error:
        raise UsageError(f"{path} cannot be read ({error.strerror or error})") from error


def lines_of(content: bytes) -> list[bytes]:
    """The lines of a batch, split at line feeds alone; a mark of byte order is none of it."""
    return content.removeprefix(b"\xef\xbb\xbf").split(b"\n")


def check_writable(path: Path) -> None:
    """Refuse a place that nothing can be written to, before hours are spent on what belongs there.

    Raises:
        UsageError: the file cannot be written.
    """
    place = path.resolve()
    if place.is_dir():
        raise UsageError(f"{path} is a folder; name a file")
    if place.exists() and not place.is_file():
        return
    try:
        tempfile.TemporaryFile(dir=place.parent).close()
    except OSError as error:
        raise UsageError(f"{path} cannot be written ({error.strerror or error})") from error


@contextmanager
def written(path: Path) -> Iterator[TextIO]:
    """A text file that takes its place when it is whole: it is written beside, then renamed.

    What is no regular file, such as a pipe, is written straight.

    Raises:
        UsageError: the file cannot be written.
    """
    place = path.resolve()
    straight = place.exists() and not place.is_file()
    beside = place if straight else place.with_name(f".{place.name}.{os.getpid()}.new")
    try:
        with beside.open("w", encoding="utf-8", newline="\n") as file:
            yield file
        if not straight:
            beside.replace(place)
    except OSError as error:
        raise UsageError(f"{path} cannot be written ({error.strerror or error})") from error
    finally:
        if not straight:
            beside.unlink(missing_ok=True)


def parsed(line: str | bytes) -> Row:
    """The object on a line.

    Raises:
        UsageError: it is not JSON in UTF-8, no object, or has a field twice.
    """
    try:
        entry = json.loads(line, parse_constant=_no_number, object_pairs_hook=_object)
    except (ValueError, RecursionError) as error:
        raise UsageError("this is not JSON in UTF-8; write one object a line") from error
    if not isinstance(entry, dict):
        raise UsageError("expected a JSON object in braces")
    return entry


def _no_number(name: str) -> NoReturn:
    raise UsageError(f"{name} is no number in JSON; write it in quotes, or a number")


def _object(pairs: list[tuple[str, Any]]) -> Row:
    fields = dict(pairs)
    if len(fields) < len(pairs):
        twice = next(name for place, (name, _) in enumerate(pairs) if name in dict(pairs[:place]))
        raise UsageError(f"the field {twice!r} stands there twice; leave one of them out")
    return fields


def _identifier(entry: Row, number: int) -> str | int | float:
    """The identifier of a line; its number where it has none."""
    id = entry.get("id", number)
    endless = isinstance(id, float) and math.isinf(id)  # 1e999
    if endless or isinstance(id, bool) or not isinstance(id, str | int | float):
        raise UsageError("'id' must be a string or a number")
    return id


def _claim(id: str | float, number: int, taken: dict[str, int]) -> None:
    """Give each identifier to one line: answers could not be told apart."""
    first = taken.setdefault(json.dumps(id), number)
    if first != number:
        raise UsageError(f"the id {id!r} is that of line {first} too; give each line its own")


def _check(entry: Row) -> None:
    """Refuse a conversation that is none; a question is looked at where it is asked."""
    if "turns" not in entry:
        return
    if "question" in entry:
        raise UsageError("it has both 'question' and 'turns'; give one of them")
    only(entry, GROUPING | {"turns"})
    if not isinstance(entry["turns"], list) or not entry["turns"]:
        raise UsageError("'turns' must be a list with at least one turn")


def _question(entry: Any, known: Collection[str]) -> str:
    if not isinstance(entry, dict) or not isinstance(entry.get("question"), str):
        raise UsageError("'question' must be there and be a string")
    only(entry, known)
    return str(entry["question"])


def only(fields: Collection[str], known: Collection[str]) -> None:
    """Refuse a field that is not known.

    Raises:
        UsageError: there is one.
    """
    for name in fields:
        if name not in known:
            raise UsageError(f"the field {name!r} is not known; there are {', '.join(sorted(known))}")


def _invalid(name: Row, message: str) -> Row:
    return {**name, "status": Status.INVALID.value, "message": message}
