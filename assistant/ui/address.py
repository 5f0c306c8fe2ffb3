"""The address of what is on the desk: the conversation, and the source that is open beside it.

With it a browser's own ways to reload, to go back and forward, and to open a second window all keep the conversation.
"""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from assistant.conversation import Conversation, is_id
from assistant.conversations.standing import held
from assistant.ui import people
from assistant.ui.answers import place_of
from assistant.ui.desk import Opened, desk, telling
from assistant.ui.resources import corpus
from corpus.errors import UsageError

CONVERSATION, SOURCE = "conversation", "source"


def follow() -> None:
    """Go where the browser went; where something was done on the page instead, let the address follow."""
    here = desk()
    named = {name: st.query_params[name] for name in (CONVERSATION, SOURCE) if name in st.query_params}
    came = bool(named) if here.address is None else named != here.address and not here.moved
    if came:
        with telling():
            _go(named)
    with telling():
        here.conversation = people.archive().current(here.conversation)
    here.address, here.moved = _address(), False
    if here.address != named:
        st.query_params.from_dict(here.address)


def _address() -> dict[str, str]:
    here = desk()
    conversation = {CONVERSATION: here.conversation.id} if here.conversation.turns else {}
    source = {SOURCE: f"{here.source.instrument}:{here.source.eid}"} if here.source else {}
    return conversation | source


def _go(named: Mapping[str, str]) -> None:
    """Put on the desk what an address names.

    Raises:
        UsageError: it names a conversation that is not kept for this browser.
        StorageError: what is kept cannot be read.
    """
    here = desk()
    id = named.get(CONVERSATION, "")
    if id != (here.conversation.id if here.conversation.turns else ""):
        here.take(Conversation())
        here.take(_kept(id))
    here.show(_place(named.get(SOURCE, ""), here.conversation))


def _kept(id: str) -> Conversation:
    if not id:
        return Conversation()
    try:
        return people.archive().load(id if is_id(id) else "")
    except UsageError as problem:
        raise UsageError("The address names a conversation that is not kept for this browser; this is a new one") from (
            problem
        )


def _place(named: str, conversation: Conversation) -> Opened | None:
    """The provision of that name, with the words that the conversation quotes of it."""
    instrument, _, eid = named.partition(":")
    plain = Opened.of({"instrument": instrument, "eid": eid})
    turns = (held(turn, corpus()) for turn in reversed(conversation.turns))
    cited = (place_of(citation) for turn in turns for citation in turn.answer.citations)
    return next((place for place in cited if (place.instrument, place.eid) == (instrument, eid)), plain)
