"""A second reading of the bundled texts, which shares no code with the first: what stands where, by lines alone.

It knows headings "Article 7", paragraphs "2.", points "a)" or "(a)" and numerals "ii)", and no more: where a word
stands is the last of each that came before it. Words are compared by their letters and digits.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

Path_ = tuple[str, ...]
"""Numbers from the article down: ``("4", "", "o", "ii")``, empty where a level has none."""
ARTICLE = re.compile(r"[#*\s]*Article (\d+)\b(?!.*\t)[^.;]*$")
PARAGRAPH = re.compile(r"(\d{1,2})\.(?:\s|$)")
POINT = re.compile(r"(?:- )?\(?([a-z]{1,5})\)\s")
ENDING = re.compile(r"[#*\s]*(Chapter|Section|Annex|Done at|DONE|In witness)\b", re.IGNORECASE)
WHOLE = re.compile(r"[.;:,]$|\b(and|or)$")
"""How a line ends that does not go on with the next."""
ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x")


@dataclass(frozen=True)
class Line:
    """A line of the source with where it stands."""

    text: str
    path: Path_
    marked: bool
    """Whether it begins a unit; else it goes on with the last, or closes a list."""


@dataclass
class Reading:
    """The lines of a source."""

    lines: Sequence[Line] = field(default_factory=list)

    @cached_property
    def letters(self) -> str:
        """All letters and digits, run together."""
        return "".join(letters(line.text) for line in self.lines)

    @cached_property
    def _starts(self) -> list[int]:
        starts, at = [], 0
        for line in self.lines:
            starts.append(at)
            at += len(letters(line.text))
        return starts

    def places(self, words: str) -> set[tuple[Path_, Path_]]:
        """Where these words stand: of each occurrence, the place of the first and that of the last letter."""
        wanted, found, at = letters(words), set(), -1
        while wanted and (at := self.letters.find(wanted, at + 1)) >= 0:
            found.add((self._at(at), self._at(at + len(wanted) - 1)))
        return found

    def _at(self, letter: int) -> Path_:
        return self.lines[bisect_right(self._starts, letter) - 1].path

    def lead_in(self, path: Path_) -> str:
        """The line above the list that a point or numeral stands in, where the list goes on from it."""
        first = self._inside(path)[0]
        above = _unmarked(self.lines[first - 1].text) if first else ""
        return above if above.endswith((":", ",")) else ""

    def closing(self, path: Path_) -> list[str]:
        """The lines that close that list: they follow its last point and go on with its sentence."""
        last = self._inside(path)[-1]
        if len(self.lines[last].path) > len(path):  # of a list in the last point: that is the one they close
            return []
        loose = []
        for line, above in zip(self.lines[last + 1 :], self.lines[last:], strict=False):
            if line.marked or not WHOLE.search(above.text):
                break
            loose.append(line.text)
        return [text for text in loose if text[0].islower()]

    def _inside(self, path: Path_) -> list[int]:
        """Numbers of the lines that begin the points of a list, those under them too."""
        above = path[:-1]
        return [
            number
            for number, line in enumerate(self.lines)
            if line.marked and line.path[: len(above)] == above and len(line.path) > len(above)
        ]


def _unmarked(text: str) -> str:
    """A line without its number or letter."""
    found = PARAGRAPH.match(text) or POINT.match(text)
    return text[found.end() :] if found else text


def letters(text: str) -> str:
    """The letters and digits of a text, in small letters."""
    return "".join(re.findall(r"[^\W_]", text.casefold()))


def read(path: Path) -> Reading:
    """The second reading of a source."""
    texts = [line.strip() for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    return Reading(list(_lines(_apart(texts))))


def _lines(texts: Sequence[str]) -> Iterator[Line]:
    path: Path_ = ()
    for number, text in enumerate(texts):
        if found := ARTICLE.match(text):
            path = (found[1],)
            yield Line(text, path, True)
        elif ENDING.match(text) and len(text) < 120:
            path = ()
            yield Line(text, path, True)
        elif path and (found := PARAGRAPH.match(text)):
            path = (path[0], found[1])
            yield Line(text, path, True)
        elif path and (found := POINT.match(text)):
            path = _below(path, found[1], _next(texts[number + 1 :]))
            yield Line(text, path, True)
        else:
            yield Line(text, path, False)


def _apart(texts: Sequence[str]) -> list[str]:
    """A paragraph that begins with its first point on one line, as two."""
    found = []
    for text in texts:
        number = PARAGRAPH.match(text)
        if number and POINT.match(text, number.end()):
            found += [number[0], text[number.end() :]]
        else:
            found.append(text)
    return found


def _next(texts: Sequence[str]) -> str:
    """The marker of the next point, before any paragraph or article."""
    for text in texts:
        if ARTICLE.match(text) or PARAGRAPH.match(text):
            return ""
        if found := POINT.match(text):
            return found[1]
    return ""


def _below(path: Path_, marker: str, following: str) -> Path_:
    """The place of a point: a numeral where numerals are under way or begin, else a letter."""
    article, paragraph, point, numeral = (*path, "", "", "", "")[:4]
    begins = marker == "i" and (following == "ii" or point != "h")
    goes_on = numeral in ROMAN and ROMAN.index(numeral) + 1 < len(ROMAN) and marker == ROMAN[ROMAN.index(numeral) + 1]
    if begins or goes_on:
        return article, paragraph, point, marker
    return article, paragraph, marker
