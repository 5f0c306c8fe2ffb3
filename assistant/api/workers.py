"""Work that would block the event loop, done in threads: so many at once, and so many waiting."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus
from typing import TypeVar

from anyio import CapacityLimiter, to_thread

from assistant.api.problems import Problem

WAITING = 64
"""Requests that may wait for each that is worked on."""
LATER = "2"
"""Seconds after which one that is turned away may come again."""

T = TypeVar("T")


class Workers:
    """Threads that requests share. It belongs to one event loop."""

    def __init__(self, at_once: int) -> None:
        self._limiter = CapacityLimiter(at_once)
        self._most = at_once * WAITING

    @property
    def waiting(self) -> int:
        """Requests that wait for a thread."""
        return self._limiter.statistics().tasks_waiting

    async def do(self, work: Callable[[], T]) -> T:
        """What the work gives, when its turn has come. It goes on to its end where nobody waits for it any more.

        Raises:
            Problem: too many wait already.
        """
        if self.waiting >= self._most:
            raise Problem(
                HTTPStatus.SERVICE_UNAVAILABLE,
                "busy",
                f"{self.waiting} requests are waiting already; ask again in {LATER} seconds",
                {"Retry-After": LATER},
            )
        return await to_thread.run_sync(work, limiter=self._limiter)
