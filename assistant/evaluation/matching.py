"""When a citation fits a label: by article, by pinpoint, by depth."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from assistant.answer import Citation
from assistant.evaluation.benchmark import Target
from corpus.model import Instrument, Provision


@dataclass(frozen=True)
class Matcher:
    """Holds citations against labels. A citation of a provision that there is not fits no label."""

    instruments: Mapping[str, Instrument]
    """By identifier; every label names a provision of one of them."""

    def article(self, instrument: str, eid: str) -> Target | None:
        """The article that holds a provision; outside articles, what :meth:`Instrument.article_of` gives."""
        if instrument not in self.instruments or eid not in self.instruments[instrument]:
            return None
        held = self.instruments[instrument]
        return Target(instrument, held.article_of(held[eid]).eid)

    def articles(self, targets: Iterable[Target]) -> tuple[Target, ...]:
        """The distinct articles of labels, in order."""
        found = (self.article(target.instrument, target.eid) for target in targets)
        return tuple(dict.fromkeys(article for article in found if article))

    def pins(self, citation: Citation, target: Target) -> bool:
        """Whether the citation is a pinpoint of the labelled provision.

        It is where it names that provision or one below it. The one right above it will do, such as the paragraph of
        a labelled point, if the quoted words cover the labelled provision's own words; but an article never pins a
        part of itself.
        """
        return self._within(citation, target) or (
            citation.eid == self._holder(target) and self._covers(citation, target)
        )

    def supports(self, citation: Citation, target: Target) -> bool:
        """Whether a reader of the citation has the labelled provision before them.

        As :meth:`pins`, and also where the citation names anything further above, with a quote that covers it.
        """
        return self._within(citation, target) or (
            citation.eid in {provision.eid for provision in self._above(target)} and self._covers(citation, target)
        )

    def nearness(self, citation: Citation, target: Target) -> float:
        """How near the cited provision is to the labelled one in the tree of their article, from 0 to 1.

        Levels are counted from the article (1) down. If one lies within the other, it is the level of the upper
        divided by that of the lower: 1 for the same provision, 2/3 for the paragraph of a labelled point, 1/3 for
        its article. Otherwise 0, for siblings too: another paragraph is no nearer to an answer than another
        article, which is where this is stricter than hierarchical precision (Kiritchenko, Matwin, Nock and Famili
        2006, "Learning and evaluation in the presence of class hierarchies").
        """
        if self.article(citation.instrument, citation.eid) != self.article(target.instrument, target.eid):
            return 0.0
        instrument = self.instruments[target.instrument]
        cited, labelled = (_path(instrument, instrument[eid]) for eid in (citation.eid, target.eid))
        shared = min(len(cited), len(labelled))
        return shared / max(len(cited), len(labelled)) if cited[:shared] == labelled[:shared] else 0.0

    def _within(self, citation: Citation, target: Target) -> bool:
        """Whether the cited provision is the labelled one or lies below it."""
        held = self.instruments[target.instrument]
        if citation.instrument != target.instrument or citation.eid not in held:
            return False
        cited = held[citation.eid]
        return target.eid in {cited.eid, *(provision.eid for provision in held.ancestors(cited))}

    def _above(self, target: Target) -> tuple[Provision, ...]:
        instrument = self.instruments[target.instrument]
        return instrument.ancestors(instrument[target.eid])

    def _holder(self, target: Target) -> str | None:
        """What is right above the labelled provision, if that is still below its article."""
        instrument = self.instruments[target.instrument]
        path = _path(instrument, instrument[target.eid])
        return path[-2] if len(path) > 2 else None

    def _covers(self, citation: Citation, target: Target) -> bool:
        """Whether the quoted span holds the own words of the labelled provision, or all of it where it has none."""
        if citation.instrument != target.instrument:
            return False
        instrument = self.instruments[target.instrument]
        provision = instrument[target.eid]
        span = _trimmed(instrument.text, *instrument.own_span(provision))
        start, end = (
            span or _trimmed(instrument.text, provision.start, provision.end) or (provision.start, provision.end)
        )
        return citation.start <= start and end <= citation.end


def as_gold(found: Iterable[Target], gold: Sequence[Target], also_ok: Collection[Target]) -> Iterator[Target]:
    """What was found, in order, with each accepted target counted as the gold one that it is or stands for.

    An accepted alternative stands for a gold target of its own instrument, or for any where no gold is of that
    instrument, so that a question on two instruments is not answered from one. Each gold target is met once;
    an accepted one that meets no further gold is left out: it is neither a gain nor an error.
    """
    open_gold = list(gold)
    for target in found:
        if target not in gold and target not in also_ok:
            yield target
            continue
        own = [other for other in gold if other.instrument == target.instrument]
        fitting = [other for other in own or gold if other in open_gold]
        if fitting:
            met = target if target in fitting else fitting[0]
            open_gold.remove(met)
            yield met


def _path(instrument: Instrument, provision: Provision) -> list[str]:
    """Identifiers from the article down to the provision."""
    line = [p.eid for p in reversed((provision, *instrument.ancestors(provision)))]
    return line[line.index(instrument.article_of(provision).eid) :]


def _trimmed(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The span without white space at its ends; none if nothing is left."""
    words = text[start:end]
    if not words.strip():
        return None
    return start + len(words) - len(words.lstrip()), start + len(words.rstrip())
