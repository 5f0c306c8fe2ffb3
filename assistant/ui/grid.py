"""The topic grid: the same questions to each of several instruments, side by side, to be taken away as a table."""

from __future__ import annotations

import streamlit as st

from assistant import Grid
from assistant.answer import Citation, Status
from assistant.conversations.grid import SILENT, WRITERS, Cell, written
from assistant.ui.desk import Opened, desk, show_trouble, telling
from assistant.ui.markup import escape, label, tag
from assistant.ui.provision import capital, opens
from assistant.ui.reader import Action, reader
from assistant.ui.resources import assistant, corpus, short_title
from corpus.errors import TreatyError

HELD = "grid-filled"
"""Where a session keeps the grid that was filled last."""
NAMES = {".csv": "CSV", ".xlsx": "Excel"}
EXAMPLE = "How long must preserved data be kept?\nMay a request be refused?\nWho bears the costs?"


def show() -> None:
    """The page."""
    assistant()
    st.title("Grid", anchor=False)
    with st.container(key="grid-form"):
        st.markdown("Each instrument is asked each question: a cell has what it says, with its place, or “silent”.")
        told = st.text_area("Questions, one a line", placeholder=EXAMPLE, key="grid-questions", height=130)
        chosen = st.multiselect(
            "Instruments",
            tuple(corpus()),
            format_func=short_title,
            key="grid-instruments",
            placeholder="All instruments",
        )
        if st.button("Fill the grid", type="primary", key="fill"):
            with telling():
                st.session_state[HELD] = _filled((told or "").splitlines(), chosen)
    show_trouble()
    grid: Grid | None = st.session_state.get(HELD)
    if grid:
        reader("grid-table", {"table": table(grid)}, _act, label="Grid")
        _offer(grid)


def _filled(questions: list[str], instruments: list[str]) -> Grid:
    count = len([question for question in questions if question.strip()])
    bar, done = st.progress(0.0, "Asking …"), 0

    def progress() -> None:
        nonlocal done
        done += 1
        bar.progress(min(1.0, done / max(1, count)), f"{done} of {count} questions")

    try:
        return assistant().grid(questions, instruments=instruments, progress=progress)
    finally:
        bar.empty()


def table(grid: Grid) -> str:
    """The grid as HTML."""
    heads = "".join(tag("th", escape(title), scope="col") for title in ("Question", *grid.titles))
    body = "".join(_row(question, row, grid) for question, row in zip(grid.questions, grid.cells, strict=True))
    inner = tag("table", tag("thead", tag("tr", heads)) + tag("tbody", body), class_="grid stacked")
    return tag("div", inner, class_="scroll", tabindex="0", role="region", aria_label="Questions by instruments")


def _row(question: str, row: tuple[Cell, ...], grid: Grid) -> str:
    cells = (tag("td", _cell(cell), data_label=title) for cell, title in zip(row, grid.titles, strict=True))
    return tag("tr", tag("th", escape(question), scope="row") + "".join(cells))


def _cell(cell: Cell) -> str:
    if cell.status is not Status.ANSWERED:
        return tag("span", escape(cell.message or SILENT), class_="note")
    return "".join(_quote(citation) for citation in cell.citations)


def _quote(citation: Citation) -> str:
    quote = tag("blockquote", tag("p", escape(citation.whole)))
    loaded = citation.instrument in corpus() and citation.eid in corpus()[citation.instrument]
    if not loaded:
        return tag("p", escape(capital(citation.label)), class_="small") + quote
    place = Opened(citation.instrument, citation.eid, citation.start, citation.end)
    heard = f"{citation.label}, {short_title(citation.instrument)}"
    return tag("button", escape(capital(citation.label)), class_="chip", aria_label=heard, **opens(place)) + quote


def _act(action: Action) -> None:
    """Open what was clicked in the library."""
    place = Opened.of(action) if action.get("do") == "open" else None
    if place:
        desk().chosen, desk().due = place, "library"


def _offer(grid: Grid) -> None:
    with st.container(horizontal=True):
        for ending in WRITERS:
            try:
                content = written(grid, ending)
            except TreatyError as problem:
                st.caption(label(str(problem)))
                continue
            st.download_button(NAMES[ending], content, f"grid{ending}", key=f"grid{ending}", on_click="ignore")
