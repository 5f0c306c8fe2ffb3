"""What all requests share: the service, the archives, the keys, the threads, and what is counted."""

from __future__ import annotations

import threading
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from starlette.requests import Request

from assistant.api.metrics import Metrics
from assistant.api.workers import Workers
from assistant.conversations.archive import Archive
from assistant.keys import Keys
from assistant.service import Service
from corpus.settings import Settings
from corpus.storage import data_folder

FOLDER = "programs"
ANYONE = "anyone"
"""Who asks where no keys are asked for."""


class Archives:
    """The conversations of each caller, apart from those of all others, in a folder of its own."""

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder or data_folder() / FOLDER
        self._lock = threading.Lock()
        self._opened: dict[str, Archive] = {}
        self._stack = ExitStack()

    def of(self, caller: str) -> Archive:
        """The archive of a caller.

        Args:
            caller: the identifier of a key, or :data:`ANYONE`.

        Raises:
            StorageError: it cannot be opened.
        """
        with self._lock:
            if caller not in self._opened:
                self._opened[caller] = self._stack.enter_context(Archive(self._folder / caller))
            return self._opened[caller]

    def close(self) -> None:
        """Let go of the files; nothing is unsaved, and who asks again opens them anew."""
        with self._lock:
            self._opened.clear()
            self._stack.close()


@dataclass(frozen=True)
class Resources:
    """What a server has."""

    settings: Settings
    service: Service
    archives: Archives
    workers: Workers
    keys: Keys | None = None
    """None where no keys are asked for."""
    metrics: Metrics = field(default_factory=Metrics)

    @classmethod
    def opened(cls, settings: Settings) -> Resources:
        """Those of the data folder.

        Raises:
            StorageError: it cannot be used.
        """
        keys = Keys() if settings.api_keys else None
        return cls(settings, Service(), Archives(), Workers(settings.api_workers), keys)

    def close(self) -> None:
        """Let go of all files."""
        self.archives.close()
        if self.keys:
            self.keys.close()


def resources(request: Request) -> Resources:
    """Those of the server that the request came to."""
    found: Resources = request.app.state.resources
    return found
