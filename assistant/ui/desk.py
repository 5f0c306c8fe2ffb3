"""What one session has on its desk: the conversation, the instruments to look in, and the open source."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import streamlit as st

from assistant.conversation import Conversation
from assistant.ui.resources import instrument_of


@dataclass(frozen=True, slots=True)
class Place:
    """A provision that is open, and the run of the text that is highlighted in it."""

    instrument: str
    eid: str
    start: int = 0
    end: int = 0

    @classmethod
    def of(cls, row: Mapping[str, Any]) -> Place | None:
        """The place that a browser or an address names, if there is such a place."""
        instrument = instrument_of(str(row.get("instrument", "")))
        eid = str(row.get("eid", ""))
        if instrument is None or eid not in instrument:
            return None
        numbers = (str(row.get(name, "")) for name in ("start", "end"))
        start, end = (int(number) if number.isascii() and number.isdecimal() else 0 for number in numbers)
        return cls(instrument.id, eid, start, min(end, len(instrument.text)))


@dataclass
class Desk:
    """The state of one session; nothing here is shared with another."""

    conversation: Conversation = field(default_factory=Conversation)
    sources: list[Place] = field(default_factory=list)
    """The open source last, and before it those to go back to."""
    steps: int = 0
    """Counts what should be brought into view."""

    @property
    def source(self) -> Place | None:
        return self.sources[-1] if self.sources else None

    def open(self, place: Place | None) -> None:
        """Open a source beside the answer; what was open stays one step back."""
        if place and place != self.source:
            self.sources.append(place)
        self.steps += 1

    def back(self) -> None:
        """Return to the source before."""
        del self.sources[-1:]
        self.steps += 1

    def close(self) -> None:
        """Put all sources away."""
        self.sources.clear()

    def take(self, conversation: Conversation) -> None:
        """Put another conversation on the desk."""
        self.conversation = conversation
        self.close()


def desk() -> Desk:
    """The desk of the session that asks."""
    if "desk" not in st.session_state:
        st.session_state["desk"] = Desk()
    found: Desk = st.session_state["desk"]
    return found
