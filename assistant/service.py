"""What the page, the terminal and servers stand on: the loaded instruments, the assistant over them, and their reload.

A process needs one. It is safe to share between threads, and sees what another process adds, updates or removes.
"""

from __future__ import annotations

import threading
from collections.abc import Collection, Iterator, Sequence
from typing import TYPE_CHECKING

from assistant import holdings
from assistant.answer import Answer
from assistant.assistant import Assistant
from assistant.conversation import Conversation
from assistant.understanding.intents import Memory
from corpus.shelf import stored
from corpus.shelf.collection import Corpus
from corpus.shelf.stored import Entry
from index.builder import Progress, no_progress

if TYPE_CHECKING:
    from assistant.answering.prose.writing import Draft


class Service:
    """Owns corpus, index and reload."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._loaded: tuple[object, Assistant] | None = None
        self._glance: int | None = None

    @property
    def corpus(self) -> Corpus:
        """The loaded instruments, as they are now; needs no index.

        Raises:
            UsageError: a setting is unknown, or chooses what there is not.
        """
        loaded = self._current()
        return loaded.corpus if loaded else Corpus(source.instrument for source in holdings.default_plan().sources)

    @property
    def current(self) -> Assistant | None:
        """The assistant, if it is loaded and the shelf is still as it found it: a glance at a folder."""
        return self._current()

    def assistant(self, progress: Progress = no_progress) -> Assistant:
        """The assistant over what is on the shelf now, its index open.

        Of threads that ask at once, one loads and the rest wait.

        Args:
            progress: told how far a build of the index is, where one is needed.

        Raises:
            StorageError: the index is not there and cannot be written.
            ModelError: an encoder cannot be loaded.
        """
        with self._lock:
            if loaded := self._current():
                return loaded
            state = stored.state()
            assistant = Assistant(progress=progress)
            assistant.open()
            self._glance, self._loaded = None, (state, assistant)
            return assistant

    def turn(self, text: str, conversation: Conversation, instruments: Collection[str] = ()) -> tuple[Answer, Memory]:
        """The answer to a turn, as :meth:`Assistant.turn`, from what is on the shelf now: a long chat sees changes."""
        return self.assistant().turn(text, conversation, instruments)

    def written(self, answer: Answer) -> Iterator[Draft]:
        """An answer with prose, step by step, as :meth:`Assistant.written`."""
        return self.assistant().written(answer)

    def _current(self) -> Assistant | None:
        loaded, glance = self._loaded, stored.glance()
        if loaded is None:
            return None
        if glance == self._glance:
            return loaded[1]
        if loaded[0] != stored.state():
            return None
        self._glance = glance
        return loaded[1]

    def added(self, id: str) -> Entry:
        """The added instrument of that identifier.

        Raises:
            UnknownInstrument: it was not added; bundled instruments stay as they are.
        """
        return holdings.added(id)

    def add(self, newcomers: Sequence[Entry], progress: Progress = no_progress, who: str = "") -> None:
        """Add instruments, each in the place of any of the same identifier.

        Args:
            who: an owner as text, for the audit trail; empty for who works on this machine.

        Raises:
            StorageError: the data folder cannot be written, or the disk is full; the library is then as it was.
            ModelError: an encoder cannot be loaded.
        """
        from assistant.audit import Deed, note

        there = {place.name for place in stored.places()}
        holdings.add(newcomers, progress)
        for entry in newcomers:
            note(Deed.UPDATED if entry.id in there else Deed.ADDED, entry.id, who)

    def remove(self, id: str, progress: Progress = no_progress, who: str = "") -> None:
        """Take an added instrument out of the library; one that is damaged too.

        Args:
            who: an owner as text, for the audit trail; empty for who works on this machine.

        Raises:
            UnknownInstrument: it was not added; bundled instruments stay.
            StorageError: the data folder cannot be written.
        """
        from assistant.audit import Deed, note
        from assistant.enrichment import forget

        holdings.remove(id, progress)
        forget(id)
        note(Deed.REMOVED, id, who)
