"""What readers think of answers: kept in a file of their own, exported as lines of a benchmark."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from assistant.conversation import Place
from corpus.storage import write_file

FILE = "opinions.json"
DECLINE = "It should have been declined"
REASONS: Mapping[tuple[str, bool], tuple[str, ...]] = {
    ("up", True): ("The right provision", "Complete", "To the point", "Easy to read"),
    ("up", False): ("Rightly declined", "It says why", "What is near helps"),
    ("down", True): ("Wrong provision", "Incomplete", "Too much", DECLINE, "Hard to read"),
    ("down", False): ("It should have been answered", "It does not say why", "Hard to read"),
}
"""What may be said for a verdict, by the verdict and by whether the question was answered."""


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
    """The opinions kept in a folder, by the identifier of the turn."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / FILE

    def all(self) -> dict[str, Opinion]:
        """Every opinion by its turn; none where none is kept or the file is damaged."""
        try:
            rows = json.loads(self._path.read_text(encoding="utf-8"))
            return {str(key): _opinion(row) for key, row in rows.items()}
        except (OSError, ValueError, TypeError, AttributeError, KeyError):
            return {}

    def keep(self, turn: str, opinion: Opinion) -> None:
        """Keep an opinion in place of an earlier one of the same turn.

        Raises:
            StorageError: it cannot be written.
        """
        rows = {key: asdict(kept) for key, kept in (self.all() | {turn: opinion}).items()}
        write_file(self._path, json.dumps(rows, ensure_ascii=False, indent=1).encode())

    def lines(self) -> str:
        """All that was given, as JSON Lines: each opinion, with what it says as a benchmark does where it does."""
        return _jsonl(_line(turn, opinion) | asdict(opinion) for turn, opinion in self.all().items())

    def benchmark(self) -> str:
        """The opinions that say what is right, as JSON Lines of a benchmark."""
        return _jsonl(_line(turn, opinion) for turn, opinion in self.all().items() if opinion.labels())


def _line(turn: str, opinion: Opinion) -> dict[str, object]:
    return {"id": f"opinion-{turn}", "question": opinion.question, "style": "opinion", **(opinion.labels() or {})}


def _jsonl(rows: Iterable[Mapping[str, object]]) -> str:
    return "".join(f"{json.dumps(row, ensure_ascii=False)}\n" for row in rows)


def _opinion(row: Mapping[str, object]) -> Opinion:
    return Opinion(
        question=str(row["question"]),
        verdict=str(row["verdict"]),
        answered=bool(row["answered"]),
        cited=_places(row["cited"]),
        right=_places(row["right"]),
        reasons=tuple(str(reason) for reason in _rows(row["reasons"])),
        comment=str(row["comment"]),
    )


def _rows(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def _places(value: object) -> tuple[Place, ...]:
    pairs = (pair for pair in _rows(value) if isinstance(pair, list))
    return tuple((str(pair[0]), str(pair[1])) for pair in pairs if len(pair) > 1)


def _targets(places: Iterable[Place]) -> list[dict[str, str]]:
    return [{"instrument": instrument, "eid": eid} for instrument, eid in places]
