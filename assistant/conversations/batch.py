"""Many questions from a file: JSON Lines in, one JSON object a line out, in the same order.

A line is ``{"id": "q1", "question": "..."}`` or a conversation ``{"id": "c1", "turns": [{"question": "..."}, ...]}``;
other fields are passed over. A question gives its answer object with ``id``, and a turn with ``turn`` besides.
A line that cannot be used gives ``{"id": ..., "status": "invalid", "message": ...}``, and the rest goes on.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TextIO

from assistant.answer import Answer, Status
from corpus.errors import UsageError

Ask = Callable[[str], Answer]
Row = dict[str, Any]


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
        for number, line in enumerate(lines, start=1):
            yield list(self._rows(line, number)) if line.strip() else []

    def _rows(self, line: bytes, number: int) -> Iterator[Row]:
        try:
            entry = _parsed(line)
        except UsageError as problem:
            yield _invalid({"id": None}, f"line {number}: {problem}")
            return
        name = {"id": entry.get("id")}
        if fault := _fault(entry):
            yield _invalid(name, f"line {number}: {fault}")
        elif "turns" in entry:
            ask = self.converse()
            for turn, asked in enumerate(entry["turns"]):
                yield self._row({**name, "turn": turn}, asked, ask, number)
        else:
            yield self._row(name, entry, self.ask, number)

    def _row(self, name: Row, entry: Any, ask: Ask, number: int) -> Row:
        if not isinstance(entry, dict) or not isinstance(entry.get("question"), str):
            return _invalid(name, f"line {number}: 'question' must be there and be a string")
        return {**name, **self.present(ask(entry["question"]))}


def read_lines(path: Path) -> list[bytes]:
    """The lines of a file, split at line feeds alone.

    Raises:
        UsageError: the file cannot be read.
    """
    try:
        return path.read_bytes().removeprefix(b"\xef\xbb\xbf").split(b"\n")
    except OSError as error:
        raise UsageError(f"{path} cannot be read ({error.strerror or error})") from error


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


def _parsed(line: bytes) -> Row:
    try:
        entry = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise UsageError("this is not JSON in UTF-8; write one object a line") from error
    if not isinstance(entry, dict):
        raise UsageError("expected a JSON object in braces")
    return entry


def _fault(entry: Row) -> str:
    """What is wrong with a line as a whole."""
    if not isinstance(entry.get("id"), str | int):
        return "'id' must be there and be a string or a number"
    if "turns" not in entry:
        return ""
    if "question" in entry:
        return "it has both 'question' and 'turns'; give one of them"
    turns = entry["turns"]
    return "" if isinstance(turns, list) and turns else "'turns' must be a list with at least one turn"


def _invalid(name: Row, message: str) -> Row:
    return {**name, "status": Status.INVALID.value, "message": message}
