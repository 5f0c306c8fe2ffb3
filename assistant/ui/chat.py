"""The chat: ask, read, open what an answer rests on."""

from __future__ import annotations

import streamlit as st

from assistant.conversation import Turn
from assistant.ui import source
from assistant.ui.answers import turn_html
from assistant.ui.desk import desk
from assistant.ui.markup import label
from assistant.ui.reader import Action, reader
from assistant.ui.resources import assistant, corpus

SUGGESTED = (
    "How long must preserved data be kept?",
    "When may a request for assistance be refused?",
    "How does each instrument define malicious software?",
    "How do the States parties settle disputes?",
)


def show() -> None:
    """The page."""
    assistant()
    with st.container(key="work", horizontal=True):
        with st.container(key="talk"):
            _conversation()
        source.show()
    st.chat_input(
        "Ask the instruments a question", key="question", max_chars=2000, on_submit=lambda: ask(st.session_state["question"])
    )


def ask(question: str) -> None:
    """Answer a question and add the turn to the conversation."""
    conversation = desk().conversation
    answer = assistant().ask(question)
    desk().conversation = conversation.with_turn(Turn.of(question, answer))


def _conversation() -> None:
    conversation = desk().conversation
    if not conversation.turns:
        _welcome()
    blocks = {
        f"{conversation.id}-{number}": turn_html(turn, number, desk().source, "")
        for number, turn in enumerate(conversation.turns)
    }
    latest = len(conversation) - 1
    reader(
        "conversation", blocks, _act, label="Conversation", live=True,
        stamp=f"{conversation.id}-{latest}", focus=f"#turn-{latest}", block="start",
    )


def _welcome() -> None:
    st.title("Ask the instruments", anchor=False)
    names = " and the ".join(instrument.about.short_title for instrument in corpus().values())
    st.markdown(f"Answers are quoted word for word from the {label(names)}, each with its place.")
    for question in SUGGESTED:
        st.button(label(question), key=f"suggested-{question}", on_click=ask, args=(question,))


def _act(action: Action) -> None:
    source.act(action)
