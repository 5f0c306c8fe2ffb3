"""What all requests share: the service, the archives, the keys, the threads, and what is counted."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from starlette.requests import Request

from assistant.api.metrics import Metrics
from assistant.api.workers import Workers
from assistant.audit import Deed, Trail
from assistant.conversations.archive import Archive
from assistant.database import shared
from assistant.keys import Keys
from assistant.people import Kind, Owner, People
from assistant.service import Services
from assistant.tokens import Tokens
from corpus.settings import Settings
from corpus.storage import data_folder

ANYONE = Owner(Kind.KEY, "anyone")
"""Who asks where no keys are asked for."""


class Archives:
    """The conversations of each caller, apart from those of all others."""

    def __init__(self, home: Path | None = None) -> None:
        self._home = home or data_folder()
        self._lock = threading.Lock()
        self._opened: dict[tuple[Owner, ...], Archive] = {}
        self._stack = ExitStack()

    def of(self, owner: Owner, groups: Sequence[Owner] = ()) -> Archive:
        """The archive of an owner, with what belongs to their groups.

        Raises:
            StorageError: it cannot be opened.
        """
        with self._lock:
            if (owner, *groups) not in self._opened:
                folder, name = owner.place(self._home, shared())
                opened = Archive(folder, name, tuple(map(str, groups)))
                self._opened[owner, *groups] = self._stack.enter_context(opened)
            return self._opened[owner, *groups]

    def close(self) -> None:
        """Let go of the files; nothing is unsaved, and who asks again opens them anew."""
        with self._lock:
            self._opened.clear()
            self._stack.close()


@dataclass(frozen=True)
class Resources:
    """What a server has."""

    settings: Settings
    services: Services
    archives: Archives
    workers: Workers
    keys: Keys | None = None
    """None where no keys are asked for."""
    people: People | None = None
    """None where nobody signs in."""
    tokens: Tokens | None = None
    """None where keys alone are taken."""
    trail: Trail | None = None
    """None where nobody signs in."""
    metrics: Metrics = field(default_factory=Metrics)

    @classmethod
    def opened(cls, settings: Settings) -> Resources:
        """Those of the data folder.

        Raises:
            StorageError: it cannot be used.
        """
        keys = Keys() if settings.api_keys or settings.team else None
        people = People() if settings.team else None
        tokens = Tokens.of(settings) if settings.team else None
        trail = Trail() if settings.team else None
        workers = Workers(settings.api_workers)
        return cls(settings, Services(), Archives(), workers, keys, people, tokens, trail)

    def note(self, deed: Deed, object: str, owner: Owner) -> None:
        """Add an entry to the audit trail, where one is kept.

        Raises:
            StorageError: it cannot be written.
        """
        if self.trail:
            self.trail.note(str(owner), deed, object)

    def close(self) -> None:
        """Let go of all files."""
        self.archives.close()
        for one in (self.keys, self.people, self.trail):
            if one:
                one.close()


def resources(request: Request) -> Resources:
    """Those of the server that the request came to."""
    found: Resources = request.app.state.resources
    return found
