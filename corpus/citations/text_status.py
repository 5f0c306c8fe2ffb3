"""What has become of a text: whether it is a draft, adopted, in force or amended, and since when."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from corpus.lexicon import read
from corpus.model import About

_STATUS = read("status")


class State(StrEnum):
    """The value is what an answer object shows."""

    DRAFT = "draft"
    ADOPTED = "adopted"
    IN_FORCE = "in_force"
    AMENDED = "amended"


@dataclass(frozen=True, slots=True)
class TextStatus:
    """Which text this is."""

    state: State
    day: date | None = None
    """Of the draft, the adoption, the entry into force, or the amendment; None where it is not told."""


def text_status(about: About) -> TextStatus | None:
    """What the description of an instrument says of its text; None where it says nothing of it.

    A draft is a draft whatever else is said of it; a text that was amended stands as it was amended.
    """
    status = about.status
    adopted = day_in(about.adopted)
    if _STATUS.draft.search(status):
        return TextStatus(State.DRAFT, adopted or day_in(status))
    if _STATUS.amended.search(status):
        return TextStatus(State.AMENDED, _day_after(_STATUS.amended, status))
    if _STATUS.in_force.search(status):
        return TextStatus(State.IN_FORCE, in_force_since(about))
    return TextStatus(State.ADOPTED, adopted) if about.adopted else None


def in_force_since(about: About) -> date | None:
    """The day on which an instrument entered into force; None where it is not told."""
    return _day_after(_STATUS.in_force, about.status)


def day_in(text: str) -> date | None:
    """The first day that a text names, as in "Minsk, 1 June 2001"; None where it names none that there is."""
    found = _STATUS.date.search(text)
    return _day(found) if found else None


def spelled(day: date) -> str:
    """A day as "1 June 2001"."""
    return f"{day.day} {_MONTHS[day.month]} {day.year}"


def american(day: date) -> str:
    """A day as "Nov. 23, 2001"."""
    return f"{_SHORT.get(_MONTHS[day.month].casefold(), _MONTHS[day.month])} {day.day}, {day.year}"


def _day_after(words: re.Pattern[str], text: str) -> date | None:
    """The day that stands in the same clause as some words, after them."""
    found = words.search(text)
    return day_in(re.split(r"[;.]", text[found.start() :])[0]) if found else None


def _day(found: re.Match[str]) -> date | None:
    month = int(_STATUS.table("months")[found["month"].casefold()])
    try:
        return date(int(found["year"]), month, int(found["day"]))
    except ValueError:
        return None


_MONTHS = {int(number): name.capitalize() for name, number in _STATUS.table("months").items()}
_SHORT = _STATUS.table("short_months")
