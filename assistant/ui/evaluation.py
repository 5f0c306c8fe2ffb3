"""Evaluation: a benchmark run here and now, with charts, and the failures to be opened in the chat."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from assistant.conversation import Conversation
from assistant.evaluation import (
    FIGURES,
    AssistantAnswerer,
    Item,
    Outcome,
    Results,
    breakdown_table,
    read_benchmark,
    report,
    run,
    shipped,
    table,
)
from assistant.evaluation.svg import Bar, Group, bar_chart
from assistant.evaluation.table import Rows, number
from assistant.ui import chat
from assistant.ui.desk import desk, show_trouble, telling
from assistant.ui.markup import escape, label, tag
from assistant.ui.reader import Action, reader
from assistant.ui.resources import assistant, corpus

SHIPPED = {"Test questions": "test.jsonl", "Development questions": "dev.jsonl"}
UPLOADED = "A file of mine"
HEADLINE = ("right", "art_at_1", "pin_at_1", "wrongly_declined", "wrongly_answered", "latency_p95")
FAILURE = ("Question", "Expected", "Got", "Why")
SHOWN = 100
"""Failures in the list."""


def show() -> None:
    """The page."""
    assistant()
    st.title("Evaluation", anchor=False)
    st.markdown("Every question of a benchmark is asked, and each answer is held against its labels.")
    chosen = st.radio("Benchmark", [*SHIPPED, UPLOADED], horizontal=True, key="benchmark")
    file = _file() if chosen == UPLOADED else None
    if st.button("Run", key="run", disabled=chosen == UPLOADED and file is None):
        with telling():
            items = _uploaded(file.getvalue()) if file else _shipped(SHIPPED[chosen])
            st.session_state["results"] = _run(items, chosen)
    show_trouble()
    results = st.session_state.get("results")
    if results:
        _show(results)


def _file() -> UploadedFile | None:
    file = st.file_uploader("Benchmark file", "jsonl", key="uploaded")
    hint = tag("p", "JSON Lines: a question or a conversation a line, with its labels.", class_="small")
    reader("hint", {"hint": hint}, lambda _: None, label="What the file holds")
    return file


def _shipped(name: str) -> Sequence[Item]:
    return read_benchmark(Path(shipped.__file__).parent / name, corpus())


def _uploaded(content: bytes) -> Sequence[Item]:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "uploaded.jsonl"
        file.write_bytes(content)
        return read_benchmark(file, corpus())


def _run(items: Sequence[Item], name: str) -> Results:
    bar = st.progress(0.0, "Asking …")
    done = 0

    def progress(more: int) -> None:
        nonlocal done
        done += more
        if done % 10 == 0 or done == len(items):
            bar.progress(done / len(items), f"{done} of {len(items)} questions")

    try:
        return run(items, AssistantAnswerer(assistant()), corpus(), progress, name)
    finally:
        bar.empty()


def _show(results: Results) -> None:
    st.header(f"{label(results.name)}: {len(results.outcomes)} questions", anchor=False)
    _headline(results)
    _charts(results)
    _failures(list(results.failures))
    with st.expander("All figures, with 95 % intervals"):
        st.table(_columns(table(results)))
        for by in ("style", "instrument"):
            st.table(_columns(breakdown_table(results, by)))
    st.download_button(
        "Report as a web page", report(results), "evaluation.html", mime="text/html", key="report", on_click="ignore"
    )


def _headline(results: Results) -> None:
    with st.container(horizontal=True):
        for key in HEADLINE:
            if key in results.figures:
                figure = FIGURES[key]
                unit = " ms" if figure.unit == "ms" else ""
                st.metric(
                    figure.title, number(figure, results.figures[key].value) + unit, width=190, help=figure.meaning
                )


def _charts(results: Results) -> None:
    blocks = {
        by: tag("figure", tag("figcaption", f"Right answers by {by}") + _bars(results, by), class_="chart")
        for by in ("style", "instrument")
    }
    reader("charts", blocks, lambda _: None, label="Charts")


def _bars(results: Results, by: str) -> str:
    groups = []
    for name, outcomes in results.groups(by).items():
        one = results.breakdown[by][name].get("right")
        groups.append(Group(f"{name} ({len(outcomes)})", [Bar(one.value, one.low, one.high) if one else None]))
    return bar_chart(f"Right answers by {by}", groups, [results.name])


def _failures(failures: Sequence[Outcome]) -> None:
    st.header(f"What went wrong: {len(failures)}", anchor=False)
    if not failures:
        return
    st.caption(
        "A click asks the question in the chat." + (f" The first {SHOWN} are shown." if len(failures) > SHOWN else "")
    )
    rows = "".join(_row(outcome) for outcome in failures[:SHOWN])
    heads = "".join(tag("th", head, scope="col") for head in FAILURE)
    html = tag("table", tag("thead", tag("tr", heads)) + tag("tbody", rows), class_="stacked")
    reader("failures", {"table": tag("div", html, class_="scroll")}, _act, label="Failures")


def _row(outcome: Outcome) -> str:
    button = tag("button", escape(outcome.question), data_do="ask", data_question=outcome.question)
    cells = (", ".join(outcome.expected) or "no answer", ", ".join(outcome.cited) or outcome.status, outcome.why)
    told = (tag("td", escape(cell), data_label=head) for head, cell in zip(FAILURE[1:], cells, strict=True))
    return tag("tr", tag("td", button) + "".join(told))


def _act(action: Action) -> None:
    if action.get("do") == "ask":
        desk().take(Conversation())
        chat.ask(str(action.get("question", "")))
        desk().due = "chat"


def _columns(rows: Rows) -> dict[str, list[str]]:
    """Rows under a head as columns, the form that a table takes."""
    head, *body = rows
    return {title: [label(row[place]) for row in body] for place, title in enumerate(head)}
