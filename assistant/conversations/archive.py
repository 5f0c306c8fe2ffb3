"""Conversations that are kept: one transaction a turn.

A turn is kept after those that are there. Where two programs go on with one conversation, it has the turns of both, and
none is lost.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType

from sqlalchemy import ColumnElement, Connection, Select, func, insert, literal, or_, select, update

from assistant.conversation import Conversation, Turn, new_id
from assistant.conversations.rescuing import content_of, is_altered, take_over, told, turn_of
from assistant.database import opened
from assistant.database.part import Part
from assistant.database.statements import Occurs, Stored, adding
from assistant.database.tables import Words
from assistant.database.tables import conversation as conversations
from assistant.database.tables import turn as turns
from corpus.errors import UsageError
from corpus.storage import data_folder

LATEST_FIRST = (conversations.c.changed.desc(), conversations.c.rowid.desc())


@dataclass(frozen=True, slots=True)
class Summary:
    """A conversation in a list."""

    id: str
    title: str
    created: str
    changed: str
    """When its last turn was taken, ISO 8601 in UTC."""
    turns: int
    owner: str = ""


class Archive:
    """The conversations kept in a folder, or in the database of the settings. Use it as a context manager, or close it.

    Safe to share between threads; any number of processes may have the same open.
    """

    def __init__(self, folder: Path | None = None, owner: str = "", groups: Sequence[str] = ()) -> None:
        """Open the archive, making it where there is none.

        Args:
            folder: where the file is; by default the data folder.
            owner: whose conversations are meant, and whose new ones are; those of others are not there.
            groups: further owners whose conversations the same person sees and goes on with.

        Raises:
            StorageError: the folder, the file or the database cannot be used.
        """
        self._store = opened(PART, folder or data_folder())
        self._owner = owner
        self._owners = (owner, *groups)
        self.path = self._store.path
        self.warning = self._store.warning
        """What was found damaged, and where it is kept; empty where all is well."""

    def __enter__(self) -> Archive:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file; nothing is unsaved."""
        self._store.close()

    def save(self, conversation: Conversation) -> None:
        """Keep a conversation as it is now: its title, and after the turns that are kept those that are not yet.

        Turns that were kept from another window stay; one that was deleted there is back.

        Raises:
            StorageError: it cannot be written.
            UsageError: another's conversation has that identifier.
        """
        with self._store.writing() as db:
            self._write(db, conversation)

    def current(self, conversation: Conversation) -> Conversation:
        """The conversation with its title and the turns that another window has given it meanwhile, and those not kept.

        Raises:
            StorageError: the file cannot be read.
        """
        kept = self._entries(conversations.c.id == conversation.id)
        if not kept or (kept[0].title, kept[0].turns) == (conversation.title, len(conversation)):
            return conversation
        loaded = self.load(conversation.id)
        known = {_mark(turn) for turn in loaded.turns}
        return replace(loaded, turns=(*loaded.turns, *(t for t in conversation.turns if _mark(t) not in known)))

    def add(self, conversation: Conversation) -> Conversation:
        """Keep a conversation from elsewhere, under another identifier where its own is taken.

        Raises:
            StorageError: it cannot be written.
        """
        with self._store.writing() as db:
            if db.execute(select(conversations.c.id).where(conversations.c.id == conversation.id)).first():
                conversation = replace(conversation, id=new_id())
            self._write(db, conversation)
        return conversation

    def load(self, id: str) -> Conversation:
        """The conversation of that identifier, or the one whose identifier begins so.

        Turns that cannot be read are left out, and :attr:`warning` says so.

        Raises:
            UsageError: there is none, or there are several.
            StorageError: the file cannot be read.
        """
        entry = self._entry(id)
        with self._store.reading() as db:
            rows = db.scalars(_contents(entry.id)).all()
        turns = tuple(turn for content in rows if (turn := turn_of(content)))
        if len(turns) < len(rows):
            self.warning = f"{len(rows) - len(turns)} turns of “{entry.title}” are damaged and left out."
        elif altered := sum(map(is_altered, rows)):
            self.warning = f"{altered} turns of “{entry.title}” are not as they were written: the disk may be failing."
        return Conversation(turns, entry.title, entry.id, entry.created)

    def entries(self) -> tuple[Summary, ...]:
        """The conversations, the latest first; those deleted are not among them."""
        return self._entries()

    def search(self, text: str) -> tuple[Summary, ...]:
        """The conversations in which every word of the text occurs, in the title, a question or an answer."""
        return self._entries(*map(_has_word, text.casefold().split()))

    def rename(self, id: str, title: str) -> None:
        """Call a conversation something else.

        Raises:
            UsageError: there is no such conversation, or no title.
        """
        if not title.strip():
            raise UsageError("the title is empty; give one of at least one letter")
        self._change(id, **_called(Conversation().renamed(title).title))

    def give(self, id: str, owner: str) -> None:
        """Let a conversation be another owner's: a group's, or one's own again.

        Raises:
            UsageError: there is no such conversation, or the owner is neither the own person nor a group of theirs.
        """
        if owner not in self._owners:
            raise UsageError(f"you do not belong to {owner!r}; give it to yourself or a group of yours")
        self._change(id, owner=owner)

    def delete(self, id: str) -> str:
        """Put a conversation out of sight, and give its identifier; :meth:`restore` brings it back.

        Raises:
            UsageError: there is no such conversation.
        """
        return self._change(id, deleted=_now())

    def restore(self) -> str:
        """Undo the last deletion, and give the identifier; empty where nothing is deleted."""
        deleted, id = conversations.c.deleted, conversations.c.id
        gone = select(id).where(deleted.is_not(None), self._own).order_by(deleted.desc(), conversations.c.rowid.desc())
        with self._store.writing() as db:
            last = db.scalar(gone.limit(1))
            if last:
                db.execute(update(conversations).where(id == last).values(deleted=None))
        return str(last or "")

    @property
    def _own(self) -> ColumnElement[bool]:
        return conversations.c.owner.in_(self._owners)

    def _change(self, id: str, **values: str) -> str:
        """Change a conversation, and give its identifier."""
        entry = self._entry(id)
        with self._store.writing() as db:
            db.execute(update(conversations).where(conversations.c.id == entry.id, self._own).values(**values))
        return entry.id

    def _entry(self, id: str) -> Summary:
        if not id:
            raise UsageError("the identifier is empty; list the conversations to see their identifiers")
        wanted = id.lower()
        found = self._entries(func.substr(conversations.c.id, 1, len(wanted)) == wanted)
        exact = [entry for entry in found if entry.id == wanted] or found
        if not exact:
            raise unknown(id)
        if len(exact) > 1:
            raise UsageError(f"{len(exact)} conversations begin with {id!r}; give more of the identifier")
        return exact[0]

    def _entries(self, *conditions: ColumnElement[bool]) -> tuple[Summary, ...]:
        c = conversations.c
        count = select(func.count()).where(turns.c.conversation == c.id).scalar_subquery()
        shown = select(c.id, c.title, c.created, c.changed, count, c.owner)
        wanted = shown.where(c.deleted.is_(None), self._own, *conditions).order_by(*LATEST_FIRST)
        with self._store.reading() as db:
            return tuple(Summary(*row) for row in db.execute(wanted))

    def _write(self, db: Connection, conversation: Conversation) -> None:
        last = conversation.turns[-1].at if conversation.turns else conversation.created
        called, id = _called(conversation.title), conversation.id
        first = {"id": id, "created": conversation.created, "changed": last, "owner": self._owner, **called}
        db.execute(adding(db, conversations).values(first).on_conflict_do_nothing())
        row = select(conversations.c.owner, conversations.c.changed).where(conversations.c.id == id)
        owner, changed = db.execute(row.with_for_update()).one()  # who goes on with it at once waits here
        if owner not in self._owners:
            raise unknown(id)
        new = _new(db, conversation)
        back = {"deleted": None} if new else {}  # whoever asks on has not done with it
        now = {"changed": max(changed, last), **called, **back}
        db.execute(update(conversations).where(conversations.c.id == id).values(now))
        number = db.scalar(select(func.coalesce(func.max(turns.c.number) + 1, 0)).where(turns.c.conversation == id))
        if new:
            db.execute(insert(turns), [_row(id, place, turn) for place, turn in enumerate(new, start=number or 0)])


