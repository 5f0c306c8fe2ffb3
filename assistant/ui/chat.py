"""The chat: ask, read, open what an answer rests on."""

from __future__ import annotations

from collections.abc import Iterable

import streamlit as st

from assistant.ui import address, feedback, people, prose, sidebar, source
from assistant.ui.answers import turn_html
from assistant.ui.desk import desk, refresh, show_trouble, telling
from assistant.ui.markup import escape, label, tag
from assistant.ui.reader import Action, reader
from assistant.ui.resources import NAME, assistant, short_title
from assistant.ui.suggestions import suggested, ways
from assistant.understanding.question import LONGEST
from corpus.errors import UsageError

SHOWN = 40
"""Turns of a long conversation that are shown at first."""
INPUT = "question"
"""Where a question is typed."""
TOO_LONG = (
    "What you typed has {:,} characters, and a question may have {:,}: nothing was asked. Keep the sentences that ask; "
    "a text to be searched belongs into the library."
)
ASKING_ON = "After an answer, ask on: “and in the other treaty?”, “the next paragraph”, “quote it in OSCOLA”."
NAMED = 3
"""Instruments that are named where one asks; more are counted."""


def show() -> None:
    """The page."""
    assistant()
    address.follow()
    sidebar.show()
    with st.container(key="work", horizontal=True):
        with st.container(key="talk"):
            _conversation()
        source.show()
    with st.bottom:
        show_trouble()
        prose.switch()
        st.chat_input(f"Ask {_scope()}", key=INPUT, on_submit=lambda: ask(st.session_state[INPUT]))


def ask(question: str) -> None:
    """Answer a question, and keep the conversation with the new turn; one that is too long stays where it was typed."""
    here = desk()
    with telling():
        if len(question) > LONGEST:
            st.session_state[INPUT] = question
            raise UsageError(TOO_LONG.format(len(question), LONGEST))
        refresh()
        talk = assistant().chat(people.archive().current(here.conversation))
        talk.ask(question, instruments=here.scope)
        here.conversation = talk.conversation
        here.judged, here.moved = None, True
        here.writing = prose.wanted()
        if not here.writing:
            people.keep(here.conversation)
    here.taken += 1  # last: what is broken off before, by another click, is sent again


def _conversation() -> None:
    """The turns, and under them what one can do next; drawn alike on an empty page, so that nothing is torn down."""
    conversation = desk().conversation
    with st.container(key="welcome"):
        if conversation.turns:
            st.html(tag("h1", escape(conversation.title), class_="hidden"))
        else:
            _welcome()
    _turns()
    prose.write()
    feedback.show()
    _suggestions()


def _welcome() -> None:
    st.title(NAME, anchor=False)
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
    options = {"live": True, "cookie": people.cookie(), "now": _now(), **place}
    reader("conversation", blocks, _act, label="Conversation", **options)


def _now() -> dict[str, object]:
    """By what the browser tells whether a question that it sent has been taken up."""
    here = desk()
    address = here.conversation.id if here.conversation.turns else ""
    return {"session": here.session, "taken": here.taken, "conversation": address, "turns": len(here.conversation)}


def _suggestions() -> None:
    conversation = desk().conversation
    with st.container(key="suggestions"):
        if not conversation.turns:
            _ways()
        elif questions := suggested(conversation):
            st.caption("Go on with")
            _offer(questions)


def _ways() -> None:
    """What can be asked, by kind."""
    with st.container(key="ways", horizontal=True):
        for number, way in enumerate(ways()):
            with st.container(key=f"way-{number}", border=True):
                st.header(label(way.title), anchor=False)
                st.caption(label(way.about))
                _offer(way.questions)
    st.caption(ASKING_ON)


def _offer(questions: Iterable[str]) -> None:
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
        _ask_once(action)
    elif action.get("do") == "memo":
        desk().dialog = (sidebar.MEMO, str(action.get("turn", "")))
    elif action.get("do") == "edit":
        _edit(str(action.get("turn", "")))
    else:
        source.act(action)


def _edit(turn: str) -> None:
    """Put a question that was asked where one types."""
    asked = [one.question for number, one in enumerate(desk().conversation.turns) if str(number) == turn]
    if asked:
        st.session_state[INPUT] = asked[0]


def _ask_once(action: Action) -> None:
    """Take up a question that the browser keeps; not one that was answered since, or comes with the same message."""
    now, question = _now(), str(action.get("question", ""))
    missed = action.get("session") != now["session"] or action.get("taken") == now["taken"]
    here = all(action.get(name) == now[name] for name in ("conversation", "turns"))
    if missed and here and st.session_state.get(INPUT) != question:
        ask(question)
