"""The page: what every view has, and the way between them. Streamlit runs :func:`main` for every interaction."""

from __future__ import annotations

from pathlib import Path

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from assistant.people import Operation
from assistant.ui import chat, compare, evaluation, grid, instruments, library, people, signing_in
from assistant.ui.desk import desk, refresh
from assistant.ui.markup import label
from assistant.ui.resources import NAME
from corpus.errors import TreatyError

STYLE = Path(__file__).with_name("style.css")


def main() -> None:
    """Draw the page that the address names."""
    st.set_page_config(page_title=NAME, page_icon="⚖️", layout="wide")
    st.html(STYLE)
    try:
        if not signing_in.signed_in():
            return
    except TreatyError as problem:
        st.error(label(f"The page cannot be shown: {problem}."))
        return
    pages = views()
    view = st.navigation(list(pages.values()), position="top")
    due, desk().due = desk().due, ""
    if due:
        st.switch_page(pages[due])
    if view is not pages["chat"]:
        desk().address = None
    try:
        refresh()
        view.run()
    except TreatyError as problem:
        st.error(label(f"The page cannot be shown: {problem}."))


def views() -> dict[str, StreamlitPage]:
    """What the page offers to who looks at it: the library is changed by an admin, or at home, one's own by editors."""
    found = {
        "chat": st.Page(chat.show, title="Chat", url_path="chat", default=True, icon=":material/forum:"),
        "library": st.Page(library.show, title="Library", url_path="library", icon=":material/menu_book:"),
        "instruments": st.Page(
            instruments.show, title="Instruments", url_path="instruments", icon=":material/library_add:"
        ),
        "compare": st.Page(compare.show, title="Compare", url_path="compare", icon=":material/compare_arrows:"),
        "grid": st.Page(grid.show, title="Grid", url_path="grid", icon=":material/grid_on:"),
        "evaluation": st.Page(evaluation.show, title="Evaluation", url_path="evaluation", icon=":material/monitoring:"),
    }
    if not any(map(people.may, (Operation.LIBRARY, Operation.OWN))):
        del found["instruments"]
    return found


if __name__ == "__main__":
    main()
