"""Work that is counted and not timed: a busy machine changes nothing of it."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any

GROWTH = 2.5
"""How many times the steps twice the input may take: little more than twice."""


def steps(work: Callable[..., Any], *given: Any) -> int:
    """How many functions are called, those written in C included, until the work is done."""
    count = 0

    def tally(_frame: FrameType, event: str, _what: Any) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(tally)
    try:
        work(*given)
    finally:
        sys.setprofile(before)
    return count
