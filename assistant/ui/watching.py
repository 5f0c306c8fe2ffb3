"""Long work, and a bar that tells in plain words what is done and how long it will still take."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor, wait
from typing import TypeVar

import streamlit as st

from corpus.settings import settings
from index.builder import Progress

Result = TypeVar("Result")
GLANCE = 0.2
"""Seconds between two looks at how far it is."""
ENCODED: Mapping[str, tuple[int, str]] = {
    "passages": (1, "reading the provisions"),
    "questions": (1, "reading questions that people may ask"),
    "unanswerable": (1, "reading questions that no text answers"),
    "learning from questions": (12, "learning which provision answers which question"),
    "learning from questions and turns": (16, "learning how people ask on"),
}
"""The steps that each encoder takes when an index is built: about how long one takes beside the others, and what it is
called to those who wait."""
STEPS = {"words": (1, "noting which word stands where"), **ENCODED}
SURE = 0.03
"""Share of the work after which it can be told how long the rest takes."""


class Forecast:
    """How much of the building of an index is done, told from the steps that were begun."""

    def __init__(self, rounds: int, clock: Callable[[], float] = time.monotonic) -> None:
        """
        Args:
            rounds: how many encoders there are.
        """
        self._whole = STEPS["words"][0] + rounds * sum(weight for weight, _ in ENCODED.values())
        self._clock = clock
        self._begin()

    def _begin(self) -> None:
        self._begun: list[str] = []
        self._started = self._clock()

    def told(self, stage: str, done: int, total: int) -> tuple[float, str]:
        """The share that is done, and a line for those who wait."""
        if stage in self._begun[:-1]:  # what is added in several parts is built as often
            self._begin()
        if stage not in self._begun:
            self._begun.append(stage)
        *earlier, (weight, words) = map(_step, self._begun)
        share = min(1.0, (sum(w for w, _ in earlier) + weight * done / max(1, total)) / self._whole)
        left = (self._clock() - self._started) * (1 - share) / share if share > SURE else None
        return share, words if left is None else f"{words}; {_about(left)}"


def _step(stage: str) -> tuple[int, str]:
    name = stage.rpartition(": ")[2]
    return STEPS.get(name, (1, name))


def _about(seconds: float) -> str:
    if seconds < 8:
        return "a few seconds left"
    if seconds < 55:
        return f"about {5 * round(seconds / 5)} seconds left"
    minutes = max(1, round(seconds / 60))
    return f"about {minutes} minute{'s' if minutes > 1 else ''} left"


def watched(title: str, work: Callable[[Progress], Result], building: str = "") -> Result:
    """Do something long in sight of the reader.

    It runs in a thread of its own: Streamlit breaks off what draws the page whenever something is clicked, and a
    library that is half written must not come of it. What was clicked has its turn afterwards.

    Args:
        building: the title once an index is built, by default the same.

    Raises:
        Exception: whatever the work raises.
    """
    told = (0.0, f"{title} …")
    forecast = Forecast(len(settings().encoders))

    def progress(stage: str, done: int, total: int) -> None:
        nonlocal told
        share, words = forecast.told(stage, done, total)
        told = (share, f"{building or title}: {words}")

    bar = st.progress(*told)
    with ThreadPoolExecutor(1) as pool:
        working = pool.submit(work, progress)
        while wait([working], GLANCE).not_done:
            bar.progress(*told)
    bar.empty()
    return working.result()