def unknown(id: str) -> UsageError:
    """What is said where somebody has no conversation of an identifier."""
    return UsageError(f"there is no conversation {id!r}; list them to see their identifiers")


def _called(title: str) -> dict[str, str]:
    return {"title": title, "words": title.casefold()}


def _row(id: str, number: int, turn: Turn) -> dict[str, object]:
    words = f"{turn.question} {turn.answer.answer}".casefold()
    return {"conversation": id, "number": number, "words": words, "content": content_of(turn)}


def _contents(id: str) -> Select[bytes]:
    return select(Stored(turns.c.content)).where(turns.c.conversation == id).order_by(turns.c.number)


def _has_word(word: str) -> ColumnElement[bool]:
    wanted = literal(word, Words())
    said = select(turns.c.number).where(turns.c.conversation == conversations.c.id, Occurs(turns.c.words, wanted))
    return or_(Occurs(conversations.c.words, wanted), said.exists())


def _new(db: Connection, conversation: Conversation) -> list[Turn]:
    """The turns that are not kept yet; of those that are, the ones that can be read tell."""
    rows = db.scalars(_contents(conversation.id))
    kept = Counter(_mark(turn) for content in rows if (turn := turn_of(content)))
    new = []
    for turn in conversation.turns:
        if kept[_mark(turn)] <= 0:
            new.append(turn)
        kept[_mark(turn)] -= 1
    return new


def _mark(turn: Turn) -> tuple[str, str]:
    """What tells a turn from others of its conversation, whichever program wrote it."""
    return turn.at, turn.question


def _now() -> str:
    return datetime.now(UTC).isoformat()


PART = Part("conversations", "conversations_2", (conversations, turns), take_over, told)
FILE = PART.file
