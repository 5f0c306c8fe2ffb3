"""What the corpus hands out: instruments, and the provisions that make them up.

An :class:`Instrument` is one plain text and a tree of provisions over it. A provision's span
``text[start:end]`` holds all of it: number, heading, words, and everything below it. Its *own*
words are what precedes its first child, so reading every provision's own span in order gives
the whole text back, with nothing lost and nothing twice.

Identifiers follow the Akoma Ntoso Naming Convention 1.0 (OASIS): levels joined by ``__``.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from corpus.errors import UnknownProvision


class Kind(StrEnum):
    """What a provision is, in the field's words; the value is what `to_dict` and JSON show."""

    TITLE = "title"
    CONTENTS = "contents"
    PREAMBLE = "preamble"
    RECITAL = "recital"
    BOOK = "book"
    PART = "part"
    DIVISION = "division"
    CHAPTER = "chapter"
    SECTION = "section"
    SUBSECTION = "subsection"
    ARTICLE = "article"
    PARAGRAPH = "paragraph"
    POINT = "point"
    WRAPUP = "wrapup"
    TESTIMONIUM = "testimonium"
    SIGNATURES = "signatures"
    NOTES = "notes"
    NOTE = "note"
    RESERVATIONS = "reservations"
    STATUS = "status"
    LIST = "list"
    ITEM = "item"
    ANNEX = "annex"
    OTHER = "other"


GROUPS = frozenset({Kind.BOOK, Kind.PART, Kind.DIVISION, Kind.CHAPTER, Kind.SECTION, Kind.SUBSECTION})
"""Kinds that only hold articles together and say nothing themselves."""


@dataclass(frozen=True, slots=True)
class Provision:
    """One node of an instrument.

    Offsets count characters of :attr:`Instrument.text`; ``start <= body <= end``.
    """

    instrument: str
    """Identifier of the instrument it belongs to, such as ``vienna-convention``."""
    eid: str
    """Akoma Ntoso identifier, unique in the instrument: ``art_59__para_6``."""
    kind: Kind
    number: str
    """Its number cleaned of brackets and dots (``59``, ``a``, ``ii``, ``IV``), empty where it has none."""
    heading: str
    """Its title on one line, empty where it has none."""
    parent: str
    """Identifier of the provision that holds it, empty at the top."""
    children: tuple[str, ...]
    """Identifiers of what it holds, in reading order."""
    start: int
    """Where its number or heading, or else its words, begin."""
    body: int
    """Where its words begin, after number and heading."""
    end: int
    """Where it ends, everything below it included."""


@dataclass(frozen=True, slots=True)
class About:
    """What is known of an instrument beside its text. Every field states what the text says or a checkable fact."""

    id: str
    title: str
    short_title: str
    names: tuple[str, ...] = ()
    """What people call it, without regard to case: "the Minsk agreement", "the UN draft"."""
    status: str = ""
    adopted: str = ""
    """Place and date of adoption, or of presentation for a draft."""
    symbol: str = ""
    """Symbol or number under which it is published: ``A/75/980``, ``ETS No. 185``."""
    languages: tuple[str, ...] = ()
    """Authentic languages."""
    language: str = "en"
    """Language of this text, as a two-letter code (ISO 639-1)."""
    depositary: str = ""
    source: str = ""
    part: int = 0
    """Its place among the instruments of its file, from 1; 0 where it is all of the file."""
    versions: tuple[str, ...] = ()
    """Identifiers of the same instrument in other languages, where they are loaded."""


class FindingKind(StrEnum):
    """What is remarkable in a source; :func:`corpus.shelf.inspection.told` puts it in words."""

    LATE = "late"
    """The first article has not the first number."""
    FOLLOWS = "follows"
    """A number does not come next after the one before it."""
    MISSING = "missing"
    """Entries of a list are missing."""
    LETTERLESS = "letterless"
    """An entry of a list has lost its letter."""
    TWICE = "twice"
    """A number occurs more than once."""
    UNKNOWN_HEADING = "unknown_heading"
    """A heading is of no known kind."""
    LONG_HEADING = "long_heading"
    """A heading reads like a sentence."""
    NO_HEADING = "no_heading"
    """An article has no heading where the others have one."""
    NOT_DUE = "not_due"
    """What looks like a number is none that may come there: it was kept as words."""
    EMPTY = "empty"
    """An article has no words."""
    DECODED = "decoded"
    """The encoding of the file was guessed, or mended."""
    LOST = "lost"
    """Letters were lost in a conversion."""
    JOINED = "joined"
    """Blanks between words were lost."""
    SEVERAL = "several"
    """The file holds several instruments."""
    UNREAD = "unread"
    """Words of the file are not in the text, as a second reading of it shows."""
    PICTURES = "pictures"
    """Pages are pictures, and what is written on them was not read."""
    NO_ARTICLES = "no_articles"
    """The text has no articles: it was kept as numbered paragraphs."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something in a source that a reader of the parse should know of: a gap in numbering, a stray line."""

    kind: FindingKind
    line: int = 0
    """Line of the source file, from 1; 0 where no single line is meant."""
    eid: str = ""
    """The provision that it was found at, empty where none is meant."""
    unit: str = ""
    """What it is about, in a word: ``article``, ``chapter``."""
    number: str = ""
    """The number, mark or heading that it is about, as it stands in the source."""
    beside: str = ""
    """What that is held against: the number before it, or how many are missing."""


