"""Who uses the page: somebody who signed in, or else a browser, told apart by a random cookie."""

from __future__ import annotations

import re
import secrets
from hashlib import blake2b
from pathlib import Path
from urllib.parse import urlsplit

import streamlit as st

from assistant.conversation import Conversation
from assistant.conversations.archive import Archive
from assistant.conversations.opinions import Opinions
from assistant.database import shared
from assistant.people import FOLDERS, Kind, Operation, Owner, Person, Role, allowed
from assistant.ui.gate import LOOPBACK, STRANGER
from corpus.errors import UsageError
from corpus.settings import settings
from corpus.storage import data_folder, home_or_scratch, scratch

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
    return signed_in.owner if signed_in else Owner(Kind.READER, _name(_reader()))


def may(operation: Operation) -> bool:
    """Whether who looks at the page may do that: by their role, or where nobody signs in, by where they sit."""
    signed_in = person()
    if signed_in:
        return allowed(operation, [signed_in.role])
    if settings().team:
        return False
    if operation is Operation.OWN:  # nobody is told from others for good
        return False
    return allowed(operation, [Role.EDITOR]) or (operation is Operation.LIBRARY and at_home())


def owners() -> tuple[str, ...]:
    """Whose instruments who looks at the page sees, beside those that are everybody's: their own first."""
    signed_in = person()
    return (str(signed_in.owner), *_groups()) if signed_in else ()


def may_change(owner: str) -> bool:
    """Whether who looks at the page may add, update or remove an instrument of that owner, empty for everybody's."""
    return may(Operation.OWN if owner else Operation.LIBRARY)


def require_change(owner: str) -> None:
    """
    Raises:
        UsageError: who looks at the page may not change an instrument of that owner.
    """
    require(Operation.OWN if owner else Operation.LIBRARY)


def require(operation: Operation) -> None:
    """
    Raises:
        UsageError: who looks at the page may not do that.
    """
    if not may(operation):
        raise UsageError(f"your role here does not let you {operation.value}; whoever runs this page gives roles")


def archive() -> Archive:
    """The conversations of who looks at the page, and of their groups; before any are kept, an empty archive."""
    place, name = _place()
    return _opened(place if shared() or place.exists() else scratch() / FOLDERS[Kind.READER], name, _groups())


def keep(conversation: Conversation) -> None:
    """Keep a conversation, where the role of who holds it lets them.

    Raises:
        StorageError: it cannot be written.
    """
    if may(Operation.HOLD):
        _opened(*_place(), _groups()).save(conversation)


def kept_where() -> str:
    """What becomes of what is asked, in words."""
    if not may(Operation.HOLD):
        return "Your role here is that of a reader: what you ask is answered, and not kept."
    if not shared() and home_or_scratch() != data_folder():
        return "Nothing may be written to the data folder: what you ask is forgotten when the page is stopped."
    return "What you ask is kept for you alone." if person() else "What you ask is kept here, on this machine only."


def opinions() -> Opinions:
    """The opinions of who looks at the page."""
    return Opinions(*_place())


def at_home() -> bool:
    """Whether who looks at the page sits at the machine that serves it: else only an admin may change its library.

    The page must be served to this machine alone and be asked for by one of its own names: not through another
    server, not by a site elsewhere that points its name here, and not from the account of somebody else.
    """
    headers = st.context.headers
    asked_for = urlsplit(f"//{headers.get('Host', '')}").hostname
    passed_on = any(name in headers for name in (*FORWARDED, STRANGER))
    return st.get_option("server.address") in LOOPBACK and asked_for in LOOPBACK and not passed_on


def _groups() -> tuple[str, ...]:
    signed_in = person()
    return tuple(map(str, signed_in.shared)) if signed_in else ()


def _place() -> tuple[Path, str]:
    """Where what belongs to who looks at the page is kept, and under what name; it may not be there yet."""
    place, name = owner().place(data_folder() if shared() else home_or_scratch(), shared())
    earlier = place.with_name(_reader())
    if not name and earlier.is_dir() and not place.exists():  # of an earlier program, under the cookie itself
        earlier.rename(place)
    return place, name


@st.cache_resource(max_entries=SESSIONS, show_spinner=False)
def _opened(place: Path, name: str, groups: tuple[str, ...]) -> Archive:
    return Archive(place, name, groups)


def _name(reader: str) -> str:
    """A digest: who can list what is kept learns no cookie, and is no other reader by it."""
    return blake2b(reader.encode(), digest_size=16, person=COOKIE.encode()).hexdigest()


def _reader() -> str:
    if "reader" not in st.session_state:
        kept = st.context.cookies.get(COOKIE, "")
        known = isinstance(kept, str) and re.fullmatch("[0-9a-f]{32}", kept)
        st.session_state["reader"] = kept if known else secrets.token_hex(16)
    return str(st.session_state["reader"])
