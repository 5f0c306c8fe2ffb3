"""A dialogue: its turns, and what it is about at the moment."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import cached_property
from itertools import islice
from typing import Any
from uuid import uuid4

from assistant.answer import Answer

Place = tuple[str, str]
"""A provision wherever it stands: identifier of the instrument, identifier in it."""

TITLE_LENGTH = 80


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def new_id() -> str:
    """An identifier that no other conversation has."""
    return uuid4().hex


def is_id(text: object) -> bool:
    """Whether it is such an identifier."""
    return isinstance(text, str) and bool(re.fullmatch("[0-9a-f]{32}", text))


@dataclass(frozen=True, slots=True)
class Turn:
    """A question, what was answered, and what "it" means after that."""

    question: str
    """As it was typed."""
    answer: Answer
    about: tuple[Place, ...] = ()
    """The provisions that a follow-up would mean, the first before the others; empty where nothing was found."""
    topic: str = ""
    """What was asked, in words that stand alone, without the name of an instrument."""
    among: tuple[Place, ...] = ()
    """Several provisions of which it shows one: what "the other one" and "the second" choose from next."""
    at: str = field(default_factory=_now)
    """When it was asked, ISO 8601 in UTC."""

    @classmethod
    def of(cls, question: str, answer: Answer) -> Turn:
        """A turn that is about what its answer cites."""
        cited = tuple((citation.instrument, citation.eid) for citation in answer.citations)
        return cls(question, answer, cited, answer.resolved_question or question)

    def to_dict(self) -> dict[str, Any]:
        """The turn made of plain JSON types."""
        return {
            "question": self.question,
            "answer": self.answer.to_dict(),
            "about": [list(place) for place in self.about],
            "topic": self.topic,
            "among": [list(place) for place in self.among],
            "at": self.at,
        }

    @classmethod
    def from_dict(cls, row: Mapping[str, Any]) -> Turn:
        """The turn that :meth:`to_dict` wrote.

        Raises:
            KeyError, TypeError, ValueError: the row is no turn.
        """
        about, among = _places(row["about"]), _places(row.get("among", ()))
        answer = Answer.from_dict(row["answer"])
        return cls(str(row["question"]), answer, about, str(row["topic"]), among, str(row["at"]))


def _places(rows: Iterable[Any]) -> tuple[Place, ...]:
    return tuple((str(instrument), str(eid)) for instrument, eid in rows)


@dataclass(frozen=True)
class Conversation:
    """Turns in the order in which they were taken. Immutable: every turn gives a new conversation."""

    turns: tuple[Turn, ...] = ()
    title: str = ""
    """What the user calls it, or else the first question."""
    id: str = field(default_factory=new_id)
    created: str = field(default_factory=_now)

    def with_turn(self, turn: Turn) -> Conversation:
        """The conversation after one more turn; the first gives it its title."""
        return replace(self, turns=(*self.turns, turn), title=self.title or shortened(turn.question))

    def renamed(self, title: str) -> Conversation:
        """The conversation under another title, cut where it is long."""
        return replace(self, title=shortened(title))

    def __len__(self) -> int:
        return len(self.turns)

    @cached_property
    def focus(self) -> tuple[Place, ...]:
        """What the dialogue is about: the provisions of the last turn that found any."""
        return next((turn.about for turn in reversed(self.turns) if turn.about), ())

    @cached_property
    def topic(self) -> str:
        """What was last asked about and found, or at least asked about."""
        found = next((turn.topic for turn in reversed(self.turns) if turn.about and turn.topic), "")
        return found or (self.turns[-1].topic if self.turns else "")

    def recent(self, count: int) -> tuple[tuple[Place, ...], ...]:
        """What the last turns that found anything were about, the latest first; at most `count` of them."""
        return tuple(islice((turn.about for turn in reversed(self.turns) if turn.about), count))

    def to_dict(self) -> dict[str, Any]:
        """The conversation made of plain JSON types."""
        turns = [turn.to_dict() for turn in self.turns]
        return {"id": self.id, "title": self.title, "created": self.created, "turns": turns}

    @classmethod
    def from_dict(cls, row: Mapping[str, Any]) -> Conversation:
        """The conversation that :meth:`to_dict` wrote.

        Raises:
            KeyError, TypeError, ValueError: the row is no conversation.
        """
        turns = tuple(Turn.from_dict(turn) for turn in row["turns"])
        return cls(turns, str(row["title"]), str(row["id"]), str(row["created"]))


def instruments_of(places: Iterable[Place]) -> tuple[str, ...]:
    """The instruments of some provisions, each once, in their order."""
    return tuple(dict.fromkeys(instrument for instrument, _ in places))


def shortened(title: str) -> str:
    """A title on one line, cut between words."""
    line = " ".join(title.split())
    if len(line) <= TITLE_LENGTH:
        return line
    return line[:TITLE_LENGTH].rsplit(" ", 1)[0] + "…"
