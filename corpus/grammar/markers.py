"""Markers: what may be the number of a paragraph, point or item at the beginning of a line."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from corpus.grammar.sentences import SENTENCES
from corpus.numerals import ABJAD, HAN, han_value, letter_value, number_value, roman_value, to_letters, western


class System(StrEnum):
    """What a list counts with."""

    NUMBER = "number"
    LETTER = "letter"
    CAPITAL = "capital"
    ROMAN = "roman"


@dataclass(frozen=True, slots=True)
class Numeral:
    """One way to read a marker: ``i)`` is the ninth letter, or Roman one."""

    system: System
    value: int


@dataclass(frozen=True, slots=True)
class Marker:
    """What may be the number of a paragraph, point or item at the beginning of a line."""

    number: str
    style: str
    """Its brackets: ``(x)``, ``x)``, ``x.`` or ``x``."""
    readings: tuple[Numeral, ...]
    end: int
    """Where the words after it begin."""

    @property
    def inserted(self) -> bool:
        """Whether an amendment put the entry after one of the same number: ``2 bis``."""
        return self.number[0].isdigit() and not self.number.replace(".", "").isdigit()

    @property
    def above(self) -> str:
        """The number of the entry that it divides: ``1`` for ``1.2``; empty where it stands by itself."""
        return self.number.rpartition(".")[0]


MARKER = re.compile(
    r"""(?P<open>\(|§\s*)?
        (?P<value>\d{1,2}(?:\.\d{1,2}){2,3}(?=\.?\s)
            |\d{1,2}\.\d{1,2}(?=\.?\s+[^\W\d_a-zà-ÿа-я]|\.?\s+[«“„"(]|\.?$)  # 1.1 Words, not 3.5 metres
            |\d{1,3}(?:\s?(?:bis|ter|quater))?|[ivxlcdm]{1,7}|[a-zа-я]|(?P<twin>[a-z])(?P=twin)|[IVXLC]{1,6}|[A-ZА-Я])
        (?P<close>\)(?:\.(?=\s|$))?|\.?[°ºª]\)?\.?(?=\s|$)
            |\.(?=\s|$|[^\W\d_]{2}|[«“„"])|(?<=\d)\.(?=[A-ZÀ-ÝА-Я])|(?<=\d)\s\.(?=\s)
            |(?=$|\s+[A-ZÀ-ÝА-Я«“„"‘(])|(?<=[a-z])(?=\s)|(?<=\.\d)(?=\s)|(?<=\.\d\d)(?=\s))\s*""",
    re.VERBOSE,
)
HAN_MARKER = re.compile(rf"(?:\((?P<point>[{HAN}]{{1,4}})\)|(?P<number>[{HAN}]{{1,4}})[、.．])\s*")
"""一、 for a paragraph, （一） for a point."""
ABJAD_MARKER = re.compile(
    rf"\((?P<point>[ا{ABJAD}])ـ?\)\s*"
    r"|-\s?(?P<before>\d{1,2})(?:\s+|$)|(?P<number>\d{1,2})\s?-(?:\s+(?=[ء-ي])|\s*$)"
)
"""(أ) for a point, 1 - for a paragraph, whose dash a conversion may put before it."""
FULL_WIDTH = str.maketrans("（）．", "().")
ORDINAL_SIGN = re.compile(r"\.([°ºª])")
"""What Spanish puts behind ordinals; the dot before it is part of the sign."""
LONGEST_MARKER = 40
"""So many characters, blanks behind it included, are looked at for a marker."""


def marker_of(text: str, start: int = 0) -> Marker | None:
    """The marker that the line may begin with, from that place on, or none."""
    return marker_in(text[start : start + LONGEST_MARKER])


@lru_cache(maxsize=1024)
def marker_in(text: str) -> Marker | None:
    """The marker at the beginning of these few characters, or none."""
    text = western(text.translate(FULL_WIDTH))
    if other := HAN_MARKER.match(text) or ABJAD_MARKER.match(text):
        return _elsewhere(other)
    match = MARKER.match(text)
    if match is None or SENTENCES.date.match(text):
        return None
    number = match["value"]
    close = ORDINAL_SIGN.sub(r"\1", match["close"].strip())[:1]
    style = f"{(match['open'] or '').strip()}x{close}"
    # A bracket that stays open makes no marker, and neither does a capital letter alone.
    if style in ("(x", "(x.") or (style == "x" and number[0].isupper()):
        return None
    if "." in number:  # 1.2 goes on from 1.1 and from nothing else, with a dot behind it or without
        style = f"{number.rpartition('.')[0]}.x"
    readings = tuple(readings_of(number))
    return Marker(number, style, readings, match.end()) if readings else None


def _elsewhere(match: re.Match[str]) -> Marker | None:
    """A marker of a script without capitals, with the number that it has in others."""
    if point := match["point"]:
        value = han_value(point) or letter_value(point)
        return Marker(to_letters(value), "(x)", (Numeral(System.LETTER, value),), match.end())
    figures = match["number"] or match["before"]
    value = han_value(figures) or number_value(figures)
    return Marker(str(value), "x.", (Numeral(System.NUMBER, value),), match.end()) if value else None


def readings_of(number: str) -> list[Numeral]:
    """Every way to read the number, letters before Roman numerals."""
    if number[0].isdigit():
        return [Numeral(System.NUMBER, number_value(number.rpartition(".")[2]))]
    lower = number.lower()
    letters = System.LETTER if number == lower else System.CAPITAL
    found = [Numeral(letters, value)] if (value := letter_value(lower)) else []
    if roman := roman_value(lower):
        found.append(Numeral(System.ROMAN, roman))
    return found
