"""What all sessions of a process share: the assistant with its index, and the cross-references."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from assistant import Answer, Assistant, Status
from assistant.conversation import Conversation, Turn
from assistant.followup import resolve, turn_of
from corpus.errors import UsageError
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


def next_turn(text: str, conversation: Conversation, scope: tuple[str, ...]) -> tuple[Turn, tuple[str, ...]]:
    """The next turn of a conversation, and what to choose from where it is asked back."""
    try:
        resolution = resolve(text, conversation, corpus())
    except UsageError as problem:
        return Turn.of(text, Answer(text, Status.INVALID, message=str(problem))), ()
    if resolution.asks_back:
        answer = Answer(text, Status.NOT_FOUND, message=resolution.message)
        return turn_of(text, answer, resolution), resolution.choices
    answer = assistant().ask(resolution.question, instruments=scope or resolution.scope)
    resolved = None if resolution.question == text else resolution.question
    return turn_of(text, replace(answer, resolved_question=resolved), resolution), ()
