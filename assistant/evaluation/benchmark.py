"""Benchmark files: questions with what a right answer to each must cite and say.

A file is JSON Lines. A line is one question, or a conversation whose turns are asked in order:

    {"id": "q1", "question": "...", "answerable": true, "gold": [{"instrument": "...", "eid": "..."}],
     "also_ok": [], "facts": ["verbatim words"], "style": "lay", "split": "dev", "topic": "...",
     "persona": "..."}
    {"id": "c1", "split": "dev", "topic": "...", "turns": [{"question": "...", "answerable": false}, ...]}

Only ``id``, ``question`` and ``answerable`` must be there, and ``gold`` where the question is answerable.
A file is checked whole before anything is asked.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.conversations import batch
from assistant.conversations.batch import GROUPING, LABELS
from assistant.evaluation.text import fold
from corpus.errors import UnknownProvision, UsageError
from corpus.model import Instrument


@dataclass(frozen=True, slots=True)
class Target:
    """A provision that a label names."""

    instrument: str
    eid: str

    def __str__(self) -> str:
        return f"{self.instrument} {self.eid}"


@dataclass(frozen=True, slots=True)
class Item:
    """One question, or one turn of a conversation, with its labels."""

    id: str
    """Of the question, or of the conversation."""
    turn: int | None
    """Place in the conversation, from 0; none for a single question."""
    question: str
    answerable: bool
    gold: tuple[Target, ...] = ()
    """Every one of these belongs to a whole answer; empty where the instruments do not answer."""
    also_ok: tuple[Target, ...] = ()
    """An answer that cites one of these in place of a gold one is as good."""
    facts: tuple[str, ...] = ()
    """Verbatim strings that a good answer contains."""
    style: str = ""
    """A free tag: how the question is put, such as ``lay`` or ``follow-up``."""
    split: str = ""
    """``dev`` for what may be tuned on, ``test`` for what may not."""
    topic: str = ""
    persona: str = ""
    """Who would ask so."""

    @property
    def accepted(self) -> tuple[Target, ...]:
        """Whatever may be cited, gold first."""
        return self.gold + self.also_ok


def read_benchmark(path: Path, instruments: Mapping[str, Instrument]) -> tuple[Item, ...]:
    """The questions of a benchmark file in order, the turns of a conversation one after another.

    Args:
        path: a JSON Lines file of the form above.
        instruments: what the labels may name, by identifier.

    Raises:
        UsageError: the file cannot be read or holds no question; or a line is of another form, has a field that
            is not known, repeats an identifier, or names a provision that there is not. The message gives the line.
    """
    items = parsed_benchmark(_lines(path), instruments, path.name)
    if not items:
        raise UsageError(f"{path.name} holds no question; write one JSON object a line")
    return items


def parsed_benchmark(lines: Iterable[str], instruments: Mapping[str, Instrument], name: str) -> tuple[Item, ...]:
    """The questions of the lines of a benchmark, as :func:`read_benchmark`; none where all are blank.

    Args:
        name: what a message calls the whole.

    Raises:
        UsageError: a line is wrong, as there.
    """
    items: list[Item] = []
    seen: dict[str, str] = {}
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        entry = _Fields.parse(line, f"{name}, line {number}")
        id = entry.text("id")
        if id in seen:
            raise entry.wrong(f"the id {id!r} is that of {seen[id]} too; give each line its own")
        seen[id] = entry.place
        items += _items(entry, instruments)
    return tuple(items)


def misplaced_facts(items: Sequence[Item], instruments: Mapping[str, Instrument]) -> tuple[str, ...]:
    """One message for each fact that stands in none of the provisions its label accepts.

    Such a label is suspect, though not unusable: a fact may stand in a neighbouring provision.
    """
    return tuple(
        f"{item.id}{'' if item.turn is None else f', turn {item.turn}'}: no accepted provision says {fact!r}"
        for item in items
        for fact in item.facts
        if not any(fold(fact) in fold(_text(target, instruments)) for target in item.accepted)
    )


@dataclass(frozen=True, slots=True)
class _Fields:
    """A JSON object of the file, with the place to name when something in it is wrong."""

    fields: Mapping[str, Any]
    place: str

    @classmethod
    def parse(cls, line: str, place: str) -> _Fields:
        try:
            return cls(batch.parsed(line), place)
        except UsageError as problem:
            raise UsageError(f"{place}: {problem}") from problem

    @classmethod
    def of(cls, fields: object, place: str) -> _Fields:
        if not isinstance(fields, dict):
            raise UsageError(f"{place}: expected a JSON object in braces")
        return cls(fields, place)

    def wrong(self, what: str) -> UsageError:
        return UsageError(f"{self.place}: {what}")

    def only(self, known: frozenset[str]) -> None:
        try:
            batch.only(self.fields, known)
        except UsageError as problem:
            raise self.wrong(str(problem)) from problem

    def text(self, name: str) -> str:
        value = self.fields.get(name)
        if not isinstance(value, str):
            raise self.wrong(f"{name!r} must be there and be a string")
        return value

    def tag(self, name: str) -> str:
        return self.text(name) if name in self.fields else ""

    def truth(self, name: str) -> bool:
        value = self.fields.get(name)
        if not isinstance(value, bool):
            raise self.wrong(f"{name!r} must be there and be true or false")
        return value

    def texts(self, name: str) -> tuple[str, ...]:
        values = self._list(name)
        if not all(isinstance(value, str) and value.strip() for value in values):
            raise self.wrong(f"{name!r} must be a list of strings that are not empty")
        return tuple(values)

    def entries(self, name: str, each: str) -> list[_Fields]:
        return [_Fields.of(value, f"{self.place}, {each} {n}") for n, value in enumerate(self._list(name))]

    def _list(self, name: str) -> list[Any]:
        values = self.fields.get(name, [])
        if not isinstance(values, list):
            raise self.wrong(f"{name!r} must be a list")
        return values


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text(encoding="utf-8-sig").split("\n")
    except OSError as error:
        raise UsageError(f"{path} cannot be read ({error.strerror or error})") from error
    except UnicodeDecodeError as error:
        raise UsageError(f"{path.name} is not UTF-8 text; a benchmark is a JSON Lines file in UTF-8") from error


def _items(entry: _Fields, instruments: Mapping[str, Instrument]) -> Iterator[Item]:
    if "turns" not in entry.fields:
        entry.only(GROUPING | LABELS)
        yield _item(entry, entry, None, instruments)
        return
    entry.only(GROUPING | {"turns"})
    turns = entry.entries("turns", "turn")
    if not turns:
        raise entry.wrong("'turns' holds no turn")
    for number, turn in enumerate(turns):
        turn.only(LABELS)
        yield _item(entry, turn, number, instruments)


def _item(whole: _Fields, labels: _Fields, turn: int | None, instruments: Mapping[str, Instrument]) -> Item:
    item = Item(
        id=whole.text("id"),
        turn=turn,
        question=labels.text("question"),
        answerable=labels.truth("answerable"),
        gold=_targets(labels, "gold", instruments),
        also_ok=_targets(labels, "also_ok", instruments),
        facts=labels.texts("facts"),
        style=labels.tag("style"),
        split=whole.tag("split"),
        topic=whole.tag("topic"),
        persona=whole.tag("persona"),
    )
    if item.answerable and not item.gold:
        raise labels.wrong("an answerable question needs at least one provision in 'gold'")
    if not item.answerable and (item.accepted or item.facts):
        raise labels.wrong("a question that is not answerable has no 'gold', 'also_ok' or 'facts'")
    return item


def _targets(labels: _Fields, name: str, instruments: Mapping[str, Instrument]) -> tuple[Target, ...]:
    entries = labels.entries(name, name)
    return tuple(dict.fromkeys(_target(entry, instruments) for entry in entries))


def _target(entry: _Fields, instruments: Mapping[str, Instrument]) -> Target:
    entry.only(frozenset({"instrument", "eid"}))
    target = Target(entry.text("instrument"), entry.text("eid"))
    if target.instrument not in instruments:
        raise entry.wrong(f"no instrument is called {target.instrument!r}; there are {', '.join(sorted(instruments))}")
    try:
        instruments[target.instrument][target.eid]
    except UnknownProvision as error:
        raise entry.wrong(str(error)) from error
    return target


def _text(target: Target, instruments: Mapping[str, Instrument]) -> str:
    instrument = instruments[target.instrument]
    return instrument.full(instrument[target.eid])
