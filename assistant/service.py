"""What the page, the terminal and servers stand on: the loaded instruments, the assistant over them, and their reload.

A process needs one. It is safe to share between threads, and sees what another process adds, updates or removes.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from assistant import holdings
from assistant.answer import Answer
from assistant.assistant import Assistant
from assistant.conversation import Conversation
from assistant.understanding.intents import Memory
from corpus.shelf import stored
from corpus.shelf.collection import Corpus
from corpus.shelf.owned import EVERYBODY, Audience, id_of, own_of, owner_of
from corpus.shelf.stored import Entry
from index.builder import Progress, no_progress
from index.plan import Plan

if TYPE_CHECKING:
    from assistant.answering.prose.writing import Draft


APART = 16
"""Services with instruments of somebody's own that are held open at a time."""


class Service:
    """Owns corpus, index and reload, as an audience sees them."""

    def __init__(self, audience: Audience = EVERYBODY) -> None:
        """
        Args:
            audience: the owners whose own instruments are loaded, beside those that are everybody's.
        """
        self.audience = audience
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
        return loaded.corpus if loaded else Corpus(source.instrument for source in self._plan().sources)

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
            state, plan = stored.state(self.audience), self._plan()
            holdings.tidy(plan)
            assistant = Assistant(plan, progress)
            assistant.open()
            self._glance, self._loaded = None, (state, assistant)
            return assistant

    def turn(self, text: str, conversation: Conversation, instruments: Collection[str] = ()) -> tuple[Answer, Memory]:
        """The answer to a turn, as :meth:`Assistant.turn`, from what is on the shelf now: a long chat sees changes."""
        return self.assistant().turn(text, conversation, instruments)

    def written(self, answer: Answer) -> Iterator[Draft]:
        """An answer with prose, step by step, as :meth:`Assistant.written`."""
        return self.assistant().written(answer)

    def _plan(self) -> Plan:
        return holdings.default_plan(self.audience)

    def _current(self) -> Assistant | None:
        loaded, glance = self._loaded, stored.glance()
        if loaded is None:
            return None
        if glance == self._glance:
            return loaded[1]
        if loaded[0] != stored.state(self.audience):
            return None
        self._glance = glance
        return loaded[1]

    def added(self, id: str) -> Entry:
        """The added instrument of that identifier.

        Raises:
            UnknownInstrument: it was not added; bundled instruments stay as they are.
        """
        return holdings.added(id, self.audience)

    def add(self, newcomers: Sequence[Entry], progress: Progress = no_progress, who: str = "") -> None:
        """Add instruments, each in the place of any of the same identifier and owner.

        Args:
            who: an owner as text, for the audit trail; empty for who works on this machine.

        Raises:
            StorageError: the data folder cannot be written, or the disk is full; the library is then as it was.
            ModelError: an encoder cannot be loaded.
        """
        from assistant.audit import Deed, note

        there = set(stored.places(self.audience))
        holdings.add(newcomers, progress, self.audience)
        for entry in newcomers:
            note(Deed.UPDATED if entry.folder in there else Deed.ADDED, _noted(entry.id, entry.owner), who)

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

        owner = self.owners().get(id, "")
        holdings.remove(id, progress, self.audience)
        forget(id)
        note(Deed.REMOVED, _noted(id, owner), who)

    def owners(self) -> dict[str, str]:
        """Whose own each added instrument is, sound or damaged, by identifier; empty where it is everybody's."""
        names = [place.name for place in stored.places(self.audience)]
        return {id_of(name): owner_of(name, self.audience) for name in names}


class Services:
    """A service for each audience that has instruments of its own; all others share one."""

    def __init__(self, everybodys: Service | None = None) -> None:
        self.everybodys = everybodys or Service()
        self._lock = threading.Lock()
        self._apart: OrderedDict[Audience, Service] = OrderedDict()
        self._seen: tuple[int, frozenset[str]] | None = None

    def of(self, owners: Iterable[str]) -> Service:
        """The service for somebody who sees what these own, beside what is everybody's."""
        with self._lock:
            audience = own_of(owners, self._folders())
            if not audience:
                return self.everybodys
            found = self._apart.setdefault(audience, Service(audience))
            self._apart.move_to_end(audience)
            while len(self._apart) > APART:
                self._apart.popitem(last=False)
        return found

    def _folders(self) -> frozenset[str]:
        """The folders that are somebody's own; looked up again where the shelf changed."""
        glance = stored.glance()
        if self._seen is None or self._seen[0] != glance:
            self._seen = (glance, stored.folders_of_owners())
        return self._seen[1]


def _noted(id: str, owner: str) -> str:
    """What the trail calls an instrument."""
    return f"{id} ({owner})" if owner else id
