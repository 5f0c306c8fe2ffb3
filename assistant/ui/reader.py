"""The component that shows text with citations, cross-references and copy buttons, and tells what is clicked."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import streamlit as st

HERE = Path(__file__).parent

_mount = st.components.v2.component(
    "treaty_reader",
    html='<div class="reader"></div>',
    css=(HERE / "reader.css").read_text(encoding="utf-8"),
    js="\n".join((HERE / name).read_text(encoding="utf-8") for name in ("asking.js", "reader.js")),
)

Action = Mapping[str, Any]
"""What was clicked: ``do`` says what to do, the rest on what."""


def reader(key: str, blocks: Mapping[str, str], act: Callable[[Action], None], **options: Any) -> None:
    """Show blocks of HTML, each under an identifier; blocks that stay the same are not drawn again.

    Args:
        blocks: made by :mod:`assistant.ui.markup`, in order.
        act: called with what is clicked, before the page is drawn again.
        options: ``label`` for those who hear the page; ``live`` where news are to be read out; ``stamp`` and
            ``focus``: whenever the stamp changes, what the selector finds is brought into view, at ``block``;
            ``escape``: what the Escape key does; ``cookie`` to be set in the browser; ``now``: with ``live``, by what
            one can tell whether a question that was sent has been taken up.
    """
    rows: Sequence[Mapping[str, str]] = [{"id": id, "html": html} for id, html in blocks.items()]
    _mount(key=key, data={"blocks": rows, **options}, on_action_change=lambda: _tell(key, act))


def _tell(key: str, act: Callable[[Action], None]) -> None:
    action = st.session_state[key].get("action")
    if isinstance(action, dict):
        act(action)
