"""Provisions of two instruments side by side."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

import streamlit as st

from assistant.conversation import Conversation, Place
from assistant.ui.desk import Opened, desk
from assistant.ui.markup import Mark, escape, tag
from assistant.ui.provision import name, opens, text_of, units
from assistant.ui.reader import Action, reader
from assistant.ui.resources import assistant, corpus, short_title
from assistant.ui.source import cite
from assistant.understanding import content
from assistant.understanding.question import LONGEST
from corpus.model import Instrument, Provision

SIDES = ("left", "right")
NEAR = 3
WORD = re.compile(r"[^\W\d_]{3,}")


def show() -> None:
    """The page."""
    assistant()
    st.title("Compare", anchor=False)
    st.caption("Words that both have are underlined.")
    for column, side, other in zip(st.columns(2), SIDES, reversed(SIDES), strict=True):
        with column:
            _side(side, _place(other))


def pair_of(conversation: Conversation, loaded: Mapping[str, Instrument]) -> tuple[Place, Place] | None:
    """The provisions of the last answer that cites two instruments: the first of each."""
    for turn in reversed(conversation.turns):
        cited = [(one.instrument, one.eid) for one in turn.answer.citations]
        there = {id: (id, eid) for id, eid in reversed(cited) if id in loaded and eid in loaded[id]}
        first = list(dict.fromkeys(id for id, _ in cited if id in there))
        if len(first) > 1:
            return there[first[0]], there[first[1]]
    return None


def shared(text: str, other: str) -> Iterator[tuple[int, int]]:
    """Where the words of a text stand that another has too, in whatever form; those that hold it together aside."""
    common = content.stems(other)
    for found in WORD.finditer(text):
        word = found[0].casefold()
        if word not in content.STOP and content.stem(word) in common:
            yield found.span()


def _shared(place: Opened, opposite: Opened) -> Iterator[Mark]:
    here, there = corpus()[place.instrument], corpus()[opposite.instrument]
    unit, other = here.article_of(here[place.eid]), there.article_of(there[opposite.eid])
    for start, end in shared(here.text[unit.body : unit.end], there.words(other)):
        yield Mark(unit.body + start, unit.body + end, '<span class="shared">')


def _place(side: str) -> Opened:
    """What the address names for a side, or else the first article of the instrument of that place."""
    instrument, _, eid = st.query_params.get(side, "").partition(":")
    named = Opened.of({"instrument": instrument, "eid": eid})
    if named:
        return named
    if pair := pair_of(desk().conversation, corpus()):
        return Opened(*pair[SIDES.index(side)])
    loaded = tuple(corpus().values())
    chosen = loaded[SIDES.index(side) % len(loaded)]
    return Opened(chosen.id, units(chosen)[0].eid if not chosen.articles else chosen.articles[0].eid)


def _put(side: str, place: Opened | None) -> None:
    if place:
        st.query_params[side] = f"{place.instrument}:{place.eid}"


def _side(side: str, opposite: Opened) -> None:
    place = _place(side)
    instrument = corpus()[place.instrument]
    unit = instrument.article_of(instrument[place.eid])
    _choose(side, instrument, unit)
    title = tag("h2", escape(name(instrument, unit)), class_="hidden")
    blocks = {
        "title": title,
        "near": _near(instrument, opposite),
        "cite": cite(instrument, unit),
        "text": text_of(place, _shared(place, opposite)),
    }
    reader(f"compared-{side}", blocks, lambda action: _act(side, action), label=f"The {side} provision")


def _choose(side: str, instrument: Instrument, unit: Provision) -> None:
    ids = tuple(corpus())
    key = f"{side}-{instrument.id}"
    st.selectbox(
        f"Instrument on the {side}",
        ids,
        index=ids.index(instrument.id),
        format_func=short_title,
        key=key,
        on_change=lambda: _put(side, _start(corpus()[st.session_state[key]])),
    )
    order = [one.eid for one in units(instrument)]
    chosen = f"{side}-{instrument.id}-{unit.eid}"
    st.selectbox(
        f"Provision on the {side}",
        order,
        index=order.index(unit.eid),
        key=chosen,
        format_func=lambda eid: name(instrument, instrument[eid]),
        on_change=lambda: _put(side, Opened(instrument.id, st.session_state[chosen])),
    )


def _start(instrument: Instrument) -> Opened:
    return Opened(instrument.id, (instrument.articles or units(instrument))[0].eid)


def _act(side: str, action: Action) -> None:
    if action.get("do") == "open":
        _put(side, Opened.of(action))


def _near(instrument: Instrument, opposite: Opened) -> str:
    """Buttons to the articles of this side that are nearest to what is open on the other."""
    there = corpus()[opposite.instrument]
    unit = there.article_of(there[opposite.eid])
    found = assistant().search(f"{unit.heading}. {there.words(unit)}"[:LONGEST], instruments=[instrument.id], limit=10)
    articles = {instrument.article_of(instrument[one.eid]).eid for one in found[:NEAR]}
    buttons = "".join(
        tag("button", escape(name(instrument, instrument[eid])), **opens(Opened(instrument.id, eid)))
        for eid in sorted(articles, key=lambda eid: instrument[eid].start)
    )
    said = f'<span class="small">Nearest to {escape(name(there, unit))}:</span>'
    return tag("div", said + buttons, class_="row bar")