@dataclass(frozen=True, eq=False)
class Instrument:
    """One treaty, convention, agreement or regulation, with every provision in its place."""

    about: About
    text: str
    """The plain text: the source without markup, its words untouched. All offsets count its characters."""
    provisions: Mapping[str, Provision]
    """Every provision by identifier, in reading order."""
    findings: tuple[Finding, ...] = field(default_factory=tuple)

    @property
    def id(self) -> str:
        """Its identifier, such as ``vienna-convention``."""
        return self.about.id

    @cached_property
    def digest(self) -> str:
        """SHA-256 of the text, hexadecimal."""
        return hashlib.sha256(self.text.encode()).hexdigest()

    @cached_property
    def fingerprint(self) -> str:
        """Digest of the text, of where each provision stands in it, and of the short title: what is searched."""
        spans = [f"{p.eid} {p.body} {p.end}" for p in self]
        said = "\n".join([self.about.short_title, self.digest, *spans])
        return hashlib.blake2b(said.encode()).hexdigest()[:32]

    @cached_property
    def articles(self) -> tuple[Provision, ...]:
        """The articles of the instrument itself, in reading order; articles inside annexes are not among them."""
        return tuple(
            p
            for p in self.provisions.values()
            if p.kind is Kind.ARTICLE and not any(a.kind is Kind.ANNEX for a in self.ancestors(p))
        )

    def __iter__(self) -> Iterator[Provision]:
        return iter(self.provisions.values())

    def __getitem__(self, eid: str) -> Provision:
        """The provision with that identifier.

        Raises:
            UnknownProvision: the instrument has none of that identifier.
        """
        try:
            return self.provisions[eid]
        except KeyError:
            raise UnknownProvision(f"{self.about.short_title} has no provision {eid!r}") from None

    def __contains__(self, eid: object) -> bool:
        return eid in self.provisions

    def children(self, provision: Provision) -> tuple[Provision, ...]:
        """What the provision holds, in reading order."""
        return tuple(self.provisions[eid] for eid in provision.children)

    def ancestors(self, provision: Provision) -> tuple[Provision, ...]:
        """What holds the provision, the nearest first."""
        found = []
        while provision.parent:
            provision = self.provisions[provision.parent]
            found.append(provision)
        return tuple(found)

    def descendants(self, provision: Provision) -> Iterator[Provision]:
        """Everything below the provision, in reading order."""
        for child in self.children(provision):
            yield child
            yield from self.descendants(child)

    def article_of(self, provision: Provision) -> Provision:
        """The article that holds the provision; outside articles, the topmost provision that is no group."""
        line = (provision, *self.ancestors(provision))
        article = next((p for p in line if p.kind is Kind.ARTICLE), None)
        return article or next((p for p in reversed(line) if p.kind not in GROUPS), provision)

    def full(self, provision: Provision) -> str:
        """All of the provision as it stands in the text: number, heading, words, and everything below it."""
        return self.text[provision.start : provision.end]

    def words(self, provision: Provision) -> str:
        """The provision without its own number and heading, white space collapsed: the form that is quoted."""
        return collapse(self.text[provision.body : provision.end])

    def own_span(self, provision: Provision) -> tuple[int, int]:
        """The words of the provision itself: from its body to its first child (a chapeau), or to its end."""
        end = self.provisions[provision.children[0]].start if provision.children else provision.end
        return min(provision.body, end), end

    def own(self, provision: Provision) -> str:
        """The provision's own words, white space collapsed; empty for an article that is only paragraphs."""
        start, end = self.own_span(provision)
        return collapse(self.text[start:end])


def collapse(text: str) -> str:
    """The text with every run of white space made one blank, none at the ends: the form in which text is quoted."""
    return " ".join(text.split())
