"""The chat: ask, read, open what an answer rests on."""

from __future__ import annotations

import streamlit as st

from assistant.ui import feedback, people, sidebar, source
from assistant.ui.answers import turn_html
from assistant.ui.desk import desk, refresh, show_trouble, telling
from assistant.ui.markup import escape, label, tag
from assistant.ui.reader import Action, reader
from assistant.ui.resources import assistant, short_title
from assistant.ui.suggestions import suggested

SHOWN = 40
"""Turns of a long conversation that are shown at first."""
NAMED = 3
"""Instruments that are named where one asks; more are counted."""


def show() -> None:
    """The page."""
    assistant()
    sidebar.show()
    with st.container(key="work", horizontal=True):
        with st.container(key="talk"):
            _conversation()
        source.show()
    st.chat_input(
        f"Ask {_scope()}", key="question", max_chars=2000, on_submit=lambda: ask(st.session_state["question"])
    )


def ask(question: str) -> None:
    """Answer a question, and keep the conversation with the new turn."""
    here = desk()
    with telling():
        refresh()
        talk = assistant().chat(here.conversation)
        talk.ask(question, instruments=here.scope)
        here.conversation = talk.conversation
        here.judged = None
        people.archive().save(here.conversation)


def _conversation() -> None:
    """The turns, and under them what one can do next; drawn alike on an empty page, so that nothing is torn down."""
    conversation = desk().conversation
    with st.container(key="welcome"):
        if conversation.turns:
            st.html(tag("h1", escape(conversation.title), class_="hidden"))
        else:
            _welcome()
    show_trouble()
    _turns()
    feedback.show()
    _suggestions()


def _welcome() -> None:
    st.title("Ask the instruments", anchor=False)
    st.markdown(label(f"Every answer is quoted word for word from {_scope()}, with its place."))
    st.markdown("Where they do not answer, the page says so.")


def _turns() -> None:
    conversation = desk().conversation
    first = 0 if desk().unfolded else max(0, len(conversation) - SHOWN)
    if first:
        st.button(f"Show the {first} turns before", key="unfold", on_click=desk().unfold)
    verdicts = {turn: opinion.verdict for turn, opinion in feedback.opinions().all().items()}
    blocks = {
        feedback.key(number): turn_html(turn, number, desk().source, verdicts.get(feedback.key(number), ""))
        for number, turn in enumerate(conversation.turns[first:], start=first)
    }
    latest = len(conversation) - 1
    place = {"stamp": f"{conversation.id}-{latest}", "focus": f"#turn-{latest}", "block": "start"}
    reader("conversation", blocks, _act, label="Conversation", live=True, cookie=people.cookie(), **place)


def _suggestions() -> None:
    questions = suggested(desk().conversation)
    with st.container(key="suggestions"):
        if desk().conversation.turns and questions:
            st.caption("Go on with")
        for question in questions:
            st.button(label(question), key=f"suggested-{question}", on_click=ask, args=(question,))


def _scope() -> str:
    ids = desk().scope or tuple(assistant().corpus)
    if len(ids) > NAMED:
        return f"the {len(ids)} instruments"
    names = [f"the {short_title(id)}" for id in ids]
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def _act(action: Action) -> None:
    if action.get("do") in ("up", "down"):
        turn = str(action.get("turn", ""))
        feedback.judge(action["do"], int(turn) if turn.isdecimal() else -1)
    elif action.get("do") == "ask":
        ask(str(action.get("question", "")))
    else:
        source.act(action)
