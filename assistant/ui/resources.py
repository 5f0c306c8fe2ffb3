"""What all sessions of a process share: the assistant with its index, and the cross-references."""

from __future__ import annotations

import streamlit as st

from assistant import Assistant
from corpus.library import Corpus
from corpus.references import CrossReferences


@st.cache_resource(show_spinner="Loading the instruments and their index; the first time takes half a minute …")
def assistant() -> Assistant:
    """The one assistant, its index open."""
    loaded = Assistant()
    loaded.search("preservation", limit=1)
    return loaded


def corpus() -> Corpus:
    """The loaded instruments."""
    return assistant().corpus


@st.cache_resource(show_spinner=False)
def references(instrument: str) -> CrossReferences:
    """The cross-references of an instrument."""
    return CrossReferences(corpus()[instrument])


def short_title(instrument: str) -> str:
    """What an instrument is called in a few words."""
    return corpus()[instrument].about.short_title
