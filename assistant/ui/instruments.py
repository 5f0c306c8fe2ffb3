"""The instruments that are loaded: add one's own, put a new version in the place of an old one, take them out again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import replace

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from assistant.ui import people, shelved
from assistant.ui.desk import desk, show_trouble, telling
from assistant.ui.findings import report
from assistant.ui.markup import label
from assistant.ui.reader import reader
from assistant.ui.resources import corpus, service
from assistant.ui.uploads import MOST, Received, readings, spooled
from assistant.ui.watching import watched
from corpus.errors import UsageError
from corpus.languages import NAMES, name_of
from corpus.model import About
from corpus.shelf.newcomers import LONGEST_NAME, READABLE, Wishes, already, named, recognised
from corpus.shelf.stored import Entry


def show() -> None:
    """The page."""
    st.title("Instruments", anchor=False)
    show_trouble()
    with st.container(key="instruments"):
        _say_news()
        with st.container(key="adding"):
            _adding()
        shelved.show()


def _say_news() -> None:
    news, desk().news = desk().news, ""
    if news:
        st.success(label(news))


def _adding() -> None:
    st.header("Add your own", anchor=False)
    uploads = st.file_uploader(
        f"Text, Markdown, HTML, Word, PDF or Akoma Ntoso, {MOST} MB each at most; it stays on this machine",
        READABLE,
        accept_multiple_files=True,
        max_upload_size=MOST,
        key=f"files-{desk().batches}",
    )
    newcomers = _newcomers(readings(uploads))
    chosen = [(upload, entry) for upload, found in zip(uploads, newcomers, strict=True) for entry in found]
    if not uploads:
        return
    owner = _owner()
    title = f"Add {len(chosen)} instruments" if len(chosen) > 1 else "Add to the library"
    if st.button(title, type="primary", key="add", disabled=not chosen):
        with telling():
            _add(chosen, owner)
        st.rerun()


def _owner() -> str:
    """Whose what is added shall be, empty for everybody's; asked only where there is a choice."""
    choices = [owner for owner in (*people.owners(), "") if people.may_change(owner)]
    if len(choices) < 2:
        return choices[0] if choices else ""
    return str(st.selectbox("Who may see it", choices, format_func=shelved.who_sees, key=f"owner-{desk().batches}"))


def _newcomers(read: Sequence[Received]) -> list[list[Entry]]:
    """The instruments of each file as they would be added, each shown with what was understood of it."""
    known = [instrument.about for instrument in corpus().values()]
    others: dict[str, str] = {}
    found = []
    for reading in read:
        entries = _of_file(reading, known, others)
        if proposed := next(iter(entries), reading.newcomer):
            others.setdefault(reading.digest, proposed.id)
        found.append(entries)
    return found


def _of_file(reading: Received, known: list[About], others: Mapping[str, str]) -> list[Entry]:
    """The instruments of one file, of one that holds several as the reader wants them; known from now on."""
    if reading.newcomer is None:
        st.error(label(reading.trouble))
        return []
    there = already(reading.file, reading.digest, others, service().audience)
    if there := there or recognised(reading.newcomer, corpus().values()):
        st.info(label(there))
        return []
    key = f"{desk().batches}-{reading.digest[:16]}"
    apart = bool(reading.parts) and st.checkbox(
        label(f"{reading.file} holds {len(reading.parts)} instruments: read each as one of its own"),
        value=True,
        key=f"apart-{key}",
    )
    found = []
    for n, newcomer in enumerate(reading.parts if apart else [reading.newcomer]):
        with st.container(border=True, key=f"newcomer-{key}-{n}"):
            if entry := _confirmed(f"{key}-{n}", newcomer, known):
                known.append(entry.instrument.about)
                found.append(entry)
    return found


def _confirmed(key: str, newcomer: Entry, known: Sequence[About]) -> Entry | None:
    """A newcomer under the names that the reader gives it; None where it cannot have them."""
    shown = st.container()
    with st.expander("Change its names or its language"):
        wishes = _wishes(key, newcomer.instrument.about)
    try:
        entry = named(newcomer, wishes, known)
    except UsageError as problem:
        st.error(label(str(problem)))
        return None
    with shown:
        reader(f"report-{key}", {"report": report(entry)}, lambda _: None, label="What was read")
    return entry


def _wishes(key: str, about: About) -> Wishes:
    """What the reader wants to be otherwise than it was read."""

    def text(title: str, proposal: str) -> str:
        return st.text_input(title, placeholder=proposal, max_chars=LONGEST_NAME, key=f"{title}-{key}") or ""

    st.caption("What you leave empty stays as it was read.")
    title, short = text("Title", about.title), text("Short title", about.short_title)
    id = text("Identifier", about.id)
    names = st.multiselect(
        "Other names", (), key=f"names-{key}", accept_new_options=True, placeholder="Type a name and press Enter"
    )
    language = st.selectbox(
        "Language",
        NAMES,
        index=None,
        format_func=name_of,
        key=f"language-{key}",
        accept_new_options=True,
        placeholder=name_of(about.language),
    )
    st.caption("For citations:")
    cited = {what: text(title, shelved.EXAMPLES[what]) for what, title in shelved.CITING.items()}
    return Wishes(id.strip(), title, short, tuple(names), language or "", **cited)


def _add(chosen: Sequence[tuple[UploadedFile, Entry]], owner: str) -> None:
    """Add what was confirmed, and make room for further files."""
    people.require_change(owner)
    with ExitStack() as stack:
        spool = ((entry, stack.enter_context(spooled(upload))) for upload, entry in chosen)
        entries = [replace(entry, source=source, owner=owner) for entry, source in spool]
        mine, who = service(), str(people.owner())
        watched("Adding", lambda progress: mine.add(entries, progress, who))
    names = ", ".join(entry.instrument.about.short_title for entry in entries)
    desk().news = f"Added: {names}."
    desk().batches += 1
