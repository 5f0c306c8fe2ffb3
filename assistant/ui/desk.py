"""What one session has on its desk: the conversation, the instruments to look in, and the open source."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Any

import streamlit as st

from assistant.conversation import Conversation, new_id
from assistant.ui.markup import label
from assistant.ui.resources import corpus, renew
from corpus.errors import TreatyError


@dataclass(frozen=True, slots=True)
class Opened:
    """A provision that is open, and the run of the text that is highlighted in it."""

    instrument: str
    eid: str
    start: int = 0
    end: int = 0

    @classmethod
    def of(cls, row: Mapping[str, Any]) -> Opened | None:
        """The place that a browser or an address names, if there is such a place."""
        id, eid = str(row.get("instrument", "")), str(row.get("eid", ""))
        if id not in corpus() or eid not in corpus()[id]:
            return None
        numbers = (str(row.get(name, ""))[:9] for name in ("start", "end"))
        start, end = (int(number) if number.isascii() and number.isdecimal() else 0 for number in numbers)
        return cls(id, eid, start, end)

    @property
    def loaded(self) -> bool:
        """Whether the provision is still there."""
        return self.instrument in corpus() and self.eid in corpus()[self.instrument]


@dataclass
class Desk:
    """The state of one session; nothing here is shared with another."""

    conversation: Conversation = field(default_factory=Conversation)
    scope: tuple[str, ...] = ()
    """Identifiers of the instruments to look in; empty means all."""
    sources: list[Opened] = field(default_factory=list)
    """The open source last, and before it those to go back to."""
    steps: int = 0
    """Counts what should be brought into view."""
    unfolded: bool = False
    """Whether all turns of a long conversation are shown."""
    session: str = field(default_factory=new_id)
    """Tells this session from others of the same browser."""
    taken: int = 0
    """Counts the questions that were taken up, whatever became of them."""
    writing: bool = False
    """Whether prose is due to the last answer."""
    judged: int | None = None
    """The turn whose verdict awaits a reason."""
    deleted: str = ""
    """Title of the conversation that was just deleted."""
    dialog: tuple[str, str] | None = None
    """The dialog to open, and the conversation or instrument it is about."""
    shelf: Opened | None = None
    """The provision that is open in the library."""
    chosen: Opened | None = None
    """The provision that was just chosen there, which the address does not name yet."""
    due: str = ""
    """The view to go to next, where something was done that is seen there."""
    news: str = ""
    """What was just done to the library."""
    batches: int = 0
    """Counts what was added, so that there is an empty place for further files."""
    address: Mapping[str, str] | None = None
    """What the address of the chat said last; nothing where another view was open."""
    moved: bool = False
    """Whether something was done on the page that the address does not say yet."""
    trouble: str = ""
    """What went wrong in the last interaction."""

    @property
    def source(self) -> Opened | None:
        """What is open beside the answer."""
        return self.sources[-1] if self.sources else None

    def open(self, place: Opened | None) -> None:
        """Open a source beside the answer; what was open stays one step back."""
        if place and place != self.source:
            self.sources.append(place)
        self.steps += 1
        self.moved = True

    def show(self, place: Opened | None) -> None:
        """Leave this source open alone, with those that were before it."""
        if place in self.sources:
            del self.sources[self.sources.index(place) + 1 :]
            self.steps += 1
        elif place:
            self.open(place)
        else:
            self.close()

    def back(self) -> None:
        """Return to the source before."""
        del self.sources[-1:]
        self.steps += 1
        self.moved = True

    def unfold(self) -> None:
        """Show the first turns of a long conversation too."""
        self.unfolded = True

    def close(self) -> None:
        """Put all sources away."""
        self.sources.clear()
        self.moved = True

    def keep_loaded(self, updated: Collection[str]) -> None:
        """Put away what an instrument took with it that was removed or updated meanwhile.

        Args:
            updated: the instruments that have another text: what was highlighted in them stands elsewhere now.
        """
        self.scope = tuple(id for id in self.scope if id in corpus())
        self.sources = [
            replace(place, start=0, end=0) if place.instrument in updated else place
            for place in self.sources
            if place.loaded
        ]
        self.shelf, self.chosen = (place if place and place.loaded else None for place in (self.shelf, self.chosen))

    def take(self, conversation: Conversation) -> None:
        """Put another conversation on the desk."""
        self.conversation = conversation
        self.judged, self.unfolded, self.writing = None, False, False
        self.close()


def desk() -> Desk:
    """The desk of the session that asks."""
    if "desk" not in st.session_state:
        st.session_state["desk"] = Desk()
    found: Desk = st.session_state["desk"]
    return found


def refresh() -> None:
    """Take up what became of the library, whoever changed it."""
    before = {id: instrument.digest for id, instrument in corpus().items()}
    renew()
    desk().keep_loaded({id for id, instrument in corpus().items() if before.get(id) != instrument.digest})


def show_trouble() -> None:
    """Tell what went wrong in the last interaction, once."""
    if desk().trouble:
        st.error(label(desk().trouble))
    desk().trouble = ""


@contextmanager
def telling() -> Iterator[None]:
    """Keeps what goes wrong inside for :func:`show_trouble`, in one line."""
    try:
        yield
    except TreatyError as problem:
        desk().trouble = str(problem)
