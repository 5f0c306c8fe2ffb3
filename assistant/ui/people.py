"""Who uses the page: somebody who signed in, or else a browser, told apart by a random cookie."""

from __future__ import annotations

import re
import secrets
from pathlib import Path
from urllib.parse import urlsplit

import streamlit as st

from assistant.conversation import Conversation
from assistant.conversations.archive import Archive
from assistant.conversations.opinions import Opinions
from assistant.database import shared
from assistant.people import Kind, Operation, Owner, Person, Role, allowed
from assistant.ui.gate import LOOPBACK
from corpus.errors import UsageError
from corpus.settings import settings
from corpus.storage import data_folder

COOKIE = "treaty_reader"
FORWARDED = ("Forwarded", "Via", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-Ip")
"""Headers by which another server says that it passes a request on."""
SESSIONS = 64
"""Archives held open at a time."""
PERSON = "person"
"""Where a session keeps who signed in, for as long as the page is drawn."""


def cookie() -> str:
    """The cookie that the browser is to keep."""
    return f"{COOKIE}={_reader()}"


def person() -> Person | None:
    """Who signed in; None where nobody has to."""
    found: Person | None = st.session_state.get(PERSON)
    return found


def owner() -> Owner:
    """Whose conversations and opinions are meant."""
    signed_in = person()
    return signed_in.owner if signed_in else Owner(Kind.READER, _reader())


def may(operation: Operation) -> bool:
    """Whether who looks at the page may do that: by their role, or where nobody signs in, by where they sit."""
    signed_in = person()
    if signed_in:
        return allowed(operation, [signed_in.role])
    if settings().team:
        return False
    return allowed(operation, [Role.EDITOR]) or (operation is Operation.LIBRARY and at_home())


def require(operation: Operation) -> None:
    """
    Raises:
        UsageError: who looks at the page may not do that.
    """
    if not may(operation):
        raise UsageError(f"your role here does not let you {operation.value}; whoever runs this page gives roles")


def archive() -> Archive:
    """The conversations of who looks at the page, and of their groups."""
    signed_in = person()
    return _opened(*_place(), tuple(map(str, signed_in.shared)) if signed_in else ())


def keep(conversation: Conversation) -> None:
    """Keep a conversation, where the role of who holds it lets them.

    Raises:
        StorageError: it cannot be written.
    """
    if may(Operation.HOLD):
        archive().save(conversation)


def kept_where() -> str:
    """What becomes of what is asked, in words."""
    if not may(Operation.HOLD):
        return "Your role here is that of a reader: what you ask is answered, and not kept."
    return "What you ask is kept for you alone." if person() else "What you ask is kept here, on this machine only."


def opinions() -> Opinions:
    """The opinions of who looks at the page."""
    return Opinions(*_place())


def at_home() -> bool:
    """Whether who looks at the page sits at the machine that serves it: else only an admin may change its library.

    The page must be served to this machine alone and be asked for by one of its own names: not through another
    server, and not by a site elsewhere that points its name here.
    """
    headers = st.context.headers
    asked_for = urlsplit(f"//{headers.get('Host', '')}").hostname
    passed_on = any(name in headers for name in FORWARDED)
    return st.get_option("server.address") in LOOPBACK and asked_for in LOOPBACK and not passed_on


def _place() -> tuple[Path, str]:
    return owner().place(data_folder(), shared())


@st.cache_resource(max_entries=SESSIONS, show_spinner=False)
def _opened(place: Path, name: str, groups: tuple[str, ...]) -> Archive:
    return Archive(place, name, groups)


def _reader() -> str:
    if "reader" not in st.session_state:
        kept = st.context.cookies.get(COOKIE, "")
        known = isinstance(kept, str) and re.fullmatch("[0-9a-f]{32}", kept)
        st.session_state["reader"] = kept if known else secrets.token_hex(16)
    return str(st.session_state["reader"])
