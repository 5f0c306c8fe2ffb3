"""Who uses the page: each browser keeps conversations of its own, told apart by a random cookie."""

from __future__ import annotations

import re
import secrets
from pathlib import Path
from urllib.parse import urlsplit

import streamlit as st

from assistant.conversations.archive import Archive
from assistant.ui.gate import LOOPBACK
from corpus.storage import data_folder

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
    """Where what belongs to this browser is kept."""
    return data_folder() / FOLDER / _reader()


def archive() -> Archive:
    """The conversations of this browser."""
    return _opened(folder())


def at_home() -> bool:
    """Whether who looks at the page sits at the machine that serves it: only they may change its library.

    The page must be served to this machine alone and be asked for by one of its own names: not through another
    server, and not by a site elsewhere that points its name here.
    """
    headers = st.context.headers
    asked_for = urlsplit(f"//{headers.get('Host', '')}").hostname
    passed_on = any(name in headers for name in FORWARDED)
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
