"""Where the pages of a plain text end: page numbers and running heads, which are no part of it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from corpus.grammar.formulas import FORMULAS
from corpus.grammar.headings import heading_of
from corpus.grammar.markers import marker_of
from corpus.lexicon import EVERY, read

PAGES = read("pages", EVERY)
BARE = re.compile(r"(\d{1,4})(?:\s*/\s*\d{1,4})?$")
"""One that may be, where they count the pages."""
LONE_WORD = re.compile(r"[^\W\d_]{3,14}\.?$")
LONGEST_NUMBER = 8
HEADS = 3
"""Running heads have at most so many lines on either side of a page's end."""
OFTEN = 3
PAGE = 15
"""A page has at least so many lines, empty ones included."""
LONGEST_HEAD = 100
ALIKE = 1.5
"""The longest page is at most so many times as long as the shortest, where pages are all full."""
BROKEN = 0.25
"""At least this part of all pages ends in the middle of a sentence."""
SHORT = 50
"""A line of fewer characters is complete although no mark ends it."""


def is_editorial(line: str) -> bool:
    """Whether an editor put the line there, to say since when something applies."""
    return bool(PAGES.editorial.match(line))


def whole_headings(lines: Sequence[str]) -> list[str]:
    """The lines, those that end in the word of a heading together with its number, where that stands on the next."""
    whole = list(lines)
    for place, (before, line) in enumerate(pairwise(lines)):
        number = line.strip()
        if len(number) > LONGEST_NUMBER or not number or not LONE_WORD.match(before.strip()):
            continue
        heading = heading_of(f"{before.strip()} {number}")
        if heading is not None and heading.number and not heading.title:
            whole[place], whole[place + 1] = f"{before.rstrip()} {number}", ""
    return whole


def furniture(lines: Sequence[str]) -> frozenset[int]:
    """The places of page numbers and running heads among the lines, which have no blanks at their ends."""
    ends = {place for place, line in enumerate(lines) if PAGES.line.match(line)} | counted(lines)
    heads = [near(lines, ends, end, step) for end in sorted(ends) for step in (-1, 1)]
    counts = Counter(shape for places in heads for shape in {shape_of(lines[place]) for place in places})
    often = max(OFTEN, len(ends) // 3)
    return frozenset(ends | {place for places in heads for place in running(lines, places, counts, often)})


def counted(lines: Sequence[str]) -> set[int]:
    """Numbers alone on their lines that count on by one through the whole text, a page's length from each other.

    Pages are of one length, or end in the middle of sentences; else the numbers are those of paragraphs.
    """
    found = [(place, int(match[1])) for place, line in enumerate(lines) if (match := BARE.match(line))]
    steps = [after - before for (before, _), (after, _) in pairwise(found)]
    rising = all(after == before + 1 for (_, before), (_, after) in pairwise(found))
    if not rising or len(found) < OFTEN or median(steps) < PAGE:
        return set()
    broken = sum(breaks_sentence(lines, place) for place, _ in found)
    are_pages = max(steps) <= ALIKE * min(steps) or broken >= BROKEN * len(found)
    return {place for place, _ in found} if are_pages else set()


def breaks_sentence(lines: Sequence[str], end: int) -> bool:
    """Whether the last line before a page's end goes on behind it in small letters, or at least ends no sentence."""
    before = next((line for line in reversed(lines[max(0, end - HEADS) : end]) if line), "")
    after = next((line for line in lines[end + 1 : end + 1 + HEADS] if line), "")
    return after[:1].islower() or (len(before) >= SHORT and before[-1] not in ".;:!?")


def near(lines: Sequence[str], ends: set[int], end: int, step: int) -> list[int]:
    """The places of the next lines before or after a page number, the nearest first."""
    found: list[int] = []
    place = end + step
    while 0 <= place < len(lines) and len(found) < HEADS and place not in ends:
        if lines[place]:
            found.append(place)
        place += step
    return found


def running(lines: Sequence[str], places: Sequence[int], counts: Counter[str], often: int) -> list[int]:
    """Those of the lines beside a page number that come again at other pages, up to the first that does not."""
    found = []
    for place in places:
        if counts[shape_of(lines[place])] < often or len(lines[place]) > LONGEST_HEAD:
            break
        found.append(place)
    return found


def shape_of(line: str) -> str:
    """The line with all numbers alike; a heading or an entry of a list is known by its number."""
    if heading_of(line) or marker_of(line):
        return line
    return re.sub(r"\d+", "#", line)


def goes_on(before: str, line: str) -> bool:
    """Whether the first line of a page goes on with the sentence at the end of the page before."""
    if len(before) < SHORT or before[-1] in ".;:!?":
        return False
    begins = FORMULAS.begins_recital.match(line) or marker_of(line) or heading_of(line)
    return not (before[-1] == "," and begins)
