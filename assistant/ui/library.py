"""The library: an instrument by its table of contents, a search as one types, and each provision's own address."""

from __future__ import annotations

from collections.abc import Iterable

import streamlit as st

from assistant.ui import picture
from assistant.ui.desk import Opened, desk
from assistant.ui.markup import escape, label, tag
from assistant.ui.provision import capital, link, name
from assistant.ui.reader import Action, reader
from assistant.ui.resources import assistant, corpus, short_title
from assistant.ui.searching import found
from assistant.ui.source import blocks_of
from corpus.citations.labels import label as cited_as
from corpus.model import GROUPS, Instrument, Provision

SEARCH = "Search this instrument"


def show() -> None:
    """The page."""
    assistant()
    place = current()
    st.title("Library", anchor=False)
    with st.container(key="work", horizontal=True):
        with st.container(key="shelf"):
            _shelf(place)
        with st.container(key="text"):
            _text(place)


def current() -> Opened:
    """The provision that the address names, or else the one that was open last."""
    named = Opened.of({"instrument": st.query_params.get("instrument"), "eid": st.query_params.get("provision")})
    if "provision" in st.query_params and named is None:
        st.warning("The address names a provision that is not loaded; this is the first one instead.")
    chosen, desk().chosen = desk().chosen, None
    place = chosen or named or desk().shelf or _first(next(iter(corpus().values())))
    desk().shelf = place
    st.query_params.update(instrument=place.instrument, provision=place.eid)
    return place


def _first(instrument: Instrument) -> Opened:
    start = instrument.articles[0] if instrument.articles else next(iter(instrument))
    return Opened(instrument.id, start.eid)


def _go(place: Opened | None) -> None:
    if place:
        desk().chosen = place
        desk().steps += 1


def _act(action: Action) -> None:
    if action.get("do") == "open":
        _go(Opened.of(action))


def _shelf(place: Opened) -> None:
    ids = tuple(corpus())
    st.selectbox(
        "Instrument",
        ids,
        index=ids.index(place.instrument),
        format_func=short_title,
        key=f"shelf-{place.instrument}",
        on_change=lambda: _go(_first(corpus()[st.session_state[f"shelf-{place.instrument}"]])),
    )
    wanted = st.text_input(SEARCH, key="searched", type="search", live=True, placeholder="Words, or 59(6)") or ""
    everywhere = len(ids) > 1 and st.checkbox("In all instruments", key="everywhere")
    instrument = corpus()[place.instrument]
    if wanted.strip():
        blocks = {"found": found(wanted, ids if everywhere else (instrument.id,))}
        options = {"stamp": f"{desk().steps}-{wanted}", "focus": "[data-block]", "block": "start"}
    else:
        tops = (p for p in instrument if not p.parent)
        unit = instrument.article_of(instrument[place.eid])
        blocks = {"contents": tag("nav", _contents(instrument, tops, unit), aria_label="Contents")}
        options = {"stamp": f"{desk().steps}", "focus": "[aria-current]", "block": "nearest"}
    with st.container(key="contents-box"):
        reader("contents", blocks, _act, label="Table of contents", **options)


def _contents(instrument: Instrument, provisions: Iterable[Provision], current: Provision) -> str:
    entries = (_entry(instrument, provision, current) for provision in provisions)
    return tag("ul", "".join(entries), class_="contents")


def _entry(instrument: Instrument, provision: Provision, current: Provision) -> str:
    shown = name(instrument, provision)
    if provision.kind in GROUPS:
        below = _contents(instrument, instrument.children(provision), current)
        return tag("li", tag("span", escape(shown), class_="group") + below)
    here = {"aria_current": "true"} if provision == current else {}
    return tag("li", link(Opened(instrument.id, provision.eid), shown, **here))


def _text(place: Opened) -> None:
    instrument = corpus()[place.instrument]
    unit = instrument.article_of(instrument[place.eid])
    st.header(label(capital(cited_as(instrument, instrument[place.eid]))), anchor=False)
    options = {"stamp": desk().steps, "focus": ".target", "block": "center"} if place.eid != unit.eid else {}
    reader("provision", blocks_of(place), _act, label="Text", **options)
    _graph(instrument, unit)


def _graph(instrument: Instrument, unit: Provision) -> None:
    st.subheader("Cross-references", anchor=False)
    near = picture.neighbourhood(instrument, unit) or tag("p", "It refers to no other article, and none to it.")
    around = tag("details", tag("summary", "All articles of the instrument") + picture.whole(instrument, unit))
    reader("graph", {"near": near, "all": around}, _act, label="Graph of cross-references")
