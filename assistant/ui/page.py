"""The page: what every view has, and the way between them. Streamlit runs :func:`main` for every interaction."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from assistant.ui import chat

STYLE = Path(__file__).with_name("style.css")


def main() -> None:
    """Draw the page that the address names."""
    st.set_page_config(page_title="Treaty Assistant", page_icon="⚖️", layout="wide")
    st.html(STYLE)
    pages = [st.Page(chat.show, title="Chat", url_path="chat", default=True, icon=":material/forum:")]
    st.navigation(pages, position="top").run()


if __name__ == "__main__":
    main()
