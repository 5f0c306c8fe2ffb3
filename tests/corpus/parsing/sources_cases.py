"""The files of the bundled texts, line by line."""

from __future__ import annotations

import re
from pathlib import Path

from corpus.model import Instrument
from corpus.shelf.bundle import TEXTS


def source_line(instrument: Instrument, number: int) -> str:
    """A line of the file without its markup and number, as it ends."""
    lines = Path(TEXTS / f"{instrument.id}.txt").read_text(encoding="utf-8").split("\n")
    return " ".join(re.sub(r"[*\\#]", "", lines[number - 1]).split())


def tail(instrument: Instrument, number: int) -> str:
    return source_line(instrument, number)[-40:]


def numbers(instrument: Instrument, eid: str) -> list[str]:
    return [child.number for child in instrument.children(instrument[eid])]
