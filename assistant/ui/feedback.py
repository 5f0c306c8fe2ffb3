"""Thumbs up or down under an answer, and the form that asks for a reason."""

from __future__ import annotations

import streamlit as st

from assistant.conversation import Place, Turn
from assistant.conversations.opinions import REASONS, Opinion, Opinions
from assistant.people import Operation
from assistant.ui import people
from assistant.ui.desk import desk, telling
from assistant.ui.markup import tag
from assistant.ui.reader import reader
from assistant.ui.resources import corpus
from corpus.citations.pinpoint import Pinpoint, find_pinpoints, label, resolve
from corpus.errors import UnknownProvision
from corpus.model import Instrument

RIGHT, REASON, REMARK = "right", "reasons", "remark"
"""The fields of the form."""
ASKED = {"up": "Thank you. What is good about it?", "down": "What is wrong with it?"}
"""What stands over it, by the verdict."""


def opinions() -> Opinions:
    """The opinions of this browser."""
    return people.opinions()


def key(number: int) -> str:
    """The identifier of a turn of the open conversation."""
    return f"{desk().conversation.id}-{number}"


def judge(verdict: str, number: int) -> None:
    """Keep a verdict on a turn, and ask for the reason."""
    turns = desk().conversation.turns
    if not 0 <= number < len(turns):
        return
    with telling():
        people.require(Operation.JUDGE)
        opinions().keep(key(number), _opinion(turns[number], verdict))
        desk().judged = number


def show() -> None:
    """The form for the reason, if a verdict was just given."""
    number = desk().judged
    if number is None:
        return
    given = opinions().all()[key(number)]
    _title(ASKED[given.verdict], number)
    with st.form("reason", clear_on_submit=True):
        reasons = REASONS[given.verdict, given.answered]
        st.pills("Reasons", reasons, selection_mode="multi", key=REASON, label_visibility="collapsed")
        if given.verdict == "down":
            st.text_input("The right provision, if you know it", placeholder=_example(), key=RIGHT)
        st.text_input("Remark", key=REMARK)
        with st.container(horizontal=True):
            st.form_submit_button("Keep the reason", on_click=_reason, args=(number,))
            st.form_submit_button("No reason", on_click=_dismiss)
    where = "for you alone" if people.person() else "on this machine only"
    st.caption(f"Kept {where}. The side bar exports all that was given.")


def _title(asked: str, number: int) -> None:
    """What is asked, brought into view: on a phone the form is below what one sees."""
    options = {"stamp": f"{key(number)}-{asked}", "focus": "h3", "block": "center"}
    reader("asked", {"title": tag("h3", asked)}, lambda _: None, label="Reason", **options)


def _example() -> str:
    """How a provision can be named."""
    instrument = next(iter(corpus().values()))
    first = next(iter(instrument.articles or instrument))
    return f"{instrument.about.short_title}, {label(instrument, first)}"


def provisions_named(text: str) -> tuple[Place, ...]:
    """The provisions that a reader names; the first loaded instrument that fits, where none is named."""
    instruments = tuple(corpus().values())
    named = [i for i in instruments if any(n.casefold() in text.casefold() for n in (i.about.short_title, i.id))]
    pinpoints = find_pinpoints(text, [i.about for i in instruments])
    found = (_first(pinpoint, named or list(instruments)) for pinpoint in pinpoints)
    return tuple(place for place in found if place)


def _first(pinpoint: Pinpoint, instruments: list[Instrument]) -> Place | None:
    for instrument in instruments:
        try:
            return instrument.id, resolve(instrument, pinpoint).eid
        except UnknownProvision:
            continue
    return None


def _reason(number: int) -> None:
    turn = desk().conversation.turns[number]
    verdict = opinions().all()[key(number)].verdict
    right, reasons, remark = (st.session_state.get(field) or "" for field in (RIGHT, REASON, REMARK))
    with telling():
        opinions().keep(key(number), _opinion(turn, verdict, right, tuple(reasons), remark))
    _dismiss()


def _dismiss() -> None:
    desk().judged = None


def _opinion(turn: Turn, verdict: str, right: str = "", reasons: tuple[str, ...] = (), remark: str = "") -> Opinion:
    cited = tuple((c.instrument, c.eid) for c in turn.answer.citations)
    named = provisions_named(right)
    return Opinion(turn.question, verdict, turn.answer.answered, cited, named, reasons, remark)
