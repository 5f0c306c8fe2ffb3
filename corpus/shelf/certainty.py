"""How sure a parse is: whether the articles are counted without a gap, and how much of the text has a place."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import pairwise

from corpus.model import Instrument, Kind, Provision
from corpus.numerals import is_inserted, number_value

NUMBERED = 0.9
"""Share of numbers below which a parse is doubtful."""
PLACED = 0.7
"""Share of the text below which it is."""
LEAP = 20
"""Numbers that go up by more are counted by hundreds, chapter by chapter, and miss nothing."""
SHOWN = 8


@dataclass(frozen=True, slots=True)
class Certainty:
    """How far a parse can be trusted before anybody has looked at it."""

    first: str
    """The number of the first article; empty where there are none."""
    last: str
    missing: tuple[int, ...]
    """Numbers between them that no article has."""
    twice: tuple[int, ...]
    """Numbers that several articles have."""
    placed: float
    """The share of the text that stands in articles, preamble, annexes and the like, not under unknown headings."""

    @property
    def numbered(self) -> float:
        """The share of the numbers from the first to the last that one article has."""
        count = number_value(self.last) - number_value(self.first) + 1
        return max(0.0, 1 - (len(self.missing) + len(self.twice)) / count) if self.first and count > 0 else 1.0

    @property
    def doubtful(self) -> bool:
        """Whether the user should look at the parse before it is used."""
        return self.numbered < NUMBERED or self.placed < PLACED

    @property
    def told(self) -> str:
        """The numbers in words: "articles 1 to 9, without 4"."""
        if not self.first:
            return ""
        told = f"articles {self.first} to {self.last}" if self.first != self.last else f"article {self.first}"
        lacking = [f"without {listed(self.missing)}"] if self.missing else []
        doubled = [f"more than once {listed(self.twice)}"] if self.twice else []
        sound = ["each once"] if self.first != self.last else []
        return ", ".join([told, *(lacking + doubled or sound)])


def certainty_of(instrument: Instrument) -> Certainty:
    """How sure the parse of an instrument is."""
    counted = [a for a in instrument.articles if number_value(a.number) and not is_inserted(a.number)]
    counted.sort(key=lambda article: number_value(article.number))
    values = [number_value(article.number) for article in counted]
    through = Counter(number_value(a.number) for a in counted if not counts_anew(a))
    gaps = pairwise(dict.fromkeys(values))
    return Certainty(
        first=counted[0].number if counted else "",
        last=counted[-1].number if counted else "",
        missing=tuple(n for low, high in gaps if not is_leap(low, high) for n in range(low + 1, high)),
        twice=tuple(number for number, count in through.items() if count > 1),
        placed=placed(instrument),
    )


def is_leap(low: int, high: int) -> bool:
    """Whether the next chapter counts on from another hundred, so that nothing is missing between the two."""
    return high - low > LEAP and high % 100 < 2


def counts_anew(article: Provision) -> bool:
    """Whether an article is counted within its part, which its identifier then names."""
    return bool(article.parent) and article.eid.startswith(f"{article.parent}__")


def placed(instrument: Instrument) -> float:
    """The share of the characters that stand under no heading of an unknown kind."""
    unknown = sum(p.end - p.start for p in instrument if p.kind is Kind.OTHER and not in_other(instrument, p))
    return 1 - unknown / max(1, len(instrument.text))


def in_other(instrument: Instrument, provision: Provision) -> bool:
    """Whether a provision is counted with one that holds it, or belongs to an annex."""
    return any(holder.kind in (Kind.OTHER, Kind.ANNEX) for holder in instrument.ancestors(provision))


def listed(numbers: tuple[int, ...]) -> str:
    """Numbers in words, the first of many."""
    shown = ", ".join(map(str, numbers[:SHOWN]))
    return f"{shown} and {len(numbers) - SHOWN} more" if len(numbers) > SHOWN else shown
