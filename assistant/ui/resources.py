"""What sessions of a process share: the assistant with its index, and the cross-references."""

from __future__ import annotations

import streamlit as st

from assistant import Assistant
from assistant.service import Service, Services
from assistant.ui import people
from assistant.ui.watching import watched
from corpus.citations.references import CrossReferences, cross_references
from corpus.shelf.collection import Corpus

HELD = "assistant"
"""Where a session keeps the assistant that it works with: one for as long as a page is drawn, whatever happens."""

NAME = "Treaty Assistant"
OPENING = "The library is opened"
BUILDING = "The instruments are made ready for questions, which happens once"


@st.cache_resource(show_spinner=False)
def _services() -> Services:
    """Those of the process."""
    return Services()


def service() -> Service:
    """The service for who looks at the page."""
    return _services().of(people.owners())


def renew() -> None:
    """Take up what was added, updated or removed since this session last looked, on the page or by a command."""
    current = service().current
    st.session_state[HELD] = current or watched(OPENING, service().assistant, BUILDING)


def assistant() -> Assistant:
    """The assistant, its index open."""
    if HELD not in st.session_state:
        renew()
    held: Assistant = st.session_state[HELD]
    return held


def corpus() -> Corpus:
    """The loaded instruments."""
    return assistant().corpus


def references(instrument: str) -> CrossReferences:
    """The cross-references of an instrument."""
    return cross_references(corpus()[instrument])


def short_title(instrument: str) -> str:
    """What an instrument is called in a few words."""
    return corpus()[instrument].about.short_title
