"""What readers think of answers: kept in a file of their own, exported as lines of a benchmark."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, suppress
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import select

from assistant.conversation import Place
from assistant.database import Database, opened, shared
from assistant.database.part import Part
from assistant.database.sqlite import readable
from assistant.database.statements import adding
from assistant.database.tables import opinion as opinions
from corpus.storage import storing, write_file

EARLIER = "opinions.json"
"""Where earlier programs kept them."""
DECLINE = "It should have been declined"
REASONS: Mapping[tuple[str, bool], tuple[str, ...]] = {
    ("up", True): ("The right provision", "Complete", "To the point", "Easy to read"),
    ("up", False): ("Rightly declined", "It says why", "What is near helps"),
    ("down", True): ("Wrong provision", "Incomplete", "Too much", DECLINE, "Hard to read"),
    ("down", False): ("It should have been answered", "It does not say why", "Hard to read"),
}
"""What may be said for a verdict, by the verdict and by whether the question was answered."""

_ENDS = ("SELECT rowid FROM opinion ORDER BY rowid LIMIT 1", "SELECT rowid FROM opinion ORDER BY rowid DESC LIMIT 1")
_ENTRY = re.compile(r'^ "(?P<turn>[^"\n]+)": \{', re.MULTILINE)
"""How an entry of an earlier file begins."""


@dataclass(frozen=True, slots=True)
class Opinion:
    """A reader's verdict on one answer."""

    question: str
    verdict: str
    """``up`` or ``down``."""
    answered: bool
    cited: tuple[Place, ...] = ()
    right: tuple[Place, ...] = ()
    """The provisions that the reader names as the right ones."""
    reasons: tuple[str, ...] = ()
    comment: str = ""

    def labels(self) -> Mapping[str, object] | None:
        """What it says of the question as a benchmark does; None where it does not say what would be right."""
        if self.right or (self.verdict == "up" and self.cited):
            gold, *others = self.right or self.cited
            also = others if not self.right else []
            gold_all = [gold] if not self.right else list(self.right)
            return {"answerable": True, "gold": _targets(gold_all), "also_ok": _targets(also), "facts": []}
        if DECLINE in self.reasons or (self.verdict == "up" and not self.answered):
            return {"answerable": False, "gold": [], "also_ok": [], "facts": []}
        return None


class Opinions:
    """The opinions of one owner, by the identifier of the turn. Any number of programs may keep some at once."""

    def __init__(self, folder: Path, owner: str = "") -> None:
        """
        Args:
            folder: where the file is, where the settings name no database.
            owner: whose opinions are meant; those of others are not there.
        """
        self._folder = folder
        self._owner = owner
        self._earlier = folder / EARLIER

    def all(self) -> dict[str, Opinion]:
        """Every opinion by its turn, the earliest first; one that is damaged is left out.

        Raises:
            StorageError: the file cannot be read.
        """
        if not shared() and not (self._folder / FILE).exists() and not self._earlier.exists():
            return {}
        kept = select(opinions.c.turn, opinions.c.content).where(opinions.c.owner == self._owner)
        with closing(self._store()) as store, store.reading() as db:
            rows = db.execute(kept.order_by(opinions.c.rowid)).all()
        found = ((turn.removesuffix(self._mark), _opinion(content)) for turn, content in rows)
        return {turn: opinion for turn, opinion in found if opinion}

    def keep(self, turn: str, opinion: Opinion) -> None:
        """Keep an opinion in place of an earlier one of the same turn.

        Raises:
            StorageError: it cannot be written.
        """
        content = json.dumps(asdict(opinion), ensure_ascii=False)
        row = {"turn": f"{turn}{self._mark}", "content": content, "owner": self._owner}
        with closing(self._store()) as store, store.writing() as db:
            kept = adding(db, opinions).values(row)
            db.execute(kept.on_conflict_do_update(index_elements=["turn"], set_={"content": content}))

    def lines(self) -> str:
        """All that was given, as JSON Lines: each opinion, with what it says as a benchmark does where it does."""
        return _jsonl(_line(turn, opinion) | asdict(opinion) for turn, opinion in self.all().items())

    def benchmark(self) -> str:
        """The opinions that say what is right, as JSON Lines of a benchmark."""
        return _jsonl(_line(turn, opinion) for turn, opinion in self.all().items() if opinion.labels())

    @property
    def _mark(self) -> str:
        """What tells the opinion of one owner from that of another who judges the same turn."""
        return f" {self._owner}" if self._owner else ""

    def _store(self) -> Database:
        store = opened(PART, self._folder)
        if self._earlier.exists():
            self._take_over(store)
        return store

    def _take_over(self, store: Database) -> None:
        """Put what an earlier program kept in a file of JSON into this one; a damaged one is kept aside."""
        with storing(self._folder):
            content = self._earlier.read_bytes()
            found, whole = _earlier_rows(content)
            rows = [{"turn": f"{turn}{self._mark}", "content": row, "owner": self._owner} for turn, row in found]
            with store.writing() as db:
                if rows:
                    db.execute(adding(db, opinions).on_conflict_do_nothing(), rows)
            if not whole:
                write_file(self._folder / f"opinions.damaged-{datetime.now(UTC):%Y%m%d-%H%M%S-%f}.json", content)
            self._earlier.unlink(missing_ok=True)


