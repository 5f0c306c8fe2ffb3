"""A small house to do damage to: a data folder with everything in it that a user may have.

Its instruments are short and its encoder counts words, so that an index takes a fraction of a second. All that is
written, and all that writes it, is the product's: shelf, index, engines, conversations, opinions, keys.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from assistant import Assistant, holdings
from assistant.conversation import Conversation, Turn
from assistant.conversations.archive import Archive
from assistant.conversations.opinions import Opinion, Opinions
from assistant.keys import Keys
from corpus.errors import TreatyError
from corpus.model import About
from corpus.questions import AnticipatedQuestion
from corpus.settings import HOME
from corpus.shelf import stored
from corpus.shelf.loading import load_instrument
from corpus.shelf.stored import Entry
from index.plan import Plan, Source
from tests.assistant.conversation_cases import cited
from tests.index.small import TIDES, TIDES_ASKED, plan

State = dict[str, Any]
"""What a user sees of a data folder, as JSON has it."""
Acknowledge = Callable[[], None]
"""Called when a step is done and its maker was told so."""

TEXT = """Convention on {name}

Article 1 Use

The {name} shall be open to all.

Article 2 Fees

1. Each user shall pay a fee of {fee} pounds.

2. Fees for {name} are due on leaving.
"""
PREPARED = ("harbours", "bridges")
"""The instruments that are there before."""
ASKED = "harbours"
"""The one that has questions: others are in segments of the index."""


def _plan_of(added: Any) -> Plan:
    """As `holdings.plan_of`, over short texts."""
    further = (Source(entry.instrument, entry.questions) for entry in sorted(added, key=lambda entry: entry.id))
    return plan(Source(TIDES, TIDES_ASKED), *further)


def entry(folder: Path, name: str, fee: int = 10, asked: bool = False) -> Entry:
    """A text as a user has it, read."""
    source = folder.parent / f"{name}.txt"
    source.write_text(TEXT.format(name=name, fee=fee), encoding="utf-8")
    about = About(id=name, title=f"Convention on {name}", short_title=name.title(), source=source.name)
    questions = (AnticipatedQuestion("art_2__para_1", f"what do {name} cost"),) if asked else ()
    return Entry(load_instrument(source, about), source, questions)


def turn(question: str) -> Turn:
    """A turn that was answered."""
    return Turn.of(question, cited(question, ("un-convention", "art_59__para_6")))


def furnish(home: Path) -> None:
    """Make a data folder with two added instruments, one of them updated, an index, and what was asked and thought."""
    with at(home):
        holdings.add([entry(home, name, asked=name == ASKED) for name in PREPARED])
        holdings.add([entry(home, "bridges", fee=20)])
        with Archive() as archive:
            for topic in ("tides", "gauges"):
                archive.save(Conversation().with_turn(turn(f"What of {topic}?")).with_turn(turn(f"And {topic} again?")))
        Opinions(home).keep("c-0", Opinion("What of tides?", "up", answered=True))
        with Keys() as keys:
            keys.add("a program")


@contextmanager
def at(home: Path) -> Iterator[None]:
    """Lives in a data folder, with short texts in the place of the bundled ones."""
    before, bundled = os.environ.get(HOME), holdings.plan_of
    os.environ[HOME] = str(home)
    holdings.plan_of = _plan_of
    try:
        yield
    finally:
        holdings.plan_of = bundled
        os.environ.pop(HOME)
        if before is not None:
            os.environ[HOME] = before


def state(home: Path) -> State:
    """What there is in a data folder, after a start as the product starts; what was said of damage is beside it."""
    said = _Said()
    logging.getLogger().addHandler(said)
    with at(home):
        seen = {name: said.of(look, home) for name, look in SIGHTS.items()}
    return {**seen, "said": said.messages}


def _library(_: Path) -> State:
    def seen(one: Entry | None) -> Any:
        asked = [question.question for question in one.questions] if one else []
        return one and [one.instrument.digest, one.instrument.about.title, asked]

    return {one.id: [seen(one), seen(stored.previous(one.id))] for one in stored.entries()}


def _found(_: Path) -> State:
    """Where a question leads, by an index that is opened or built as the product does it."""
    found = Assistant().search("what is the fee of bridges and harbours, ferries or gauges", limit=50)
    return {"provisions": sorted(f"{one.instrument} {one.eid}" for one in found)}


def _conversations(_: Path) -> State:
    with Archive() as archive:
        kept = [archive.load(one.id) for one in archive.entries()]
        if archive.warning:
            logging.getLogger(__name__).warning(archive.warning)
    return {one.id: [[turn.question, turn.answer.answer] for turn in one.turns] for one in kept}


def _opinions(home: Path) -> State:
    return {"turns": list(Opinions(home).all())}


def _keys(_: Path) -> State:
    with Keys() as keys:
        return {key.id: [key.scope.value, key.digest, key.standing] for key in keys.all()}


SIGHTS = {"library": _library, "search": _found, "talks": _conversations, "opinions": _opinions, "keys": _keys}


class _Said(logging.Handler):
    """What was said of damage: warnings, and refusals in one line."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())

    def of(self, look: Callable[[Path], State], home: Path) -> State | None:
        """What there is to see; None where that was refused."""
        try:
            return look(home)
        except TreatyError as refused:
            self.messages.append(str(refused))
            return None
