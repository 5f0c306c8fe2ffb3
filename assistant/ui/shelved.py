"""The list of loaded instruments, and what can be done with each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from assistant.conversation import Conversation
from assistant.conversations.printed import which_text
from assistant.people import Kind
from assistant.ui import people
from assistant.ui.desk import Opened, desk, telling
from assistant.ui.findings import changed
from assistant.ui.markup import escape, label, tag
from assistant.ui.provision import capital, units
from assistant.ui.reader import Action, reader
from assistant.ui.resources import corpus, service, short_title
from assistant.ui.uploads import MOST, spooled
from assistant.ui.watching import watched
from corpus.errors import TreatyError
from corpus.shelf import stored
from corpus.shelf.bundle import BUNDLED
from corpus.shelf.describing import with_about
from corpus.shelf.inspection import counts_of
from corpus.shelf.newcomers import LONGEST_NAME, READABLE, citing, counted, doubts, read_version
from corpus.shelf.stored import Entry
from corpus.shelf.versions import changes

VERSION, PREVIOUS, REMOVE, CITED = "version", "previous", "remove", "cited"
CITING = {"adopted": "Adopted, place and date", "status": "Status", "symbol": "Document number"}
"""What of an instrument stands in its citations and may be put right, and how it is asked for."""
EXAMPLES = {"adopted": "Budapest, 23 November 2001", "status": "In force since 1 July 2004", "symbol": "ETS No. 185"}
"""What each may look like."""


def show() -> None:
    """The list, and the dialog that one of its buttons asked for."""
    st.header("In the library", anchor=False)
    owners = service().owners()
    damaged = {id: _damaged(id, owner) for id, owner in owners.items() if id not in corpus()}
    blocks = {id: _row(id, owners.get(id, "")) for id in corpus()} | damaged
    reader("shelved", blocks, _act, label="Instruments")
    asked, desk().dialog = desk().dialog, None
    if asked:
        {VERSION: _version, PREVIOUS: _previous, REMOVE: _remove, CITED: _cited}[asked[0]](asked[1])


def _row(id: str, owner: str) -> str:
    instrument = corpus()[id]
    about = instrument.about
    counts = ", ".join(counted(count, kind) for kind, count in counts_of(instrument).items())
    which = f" ({which_text(about)})" if which_text(about) else ""
    facts = f"{about.title}{which}. {counts}.{' It comes with the package.' if id in BUNDLED else _told(owner)}"
    changing = {CITED: "Dates and number", VERSION: "New version", **_kept(id, owner), REMOVE: "Remove"}
    doing = {"read": "Read", "ask": "Ask"} | (changing if _may_change(id, owner) else {})
    buttons = "".join(_button(do, text, id, about.short_title) for do, text in doing.items())
    return _entry(about.short_title, facts, buttons)


def who_sees(owner: str) -> str:
    """Who sees the instruments of an owner, in words."""
    kind, _, name = owner.partition(":")
    return f"the group “{name}”" if kind == Kind.GROUP else "you alone" if owner else "everybody"


def _told(owner: str) -> str:
    return f" {capital(who_sees(owner))} may see it." if owner else ""


def _may_change(id: str, owner: str) -> bool:
    return id not in BUNDLED and people.may_change(owner)


def _owner(id: str) -> str:
    return service().owners().get(id, "")


def _kept(id: str, owner: str) -> dict[str, str]:
    return {PREVIOUS: "Previous version"} if stored.has_previous(id, owner) else {}


def _damaged(id: str, owner: str) -> str:
    facts = "It was added but cannot be read any more: remove it and add it again."
    return _entry(id, facts, _button(REMOVE, "Remove", id, id) if _may_change(id, owner) else "")


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
        case "version" | "previous" | "remove" | "cited" as do if _may_change(id, _owner(id)):
            desk().dialog = (do, id)


@st.dialog("Dates, status and number")
def _cited(id: str) -> None:
    st.markdown(label(f"These stand in every citation of the {short_title(id)}; what is empty is left out of it."))
    about = corpus()[id].about
    with st.form(f"citing-{id}", border=False):
        said = {
            what: st.text_input(title, getattr(about, what), max_chars=LONGEST_NAME, placeholder=EXAMPLES[what])
            for what, title in CITING.items()
        }
        kept = st.form_submit_button("Keep", type="primary")
    if not kept:
        return
    try:
        entry = service().added(id)
        told = replace(entry, instrument=with_about(entry.instrument, citing(about, **said)))
        people.require_change(told.owner)
        mine, who = service(), str(people.owner())
        watched("Keeping", lambda progress: mine.add([told], progress, who))
    except TreatyError as problem:
        st.error(label(f"Nothing was changed: {problem}."))
        return
    desk().news = f"Changed: how the {short_title(id)} is cited."
    st.rerun()


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
    previous = stored.previous(id, _owner(id))
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
            people.require_change(new.owner)
            mine, who = service(), str(people.owner())
            watched("Updating", lambda progress: mine.add([new], progress, who))
            desk().news = f"Updated: {short_title(id)}. The old text is kept as the previous version."
        st.rerun()


@st.dialog("Remove an instrument")
def _remove(id: str) -> None:
    name = short_title(id) if id in corpus() else id
    owner = _owner(id)
    whom = who_sees(owner) if owner else "everybody who uses it on this machine"
    st.markdown(label(f"{name} is taken out of the library, for {whom}."))
    st.markdown("What was quoted from it stays in the conversations. To have it again, add its file again.")
    if st.button("Remove", key="removal", type="primary"):
        with telling():
            people.require_change(owner)
            mine, who = service(), str(people.owner())
            watched("Removing", lambda progress: mine.remove(id, progress, who))
            desk().news = f"Removed: {name}."
        st.rerun()
