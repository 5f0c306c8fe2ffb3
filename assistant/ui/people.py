"""Who uses the page: each browser keeps conversations of its own, told apart by a random cookie."""

from __future__ import annotations

import re
import secrets
from pathlib import Path

import streamlit as st

from assistant.archive import Archive
from corpus.storage import data_folder

COOKIE = "treaty_reader"
FOLDER = "readers"
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


@st.cache_resource(max_entries=SESSIONS, show_spinner=False)
def _opened(place: Path) -> Archive:
    return Archive(place)


def _reader() -> str:
    if "reader" not in st.session_state:
        kept = st.context.cookies.get(COOKIE, "")
        known = isinstance(kept, str) and re.fullmatch("[0-9a-f]{32}", kept)
        st.session_state["reader"] = kept if known else secrets.token_hex(16)
    return str(st.session_state["reader"])
