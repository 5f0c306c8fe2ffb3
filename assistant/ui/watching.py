"""Long work, and a bar that tells how far it is."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, wait
from typing import TypeVar

import streamlit as st

from index.builder import Progress

Result = TypeVar("Result")
GLANCE = 0.2
"""Seconds between two looks at how far it is."""


def watched(title: str, work: Callable[[Progress], Result]) -> Result:
    """Do something long in sight of the reader.

    It runs in a thread of its own: Streamlit breaks off what draws the page whenever something is clicked, and a
    library that is half written must not come of it. What was clicked has its turn afterwards.

    Raises:
        Exception: whatever the work raises.
    """
    told = (f"{title} …", 0, 1)

    def progress(stage: str, done: int, total: int) -> None:
        nonlocal told
        counts = f", {done:,} of {total:,}" if total > 1 else " …"
        told = (f"{title}: {stage}{counts}", done, total)

    bar = st.progress(0.0, f"{title} …")
    with ThreadPoolExecutor(1) as pool:
        working = pool.submit(work, progress)
        while wait([working], GLANCE).not_done:
            text, done, total = told
            bar.progress(min(1.0, done / max(1, total)), text)
    bar.empty()
    return working.result()
