"""What all sessions of a process share: the assistant with its index, and the cross-references."""

from __future__ import annotations

import threading
from functools import lru_cache

import streamlit as st

from assistant import Assistant
from assistant.ui.watching import watched
from corpus.citations.references import CrossReferences
from corpus.model import Instrument
from corpus.shelf import stored
from corpus.shelf.library import Corpus
from index.builder import Progress

HELD = "assistant"
"""Where a session keeps the assistant that it works with: one for as long as a page is drawn, whatever happens."""


class _Shared:
    """The one assistant of the process, loaded anew when the shelf of added instruments is not as it was."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._loaded: tuple[object, Assistant] | None = None

    def current(self) -> Assistant | None:
        """The assistant, if it is loaded and the shelf is still as it found it."""
        loaded = self._loaded
        return loaded[1] if loaded and loaded[0] == stored.state() else None

    def load(self, progress: Progress) -> Assistant:
        """The assistant over what is on the shelf now; of sessions that ask at once, one loads and the rest wait."""
        with self._lock:
            if loaded := self.current():
                return loaded
            state = stored.state()
            assistant = Assistant(progress=progress)
            assistant.search("preservation", limit=1)
            self._loaded = (state, assistant)
            return assistant


@st.cache_resource(show_spinner=False)
def _shared() -> _Shared:
    return _Shared()


def renew() -> None:
    """Take up what was added, updated or removed since this session last looked, on the page or by a command."""
    current = _shared().current()
    st.session_state[HELD] = current or watched("Loading the instruments and their index", _shared().load)


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
    return _references(corpus()[instrument])


@lru_cache(maxsize=256)
def _references(instrument: Instrument) -> CrossReferences:
    return CrossReferences(instrument)


def short_title(instrument: str) -> str:
    """What an instrument is called in a few words."""
    return corpus()[instrument].about.short_title
