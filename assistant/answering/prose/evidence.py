"""What a sentence may rest on: a provision with the words that it hangs on, and its statements one by one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from assistant.answering.prose.words import PROSE, content
from corpus.citations.pinpoint import label
from corpus.model import GROUPS, Instrument, Kind, Provision, collapse


@dataclass(frozen=True)
class Evidence:
    """A provision that was given to the writer under a marker."""

    marker: int
    instrument: Instrument
    provision: Provision
    quote: str
    """The words of it that answer, verbatim, white space collapsed."""

    @property
    def label(self) -> str:
        """Its pinpoint in words."""
        return label(self.instrument, self.provision)

    @cached_property
    def chapeau(self) -> str:
        """The words above a point without which it is half a sentence; empty where it stands alone."""
        return " ".join(_hung_on(self.instrument, self.provision))

    @cached_property
    def words(self) -> str:
        """All words of the provision, white space collapsed."""
        return self.instrument.words(self.provision)

    @cached_property
    def runs(self) -> tuple[str, ...]:
        """What may be quoted from: the provision, and each text that it hangs on."""
        return (self.words, *_hung_on(self.instrument, self.provision))

    @cached_property
    def statements(self) -> tuple[str, ...]:
        """Each sentence of the provision that can be held against another: a point with the words it hangs on."""
        return tuple(dict.fromkeys(_statements(self.instrument, self.provision)))

    @cached_property
    def lists(self) -> tuple[str, ...]:
        """A list as one statement, with all of its points; none where the provision is none."""
        points = any(child.kind is Kind.POINT for child in self.instrument.children(self.provision))
        return (f"{self.chapeau} {self.words}",) if points else ()

    @cached_property
    def called(self) -> set[str]:
        """The stems of what the provision and its surroundings are called."""
        about, article = self.instrument.about, self.instrument.article_of(self.provision)
        return set(content(" ".join((about.title, about.short_title, *about.names, article.heading, self.label))))

    @cached_property
    def named(self) -> str:
        """Whatever the provision and its surroundings are called."""
        about = self.instrument.about
        article = self.instrument.article_of(self.provision)
        return " ".join((about.title, about.short_title, *about.names, article.heading, self.label, *self.runs))

    def narrowed(self, provision: Provision) -> Evidence:
        """The same of a part of it."""
        return replace(self, provision=provision)


def _hung_on(instrument: Instrument, provision: Provision) -> list[str]:
    """The words right above a provision that go on in it, the outermost first."""
    above = [instrument.own(p) for p in instrument.ancestors(provision) if p.kind not in GROUPS]
    return [words for words in reversed(above) if words]


def _statements(instrument: Instrument, provision: Provision) -> Iterator[str]:
    below = [p for p in (provision, *instrument.descendants(provision)) if instrument.own(p)]
    for part in below:
        hung = [words for words in _hung_on(instrument, part) if not words.endswith(".")]
        first, *rest = _sentences(instrument.own(part))
        yield " ".join((*hung, first))
        yield from rest


def _sentences(text: str) -> list[str]:
    """The sentences of a collapsed text; what semicolons part stays together."""
    found, start = [], 0
    for cut in PROSE.sentence_end.finditer(text):
        if text[: cut.start()].rstrip("\"”»’')").endswith(";"):
            continue
        found.append(text[start : cut.start()])
        start = cut.end()
    return [collapse(part) for part in (*found, text[start:]) if part.strip()] or [text]
