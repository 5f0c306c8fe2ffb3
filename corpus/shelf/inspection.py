"""The parse report: what was made of a text, and what a reader of it should look at before trusting it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from corpus.model import GROUPS, Finding, Instrument, Kind, Provision
from corpus.numerals import number_value

LONG_HEADING = 250
"""Characters from which on a heading may well be a sentence."""
MOSTLY = 0.8
"""Share of articles with a heading from which on one without is remarkable."""
_GAP = re.compile(r"missing before|follows article|lost its letter")
_TWICE = re.compile(r"more than once")
_HEADING = re.compile(r"heading of no known kind")


@dataclass(frozen=True)
class ParseReport:
    """What an instrument consists of, and what is remarkable in it."""

    counts: Mapping[str, int]
    """How many provisions there are of each kind, the largest units first."""
    gaps: tuple[Finding, ...]
    """Numbers that are missing in a sequence."""
    duplicates: tuple[Finding, ...]
    """Numbers that occur more than once."""
    headings: tuple[Finding, ...]
    """Headings of no known kind, missing ones, and ones that read like sentences."""
    unplaced: tuple[Finding, ...]
    """Words that found no better place than where they stood."""

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Everything remarkable, in the order of the text."""
        found = (*self.gaps, *self.duplicates, *self.headings, *self.unplaced)
        return tuple(sorted(found, key=lambda finding: finding.line))

    @property
    def remarks(self) -> Mapping[str, tuple[Finding, ...]]:
        """What is remarkable, under what it is called; only what there is."""
        found = {
            "gaps in numbering": self.gaps,
            "numbers that occur twice": self.duplicates,
            "headings to look at": self.headings,
            "text that found no place": self.unplaced,
        }
        return {what: findings for what, findings in found.items() if findings}


def told(finding: Finding) -> str:
    """A finding in words, with its line where it has one."""
    return f"line {finding.line}: {finding.message}" if finding.line else finding.message


def inspect(instrument: Instrument) -> ParseReport:
    """The parse report of an instrument."""
    gaps: list[Finding] = []
    duplicates: list[Finding] = []
    headings: list[Finding] = []
    rest: list[Finding] = []
    for finding in instrument.findings:
        if _GAP.search(finding.message):
            gaps.append(finding)
        elif _TWICE.search(finding.message):
            duplicates.append(finding)
        else:
            (headings if _HEADING.search(finding.message) else rest).append(finding)
    return ParseReport(
        counts=counts_of(instrument),
        gaps=(*gaps, *group_gaps(instrument)),
        duplicates=tuple(duplicates),
        headings=(*headings, *odd_headings(instrument)),
        unplaced=(*rest, *empty_articles(instrument)),
    )


def counts_of(instrument: Instrument) -> dict[str, int]:
    """How many provisions there are of each kind that is counted."""
    found = Counter(p.kind for p in instrument)
    order = (*GROUPS_IN_ORDER, Kind.ARTICLE, Kind.RECITAL, Kind.PARAGRAPH, Kind.POINT, Kind.ANNEX, Kind.NOTE)
    return {kind.value: found[kind] for kind in order if found[kind]}


GROUPS_IN_ORDER = tuple(kind for kind in Kind if kind in GROUPS)


def group_gaps(instrument: Instrument) -> Iterator[Finding]:
    """Chapters and the like that are missing between two others, and articles before the first."""
    if instrument.articles and number_value(instrument.articles[0].number) > 1:
        yield Finding(0, f"the first article is {instrument.articles[0].number}", instrument.articles[0].eid)
    for siblings in families(instrument):
        for before, after in pairwise(siblings):
            low, high = number_value(before.number), number_value(after.number)
            if low and high > low + 1:
                message = f"{after.kind.value} {after.number} follows {before.kind.value} {before.number}"
                yield Finding(0, message, after.eid)


def families(instrument: Instrument) -> Iterator[list[Provision]]:
    """Groups of the same kind that stand under the same provision."""
    found: dict[tuple[str, Kind], list[Provision]] = {}
    for provision in instrument:
        if provision.kind in GROUPS:
            found.setdefault((provision.parent, provision.kind), []).append(provision)
    yield from found.values()


def odd_headings(instrument: Instrument) -> Iterator[Finding]:
    """Headings as long as a sentence, and articles without one where the others have one."""
    headed = [article for article in instrument.articles if article.heading]
    expected = len(headed) >= MOSTLY * len(instrument.articles)
    for article in instrument.articles:
        if len(article.heading) > LONG_HEADING:
            yield Finding(0, f"article {article.number} has a heading like a sentence", article.eid)
        if expected and not article.heading:
            yield Finding(0, f"article {article.number} has no heading, unlike the others", article.eid)


def empty_articles(instrument: Instrument) -> Iterator[Finding]:
    """Articles without any words below their heading."""
    for article in instrument.articles:
        if not instrument.words(article):
            yield Finding(0, f"article {article.number} has no words", article.eid)
