"""The parse report: what was made of a text, and what a reader of it should look at before trusting it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from corpus.model import GROUPS, Finding, FindingKind, Instrument, Kind, Provision
from corpus.numerals import number_value

LONG_HEADING = 250
"""Characters from which on a heading may well be a sentence."""
MOSTLY = 0.8
"""Share of articles with a heading from which on one without is remarkable."""

GAPS = frozenset({FindingKind.LATE, FindingKind.FOLLOWS, FindingKind.MISSING, FindingKind.LETTERLESS})
HEADINGS = frozenset({FindingKind.UNKNOWN_HEADING, FindingKind.LONG_HEADING, FindingKind.NO_HEADING})
WORDS = frozenset({FindingKind.DECODED, FindingKind.LOST, FindingKind.JOINED, FindingKind.UNREAD, FindingKind.PICTURES})
UNPLACED = frozenset({FindingKind.NOT_DUE})
EMPTY = frozenset({FindingKind.EMPTY})
FORM = frozenset({FindingKind.NO_ARTICLES, FindingKind.SEVERAL})

_WORDS = {
    FindingKind.LATE: "the first article is {0.number}",
    FindingKind.FOLLOWS: "{0.unit} {0.number} follows {0.unit} {0.beside}",
    FindingKind.MISSING: "{0.beside} missing before ({0.number})",
    FindingKind.LETTERLESS: "the entry before ({0.number}) has lost its letter",
    FindingKind.TWICE: "{0.unit} {0.number} occurs more than once",
    FindingKind.UNKNOWN_HEADING: "heading of no known kind: {0.number}",
    FindingKind.LONG_HEADING: "article {0.number} has a heading like a sentence",
    FindingKind.NO_HEADING: "article {0.number} has no heading, unlike the others",
    FindingKind.NOT_DUE: "{0.number} is not due here: kept as words",
    FindingKind.EMPTY: "article {0.number} has no words",
    FindingKind.DECODED: "the letters were read as {0.number}: look whether they are right",
    FindingKind.LOST: "{0.number} letters were lost before the file came here, and show as boxes",
    FindingKind.PICTURES: "no words on page {0.number}: it is a picture, and its text is missing here",
    FindingKind.JOINED: "words run together in {0.number} places, as in {0.beside!r}",
    FindingKind.SEVERAL: "the file holds {0.number} instruments, each with articles of its own",
    FindingKind.UNREAD: "{0.number} words of the file were not read, such as “{0.beside}”: look whether they matter",
    FindingKind.PICTURES: "pages that are pictures were not read: {0.number}",
    FindingKind.NO_ARTICLES: "the text has no articles: it is kept as numbered paragraphs",
}


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
    words: tuple[Finding, ...] = ()
    """What makes it doubtful that the words are those of the original."""
    empty: tuple[Finding, ...] = ()
    """Articles that say nothing."""
    form: tuple[Finding, ...] = ()
    """That the text is not made as treaties are."""

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Everything remarkable, in the order of the text."""
        found = (*self.gaps, *self.duplicates, *self.headings, *self.unplaced, *self.empty, *self.form, *self.words)
        return tuple(sorted(found, key=lambda finding: finding.line))

    @property
    def remarks(self) -> Mapping[str, tuple[Finding, ...]]:
        """What is remarkable, under what it is called; only what there is."""
        found = {
            "form of the text": self.form,
            "gaps in numbering": self.gaps,
            "numbers that occur twice": self.duplicates,
            "headings to look at": self.headings,
            "text that found no place": self.unplaced,
            "words that may be wrong": self.words,
            "articles without words": self.empty,
        }
        return {what: findings for what, findings in found.items() if findings}


def told(finding: Finding) -> str:
    """A finding in words, with its line where it has one."""
    words = _WORDS[finding.kind].format(finding)
    return f"line {finding.line}: {words}" if finding.line else words


def inspect(instrument: Instrument) -> ParseReport:
    """The parse report of an instrument."""
    found = (*instrument.findings, *gaps_between(instrument), *odd_headings(instrument), *empty_articles(instrument))
    return ParseReport(
        counts=counts_of(instrument),
        gaps=of(GAPS, found),
        duplicates=of({FindingKind.TWICE}, found),
        headings=of(HEADINGS, found),
        unplaced=of(UNPLACED, found),
        words=of(WORDS, found),
        empty=of(EMPTY, found),
        form=of(FORM, found),
    )


def of(kinds: Collection[FindingKind], findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings of some kinds."""
    return tuple(finding for finding in findings if finding.kind in kinds)


def counts_of(instrument: Instrument) -> dict[str, int]:
    """How many provisions there are of each kind that is counted."""
    found = Counter(p.kind for p in instrument)
    order = (*GROUPS_IN_ORDER, Kind.ARTICLE, Kind.RECITAL, Kind.PARAGRAPH, Kind.POINT, Kind.ANNEX, Kind.NOTE)
    return {kind.value: found[kind] for kind in order if found[kind]}


GROUPS_IN_ORDER = tuple(kind for kind in Kind if kind in GROUPS)


def gaps_between(instrument: Instrument) -> Iterator[Finding]:
    """Chapters and the like that are missing between two others, and articles before the first."""
    if instrument.articles and number_value(instrument.articles[0].number) > 1:
        yield about(FindingKind.LATE, instrument.articles[0])
    for siblings in families(instrument):
        for before, after in pairwise(siblings):
            low, high = number_value(before.number), number_value(after.number)
            if low and high > low + 1:
                yield about(FindingKind.FOLLOWS, after, before.number)


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
            yield about(FindingKind.LONG_HEADING, article)
        if expected and not article.heading:
            yield about(FindingKind.NO_HEADING, article)


def empty_articles(instrument: Instrument) -> Iterator[Finding]:
    """Articles without any words below their heading."""
    for article in instrument.articles:
        if not instrument.words(article):
            yield about(FindingKind.EMPTY, article)


def about(kind: FindingKind, provision: Provision, beside: str = "") -> Finding:
    """A finding about a provision as a whole."""
    return Finding(kind, eid=provision.eid, unit=provision.kind.value, number=provision.number, beside=beside)
