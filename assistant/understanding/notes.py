"""What is to be told beside an answer, as data: :mod:`assistant.answering.wording` puts it into words."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from assistant.conversation import Place
from corpus.model import Kind


@dataclass(frozen=True, slots=True)
class TakenFor:
    """Words that fit several provisions were taken for one of them."""

    said: str
    place: Place
    others: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class OtherTakenFor:
    """The words "the other one" fit several instruments and were taken for one of them."""

    instrument: str
    others: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NoNeighbour:
    """The text begins or ends at a provision: there is no unit of a kind before or after it."""

    place: Place
    kind: Kind
    after: bool


@dataclass(frozen=True, slots=True)
class TooFew:
    """There are fewer units of a kind before or after a provision than a turn counts."""

    place: Place
    kind: Kind
    after: bool
    count: int


@dataclass(frozen=True, slots=True)
class NoReference:
    """A provision refers to nothing, or nothing to it, in the way that was asked."""

    place: Place


@dataclass(frozen=True, slots=True)
class NoSuchNumber:
    """An instrument has no article of the number that the dialogue is at."""

    instrument: str


@dataclass(frozen=True, slots=True)
class NotThere:
    """What a turn names does not exist; what there is instead is shown."""

    problem: str
    """What :class:`corpus.errors.UnknownProvision` says of it."""


class Remark(Enum):
    """What is told without naming anything."""

    VERBATIM = auto()
    """Asked for other words, the texts' own are shown."""


@dataclass(frozen=True, slots=True)
class GoesOn:
    """A provision was shown in part: the first and the last of its parts that were left out."""

    place: Place
    first: Place
    last: Place


@dataclass(frozen=True, slots=True)
class Cut:
    """What was left out of provisions that were shown."""

    parts: tuple[GoesOn, ...] = ()
    shown: int = 0
    named: int = 0
    """How many provisions were asked for, where more than were shown; else 0."""


@dataclass(frozen=True, slots=True)
class FirstOf:
    """Of the provisions found, only the first are shown."""

    shown: int
    found: int


@dataclass(frozen=True, slots=True)
class Unanswered:
    """Instruments that do not answer, and one that is named and not loaded."""

    instruments: tuple[str, ...]
    foreign: str = ""


@dataclass(frozen=True, slots=True)
class AnsweredElsewhere:
    """The instruments that the dialogue is in do not answer; another one does."""

    instruments: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NotLoaded:
    """An instrument is named beside a loaded one, and nothing cited speaks of it."""

    name: str


@dataclass(frozen=True, slots=True)
class PoorlyRead:
    """All that was found is in languages that the search does not read well."""

    languages: tuple[str, ...]
    """Their codes."""


@dataclass(frozen=True, slots=True)
class QuotedIn:
    """What is quoted is in other languages than the question."""

    languages: tuple[str, ...]
    """Their codes."""


@dataclass(frozen=True, slots=True)
class Described:
    """What the description of some instruments says of each answers, or helps."""

    instruments: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Mentioned:
    """How often words stand in an instrument, and in which of its provisions."""

    term: str
    instrument: str
    places: tuple[Place, ...]
    count: int


@dataclass(frozen=True, slots=True)
class Absent:
    """Words that stand nowhere in some instruments."""

    term: str
    instruments: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Unread:
    """The question is in a language that is not read."""

    language: str
    """Its code."""
    read: tuple[str, ...]
    """Codes of the languages that are."""
    extra: str = ""
    """The optional package that would read it, where one does and is missing."""


Note = (
    TakenFor
    | OtherTakenFor
    | NoNeighbour
    | TooFew
    | NoReference
    | NoSuchNumber
    | NotThere
    | Remark
    | Cut
    | FirstOf
    | Unanswered
    | AnsweredElsewhere
    | NotLoaded
    | PoorlyRead
    | QuotedIn
    | Described
    | Mentioned
    | Absent
    | Unread
)
"""Anything that can be told."""
