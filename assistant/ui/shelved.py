"""The list of loaded instruments, and what can be done with each."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from assistant.conversation import Conversation
from assistant.conversations.printed import which_text
from assistant.ui import people
from assistant.ui.desk import Opened, desk, telling
from assistant.ui.findings import changed
from assistant.ui.markup import escape, label, tag
from assistant.ui.provision import units
from assistant.ui.reader import Action, reader
from assistant.ui.resources import corpus, service, short_title
from assistant.ui.uploads import MOST, spooled
from assistant.ui.watching import watched
from corpus.errors import TreatyError
from corpus.shelf import stored
from corpus.shelf.bundle import BUNDLED
from corpus.shelf.inspection import counts_of
from corpus.shelf.newcomers import READABLE, counted, doubts, read_version
from corpus.shelf.stored import Entry
from corpus.shelf.versions import changes

VERSION, PREVIOUS, REMOVE = "version", "previous", "remove"


def show() -> None:
    """The list, and the dialog that one of its buttons asked for."""
    st.header("In the library", anchor=False)
    damaged = [place.name for place in stored.places() if place.name not in corpus()]
    blocks = {id: _row(id) for id in corpus()} | {id: _damaged(id) for id in damaged}
    reader("shelved", blocks, _act, label="Instruments")
    asked, desk().dialog = desk().dialog, None
    if asked:
        {VERSION: _version, PREVIOUS: _previous, REMOVE: _remove}[asked[0]](asked[1])


def _row(id: str) -> str:
    instrument = corpus()[id]
    about = instrument.about
    counts = ", ".join(counted(count, kind) for kind, count in counts_of(instrument).items())
    which = f" ({which_text(about)})" if which_text(about) else ""
    facts = f"{about.title}{which}. {counts}.{' It comes with the package.' if id in BUNDLED else ''}"
    own = {} if id in BUNDLED else {VERSION: "New version", **_kept(id), REMOVE: "Remove"}
    doing = {"read": "Read", "ask": "Ask"} | own
    buttons = "".join(_button(do, text, id, about.short_title) for do, text in doing.items())
    return _entry(about.short_title, facts, buttons)


def _kept(id: str) -> dict[str, str]:
    return {PREVIOUS: "Previous version"} if stored.has_previous(id) else {}


def _damaged(id: str) -> str:
    facts = "It was added but cannot be read any more: remove it and add it again."
    return _entry(id, facts, _button(REMOVE, "Remove", id, id))


def _entry(title: str, facts: str, buttons: str) -> str:
    said = tag("h3", escape(title)) + tag("p", escape(facts), class_="facts") + tag("div", buttons, class_="row bar")
    return tag("div", said, class_="shelved")


def _button(do: str, text: str, id: str, title: str) -> str:
    return tag("button", text, id=f"{do}-{id}", data_do=do, data_instrument=id, aria_label=f"{text}: {title}")


def _act(action: Action) -> None:
    id = str(action.get("instrument", ""))
    match action.get("do"):
        case "read" if id in corpus():
            desk().chosen = Opened(id, (corpus()[id].articles or units(corpus()[id]))[0].eid)
            desk().due = "library"
        case "ask" if id in corpus():
            desk().take(Conversation())
            desk().scope = (id,)
            desk().due = "chat"
        case "version" | "previous" | "remove" as do:
            desk().dialog = (do, id)


@st.dialog("A new version", width="large")
def _version(id: str) -> None:
    st.markdown(label(f"Its text takes the place of the old one of the {short_title(id)}; every name stays."))
    upload = st.file_uploader("File", READABLE, max_upload_size=MOST, key=f"version-{id}")
    if upload is None:
        return
    with spooled(upload) as path:
        try:
            old = service().added(id)
            new = read_version(path, old)
        except TreatyError as problem:
            st.error(label(str(problem)))
            return
        _replacing(id, old, new, doubts(old, new))


@st.dialog("The previous version", width="large")
def _previous(id: str) -> None:
    st.markdown(
        label(f"The text of the {short_title(id)} from before the last update; the one that is there now is kept.")
    )
    previous = stored.previous(id)
    if previous:
        _replacing(id, service().added(id), previous, ())


def _replacing(id: str, old: Entry, new: Entry, doubted: Sequence[str]) -> None:
    """What changes, and the button that changes it; a text that may be another treaty must be vouched for."""
    found = changes(old.instrument, new.instrument)
    html = changed(found, old.instrument, new.instrument)
    reader(f"changes-{id}", {"changes": html}, lambda _: None, label="What changes")
    for doubt in doubted:
        st.warning(label(f"This may be another treaty: {doubt}."))
    vouched = not doubted or st.checkbox("It is a new version of the same instrument", key=f"vouched-{id}")
    if st.button(
        "Put it in the place of the old text", key="replace", type="primary", disabled=not found or not vouched
    ):
        with telling():
            watched("Updating", lambda progress: service().add([new], progress, str(people.owner())))
            desk().news = f"Updated: {short_title(id)}. The old text is kept as the previous version."
        st.rerun()


@st.dialog("Remove an instrument")
def _remove(id: str) -> None:
    name = short_title(id) if id in corpus() else id
    st.markdown(label(f"{name} is taken out of the library, for everybody who uses it on this machine."))
    st.markdown("What was quoted from it stays in the conversations. To have it again, add its file again.")
    if st.button("Remove", key="removal", type="primary"):
        with telling():
            watched("Removing", lambda progress: service().remove(id, progress, str(people.owner())))
            desk().news = f"Removed: {name}."
        st.rerun()