def _line(turn: str, opinion: Opinion) -> dict[str, object]:
    return {"id": f"opinion-{turn}", "question": opinion.question, "style": "opinion", **(opinion.labels() or {})}


def _jsonl(rows: Iterable[Mapping[str, object]]) -> str:
    return "".join(f"{json.dumps(row, ensure_ascii=False)}\n" for row in rows)


def _earlier_rows(content: bytes) -> tuple[list[tuple[str, str]], bool]:
    """The opinions in a file of JSON with their turns, and whether those are all."""
    text = content.decode("utf-8", "replace")
    try:
        found = {str(turn): row for turn, row in json.loads(text).items()}
        whole = "\ufffd" not in text
    except (ValueError, AttributeError):
        found, whole = dict(_rescued(text)), False
    return [(turn, json.dumps(row, ensure_ascii=False)) for turn, row in found.items()], whole


def _rescued(text: str) -> Iterator[tuple[str, object]]:
    """The entries of a damaged file that are sound by themselves."""
    for entry in _ENTRY.finditer(text):
        with suppress(ValueError):
            yield entry["turn"], json.JSONDecoder().raw_decode(text, entry.end() - 1)[0]


def _opinion(content: str) -> Opinion | None:
    """The opinion that was written, None where it cannot be read."""
    try:
        row = json.loads(content)
        return Opinion(
            question=str(row["question"]),
            verdict=str(row["verdict"]),
            answered=bool(row["answered"]),
            cited=_places(row["cited"]),
            right=_places(row["right"]),
            reasons=tuple(str(reason) for reason in _rows(row["reasons"])),
            comment=str(row["comment"]),
        )
    except (ValueError, TypeError, KeyError):
        return None


def _rows(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def _places(value: object) -> tuple[Place, ...]:
    pairs = (pair for pair in _rows(value) if isinstance(pair, list))
    return tuple((str(pair[0]), str(pair[1])) for pair in pairs if len(pair) > 1)


def _targets(places: Iterable[Place]) -> list[dict[str, str]]:
    return [{"instrument": instrument, "eid": eid} for instrument, eid in places]


def _rescue(damaged: sqlite3.Connection, db: sqlite3.Connection) -> None:
    """Each opinion that can be read by itself."""
    ends = [row[0] for query in _ENDS for row in readable(damaged, query)]
    for rowid in range(min(ends), max(ends) + 1) if ends else ():
        owners = readable(damaged, "SELECT owner FROM opinion WHERE rowid = ?", rowid) or [("",)]
        for row in readable(damaged, "SELECT turn, content FROM opinion WHERE rowid = ?", rowid):
            db.execute("INSERT OR IGNORE INTO opinion VALUES (?, ?, ?)", (*row, *owners[0]))


def _told(db: sqlite3.Connection) -> str:
    (count,) = db.execute("SELECT count(*) FROM opinion").fetchone()
    return f"{count} opinions"


PART = Part("opinions", "opinions_2", (opinions,), _rescue, _told)
FILE = PART.file
