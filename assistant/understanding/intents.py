"""What a turn of a dialogue can ask for: one class an intent, and nothing else but data.

:func:`assistant.understanding.turns.understand` makes them, :mod:`assistant.answering` answers them; the type checker
holds both to the whole list.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum, auto
from typing import Self

from assistant.conversation import Place
from assistant.understanding.notes import Note
from assistant.understanding.question import Question
from corpus.citations.labels import Form
from corpus.model import Kind


@dataclass(frozen=True, slots=True)
class Memory:
    """What turns to come lean on."""

    topic: str = ""
    """What was asked, without the name of an instrument: joined with elliptical turns."""
    about: tuple[Place, ...] = ()
    """What "it" will mean, where that is not simply what the answer cites."""
    among: tuple[Place, ...] = ()
    """Several provisions that one was chosen from, for turns that choose again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Understood:
    """What every intent has."""

    heard: Question
    """The turn as a question by itself."""
    text: str
    """What it is understood as, in words that stand alone; the turn itself where it does."""
    memory: Memory = Memory()
    notes: tuple[Note, ...] = ()
    """What is to be told: what "it" was taken for, or what is missing."""

    def noting(self, *notes: Note) -> Self:
        """The same intent, with more to be told."""
        return replace(self, notes=(*self.notes, *notes))

    def remembering(self, **changes: object) -> Self:
        """The same intent, with something else to lean on."""
        return replace(self, memory=replace(self.memory, **changes))  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True, kw_only=True)
class Show(Understood):
    """Show provisions for their own sake, in this order."""

    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cite(Understood):
    """Show provisions with their citations in a form."""

    places: tuple[Place, ...]
    form: Form


@dataclass(frozen=True, slots=True)
class Within:
    """All of an instrument, or what one provision of it holds."""

    instrument: str
    eid: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Count(Understood):
    """Count the provisions of a kind."""

    kind: Kind
    within: tuple[Within, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline(Understood):
    """List the headings of the provisions of a kind."""

    kind: Kind
    within: tuple[Within, ...]


class Matter(Enum):
    """What can be gathered from all of an instrument."""

    OFFENCES = auto()
    """Acts that are to be offences."""
    DUTIES = auto()
    """Duties to do something."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gather(Understood):
    """List all provisions that have words of a kind."""

    matter: Matter
    said: str
    """The verb of the duties; empty for offences."""
    places: tuple[Place, ...]
    silent: tuple[str, ...]
    """Instruments in scope that have none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trace(Understood):
    """List what some provisions refer to, or what refers to them."""

    places: tuple[Place, ...]
    said: str
    """What the turn calls them."""
    outward: bool
    """Whether it asks what they refer to."""


@dataclass(frozen=True, slots=True)
class Wording:
    """One way to put what a turn asks."""

    question: Question
    weight: float
    """Its share in the ranking, 0 to 1; those of a turn add up to 1."""


@dataclass(frozen=True, slots=True)
class Query:
    """Something to look up."""

    text: str
    """In words that stand alone."""
    question: Question
    wordings: tuple[Wording, ...] = ()
    """Ways to put it, to be searched side by side; empty where the question alone says it."""
    scope: tuple[str, ...] = ()
    """Identifiers of the instruments meant, empty for no preference."""
    kept: bool = False
    """Whether they are those that the dialogue is in, and not named by the turn."""
    near: tuple[Place, ...] = ()
    """Where the dialogue is: a search prefers the article of the first a little, but not what was just cited of it."""
    notes: tuple[Note, ...] = ()

    def noting(self, *notes: Note) -> Query:
        """The same, with more to be told where it finds something."""
        return replace(self, notes=(*self.notes, *notes))


@dataclass(frozen=True, slots=True, kw_only=True)
class Search(Understood):
    """Look something up."""

    query: Query
    leans: bool = False
    """Whether the turn shows by its words that it leans on what came before."""
    again: bool = False
    """Whether it is an earlier question, put to another instrument."""
    alone: Query | None = None
    """For a turn joined with the topic that may stand alone: itself, used where that finds something sure.

    It is looked up before where the turn does not lean, else only where the topic leads nowhere new."""
    joined: Query | None = None
    """For a question that may stand alone: the same joined with the topic, used where that finds something surer."""
    otherwise: tuple[Place, ...] = ()
    """Provisions that the turn names, to be shown where the search for what it asks of them finds nothing sure."""

    def noting(self, *notes: Note) -> Self:
        """See :class:`Understood`: what is told goes with whichever query finds something."""
        alone, joined = (query.noting(*notes) if query else None for query in (self.alone, self.joined))
        return replace(self, query=self.query.noting(*notes), alone=alone, joined=joined)


@dataclass(frozen=True, slots=True, kw_only=True)
class Compare(Understood):
    """Look something up in each of several instruments, to be set side by side."""

    query: Query
    instruments: tuple[str, ...]
    leans: bool = False
    """Whether it is a turn that leans on what came before: the surest instrument comes first then."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Match(Understood):
    """Show provisions beside their counterparts in other instruments, which are looked up."""

    places: tuple[Place, ...]
    instruments: tuple[str, ...]
    """Where to look."""
    sought: Question
    """What to look for there."""


class Suggestion(Enum):
    """What can be asked of any provision that the dialogue is at."""

    NEXT_PARAGRAPH = auto()
    WHOLE_ARTICLE = auto()
    REFERENCES = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class AskBack(Understood):
    """There is nothing to look up before the user has chosen."""

    said: str = ""
    """The words that nothing says what they refer to; empty where nothing was asked at all."""
    choices: tuple[Place | Suggestion, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Lacking(Understood):
    """It names a provision that none of the instruments meant has."""

    problem: str
    """What there is instead."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Undefined(Understood):
    """It asks the definition of a term that the instruments meant do not define."""

    term: str
    instruments: tuple[str, ...]
    used: tuple[Place, ...]
    """Articles that have its words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Nowhere(Understood):
    """It counts words that stand nowhere in the instruments meant."""

    term: str
    instruments: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Undone(Understood):
    """It asks for a text to be written, which is not done here."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut(Understood):
    """It names only instruments that it is not to be answered from."""

    title: str
    """Short title of the first of them."""


Survey = Count | Outline | Gather | Trace
"""Questions about the structure of an instrument."""
Intent = Show | Cite | Survey | Search | Compare | Match | AskBack | Lacking | Undefined | Nowhere | LeftOut | Undone
"""Anything that a turn can be."""
