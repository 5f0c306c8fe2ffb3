"""The side bar: conversations, and the instruments to look in."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, tzinfo
from itertools import groupby
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import streamlit as st

from assistant.audit import Deed, note
from assistant.conversation import Conversation, shortened
from assistant.conversations.archive import Summary
from assistant.conversations.export import written
from assistant.people import Kind, Operation, Owner
from assistant.ui import feedback, people, signing_in
from assistant.ui.desk import desk, telling
from assistant.ui.markup import label
from assistant.ui.resources import NAME, corpus, short_title
from assistant.ui.source import FORMS
from corpus.citations.text_status import spelled
from corpus.errors import TreatyError

SHOWN = 30
MEMO = "Memo"
"""The dialog that gives one answer of the open conversation."""
SHARE = "Share with "
TAKE_BACK = "Make mine alone"
FORMATS = {
    ".docx": "Word, with {} footnotes",
    ".html": "Web page",
    ".md": "Markdown",
    ".ris": "RIS",
    ".csl.json": "CSL-JSON",
    ".json": "JSON",
}


def show() -> None:
    """The side bar, and the dialog that one of its menus asked for."""
    with st.sidebar:
        st.markdown(f"**{NAME}**")
        st.button("New conversation", key="new", on_click=_new, icon=":material/add:", width="stretch")
        _scope()
        st.subheader("Conversations", anchor=False)
        wanted = st.text_input("Search conversations", key="wanted", live=True, type="search")
        _undo()
        with telling():
            _list(wanted or "")
        _verdicts()
        signing_in.show()
    _dialog()


def _scope() -> None:
    st.multiselect(
        "Look in",
        tuple(corpus()),
        default=desk().scope,
        format_func=short_title,
        key="scope",
        placeholder="All instruments",
        on_change=_narrow,
    )


def _narrow() -> None:
    desk().scope = tuple(st.session_state["scope"])


def _list(wanted: str) -> None:
    archive = people.archive()
    entries = archive.search(wanted) if wanted.strip() else archive.entries()
    for day, of_day in groupby(entries[:SHOWN], _day):
        st.caption(day)
        for entry in of_day:
            _row(entry)
    if len(entries) > SHOWN:
        st.caption(f"{len(entries) - SHOWN} more; search to find them.")
    if not entries:
        st.caption("None is called so." if wanted.strip() else people.kept_where())


def _day(entry: Summary) -> str:
    """When a conversation was last gone on with, as those who look at it count days."""
    return told(datetime.fromisoformat(entry.changed), datetime.now(UTC), st.context.timezone)


def told(then: datetime, now: datetime, zone: str | None) -> str:
    """The day of a moment in words: today, yesterday, else its date."""
    place = _place(zone)
    day, today = then.astimezone(place).date(), now.astimezone(place).date()
    near = {today: "Today", today - timedelta(days=1): "Yesterday"}
    return near.get(day) or spelled(day)


def _place(zone: str | None) -> tzinfo:
    """The time zone that a browser names; that of Greenwich where there is none of that name here."""
    try:
        return ZoneInfo(zone or "UTC")
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return UTC


def _row(entry: Summary) -> None:
    here = entry.id == desk().conversation.id
    with st.container(horizontal=True, key=f"row-{entry.id}", gap=None, wrap=False):
        st.button(
            label(entry.title),
            key=f"take-{entry.id}",
            type="secondary" if here else "tertiary",
            width="stretch",
            on_click=_take,
            args=(entry.id,),
        )
        st.menu_button(
            f"Do with “{label(entry.title)}”",
            ("Rename", "Export", "Delete", *_groups(entry)),
            key=f"menu-{entry.id}",
            type="tertiary",
            icon=":material/more_vert:",
            on_click=_chosen,
            args=(entry.id, entry.title),
        )


def _new() -> None:
    desk().take(Conversation())


def _take(id: str) -> None:
    with telling():
        desk().take(people.archive().load(id))


def _chosen(id: str, title: str) -> None:
    chosen = st.session_state[f"menu-{id}"]
    if chosen == "Delete":
        _delete(id, title)
    elif chosen.startswith(SHARE) or chosen == TAKE_BACK:
        _give(id, chosen.removeprefix(SHARE))
    else:
        desk().dialog = (chosen, id)


def _delete(id: str, title: str) -> None:
    with telling():
        people.require(Operation.HOLD)
        people.archive().delete(id)
        note(Deed.DELETED, id, str(people.owner()))
        desk().deleted = title
        if desk().conversation.id == id:
            _new()


def _groups(entry: Summary) -> tuple[str, ...]:
    """Whom a conversation can be given to."""
    signed_in = people.person()
    if not signed_in or not people.may(Operation.GIVE):
        return ()
    back = () if entry.owner == str(signed_in.owner) else (TAKE_BACK,)
    return (*back, *(f"{SHARE}{one.name}" for one in signed_in.shared if str(one) != entry.owner))


def _give(id: str, group: str) -> None:
    with telling():
        people.require(Operation.GIVE)
        to = people.owner() if group == TAKE_BACK else Owner(Kind.GROUP, group)
        people.archive().give(id, str(to))
        note(Deed.GAVE, f"{id} ({to})", str(people.owner()))


def _undo() -> None:
    if desk().deleted:
        with st.container(border=True):
            st.markdown(f"Deleted: {label(desk().deleted)}")
            st.button("Undo", key="undo", on_click=_restore)


def _restore() -> None:
    with telling():
        back = people.archive().restore()
        note(Deed.RESTORED, back, str(people.owner()))
        desk().take(people.archive().load(back))
        desk().deleted = ""


def _verdicts() -> None:
    opinions = feedback.opinions()
    exports = {"Export all feedback": opinions.lines(), "Export verdicts as benchmark": opinions.benchmark()}
    for title, lines in exports.items():
        if lines:
            file = f"{title.rpartition(' ')[2]}.jsonl"
            st.download_button(title, lines, file, key=file, on_click="ignore", width="stretch")


def _dialog() -> None:
    asked, desk().dialog = desk().dialog, None
    if asked:
        {"Rename": _rename, "Export": _export, MEMO: _memo}[asked[0]](asked[1])


@st.dialog("Rename the conversation")
def _rename(id: str) -> None:
    with st.form("rename", border=False):
        title = st.text_input("Title", people.archive().load(id).title, max_chars=200)
        if st.form_submit_button("Rename"):
            with telling():
                people.require(Operation.HOLD)
                people.archive().rename(id, title)
                if desk().conversation.id == id:
                    desk().conversation = desk().conversation.renamed(title)
            st.rerun()


@st.dialog("Export the conversation")
def _export(id: str) -> None:
    _offer(people.archive().load(id))


@st.dialog("A memo of the answer")
def _memo(turn: str) -> None:
    turns = desk().conversation.turns
    if turn.isdecimal() and int(turn) < len(turns):
        chosen = turns[int(turn)]
        _offer(Conversation((chosen,), shortened(chosen.question)))


def _offer(conversation: Conversation) -> None:
    """Buttons that give a conversation as a file of each kind."""
    st.markdown("With every quote and a list of authorities.")
    form = st.radio("Footnotes", tuple(FORMS), format_func=FORMS.__getitem__, horizontal=True, key="footnotes")
    for ending, name in FORMATS.items():
        try:
            content = written(conversation, corpus(), ending, form)
        except TreatyError as problem:
            st.caption(label(str(problem)))
            continue
        file = f"{_file_name(conversation.title)}{ending}"
        st.download_button(
            name.format(FORMS[form]), content, file, key=f"export{ending}", on_click="ignore", width="stretch"
        )


def _file_name(title: str) -> str:
    return "".join(c if c.isalnum() else "-" for c in title.lower()).strip("-")[:60] or "conversation"
