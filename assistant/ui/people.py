"""Who uses the page: each browser keeps conversations of its own, told apart by a random cookie."""

from __future__ import annotations

import re
import secrets
from hashlib import blake2b
from pathlib import Path
from urllib.parse import urlsplit

import streamlit as st

from assistant.conversation import Conversation
from assistant.conversations.archive import Archive
from assistant.ui.gate import LOOPBACK, STRANGER
from corpus.storage import home_or_scratch, scratch

COOKIE = "treaty_reader"
FOLDER = "readers"
FORWARDED = ("Forwarded", "Via", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-Ip")
"""Headers by which another server says that it passes a request on."""
SESSIONS = 64
"""Archives held open at a time."""


def cookie() -> str:
    """The cookie that the browser is to keep."""
    return f"{COOKIE}={_reader()}"


def folder() -> Path:
    """Where what belongs to this browser is kept; made when there is something to keep.

    It is named by a digest: who can list the folders of the machine learns no cookie, and is no other reader by it.
    """
    kept = home_or_scratch() / FOLDER
    place = kept / blake2b(_reader().encode(), digest_size=16, person=COOKIE.encode()).hexdigest()
    if (kept / _reader()).is_dir() and not place.exists():  # of an earlier program
        (kept / _reader()).rename(place)
    return place


def archive() -> Archive:
    """The conversations of this browser; before there are any, an archive that is empty and nobody's."""
    place = folder()
    return _opened(place if place.exists() else scratch() / FOLDER)


def keep(conversation: Conversation) -> None:
    """Keep a conversation of this browser.

    Raises:
        StorageError: it cannot be written.
    """
    _opened(folder()).save(conversation)


def at_home() -> bool:
    """Whether who looks at the page sits at the machine that serves it: only they may change its library.

    The page must be served to this machine alone and be asked for by one of its own names: not through another
    server, not by a site elsewhere that points its name here, and not from the account of somebody else.
    """
    headers = st.context.headers
    asked_for = urlsplit(f"//{headers.get('Host', '')}").hostname
    passed_on = any(name in headers for name in (*FORWARDED, STRANGER))
    return st.get_option("server.address") in LOOPBACK and asked_for in LOOPBACK and not passed_on


@st.cache_resource(max_entries=SESSIONS, show_spinner=False)
def _opened(place: Path) -> Archive:
    return Archive(place)


def _reader() -> str:
    if "reader" not in st.session_state:
        kept = st.context.cookies.get(COOKIE, "")
        known = isinstance(kept, str) and re.fullmatch("[0-9a-f]{32}", kept)
        st.session_state["reader"] = kept if known else secrets.token_hex(16)
    return str(st.session_state["reader"])
