"""Citations in words: found in free text, resolved to provisions; :mod:`corpus.citations.labels` writes them.

What is understood stands in :mod:`corpus.citations.words` (the words) and :mod:`corpus.citations.grammar`
(how they go together).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

from corpus.citations.grammar import mentions
from corpus.citations.han import Mention
from corpus.citations.labels import Form, counted, label, ordinal, the
from corpus.citations.naming import is_name, named_after, named_before, stands_by
from corpus.citations.numbers import LAST, SUBPARAGRAPH, THIS, Step
from corpus.eid import UNNUMBERED, last_level
from corpus.errors import UnknownProvision
from corpus.model import GROUPS, About, Instrument, Kind, Provision
from corpus.numerals import identified, roman_value

__all__ = ["Form", "Pinpoint", "Step", "find_pinpoints", "label", "resolve"]


@dataclass(frozen=True, slots=True)
class Pinpoint:
    """One unit named in a text. Lists and ranges give one each, all with the span of the whole mention."""

    path: tuple[Step, ...]
    """Levels, the outermost first: ``(Kind.ARTICLE, "59"), (Kind.PARAGRAPH, "2"), (Kind.POINT, "a")``."""
    start: int
    """Where the mention begins in the text that was read, in characters."""
    end: int
    text: str
    """The mention as it stands there."""
    foreign: str = ""
    """The instrument the text gives it to ("Budapest Convention"), empty for none and for known ones."""
    instrument: str = ""
    """Identifier of the known instrument that the text gives it to, empty for none."""

    @property
    def relative(self) -> bool:
        """Whether it says where it is only from some place: "paragraph 2", "this article"."""
        first = self.path[0]
        return first.number == THIS or first.kind in _INNER

    def number(self, kind: Kind) -> str:
        """The number it gives at one level, empty where it names none: ``pinpoint.number(Kind.ARTICLE)``."""
        return next((step.number for step in self.path if step.kind is kind), "")


def find_pinpoints(text: str, known: Iterable[About] = ()) -> list[Pinpoint]:
    """Every pinpoint named in a text, in reading order.

    Years, dates, fractions such as 24/7 and numbers of resolutions are none. Neither is a mere "this article";
    "paragraph 2 of this article" is one, and :attr:`Pinpoint.relative`.

    Args:
        text: a question, an answer, or the words of a treaty; any length, in time proportional to it.
        known: instruments whose names do not make a pinpoint foreign.
    """
    instruments = tuple(known)
    return [
        pinpoint
        for mention in mentions(text)
        if any(step.number != THIS for path in mention.paths for step in path)
        for pinpoint in pinpoints_of(text, mention, instruments)
    ]


def pinpoints_of(text: str, mention: Mention, known: tuple[About, ...]) -> Iterator[Pinpoint]:
    """One pinpoint for each unit that a mention names."""
    name = _instrument_named(text, mention)
    fits = (is_name(about, name) if name else stands_by(about, text, mention.start, mention.end) for about in known)
    whose = next((about.id for about, fit in zip(known, fits, strict=True) if fit), "")
    words = text[mention.start : mention.end]
    for path in mention.paths:
        yield Pinpoint(path, mention.start, mention.end, words, "" if whose else name, whose)


def _instrument_named(text: str, mention: Mention) -> str:
    """Whose unit it is, by the words around it; what stands before counts only where a number follows."""
    after = named_after(text, mention.end)
    if after is not None or not mention.paths[0][-1].number:
        return after or ""
    return named_before(text, mention.start)


def resolve(instrument: Instrument, pinpoint: Pinpoint, at: Provision | None = None) -> Provision:
    """The provision that a pinpoint names.

    Exact, and tolerant only where the print differs from how it is cited: units that bear no number answer to their
    place (the second paragraph of an article is its paragraph 2), the words "paragraph", "point" and "item" stand in
    for one another, an article that is one paragraph is its own paragraph 1, and a point may be named without its
    paragraph where only one paragraph has it.

    Args:
        instrument: where to look.
        pinpoint: what to look for.
        at: where the words stand, which gives "paragraph 2" and "this article" their meaning.

    Raises:
        UnknownProvision: there is no such provision, or the pinpoint belongs to another instrument; the message says
            what the instrument has instead.
    """
    if pinpoint.foreign and not is_name(instrument.about, pinpoint.foreign):
        message = f"{pinpoint.text} belongs to {the(pinpoint.foreign)}, not to {the(instrument.about.short_title)}"
        raise UnknownProvision(message)
    if pinpoint.text in instrument:
        return instrument[pinpoint.text]
    first, *deeper = pinpoint.path
    found = _start(instrument, first, at)
    for step in deeper:
        found = _below(instrument, found, step)
    return found


def _start(instrument: Instrument, step: Step, at: Provision | None) -> Provision:
    """The provision of a path's first step."""
    if step.kind is Kind.ARTICLE and step.number != THIS:
        return _article(instrument, step)
    if at and (found := _nearest(instrument, step, at)):
        return found
    if step.kind not in _INNER and step.number != THIS:
        return _anywhere(instrument, step)
    if not instrument.articles and (found := _on_top(instrument, step)):
        return found
    if at:
        raise UnknownProvision(_lacking(instrument, instrument.article_of(at), step))
    raise UnknownProvision(f"{_spoken(step)} of which article? Name it: article 1, {_spoken(step)}")


def _article(instrument: Instrument, step: Step) -> Provision:
    articles = instrument.articles
    if step.number == LAST and articles:
        return articles[-1]
    for article in articles:
        if _same(article, step.number):
            return article
    raise UnknownProvision(_missing(instrument, articles, step))


def _nearest(instrument: Instrument, step: Step, at: Provision) -> Provision | None:
    """What the words mean, looking outward from where they stand."""
    line = (at, *instrument.ancestors(at))
    if step.number.startswith(SUBPARAGRAPH):
        return next((found for place in line if (found := _subparagraph(instrument, place, step))), None)
    if step.number == THIS:
        return next((p for p in line if p.kind is step.kind), instrument.article_of(at))
    children = (p for place in line for p in instrument.children(place))
    exact = next((p for p in children if p.kind is step.kind and _same(p, step.number)), None)
    if exact or step.kind in GROUPS:
        return exact
    return next((found for place in line if (found := _child(instrument, place, step))), None)


def _anywhere(instrument: Instrument, step: Step) -> Provision:
    """The one provision of that kind and number: a chapter, a recital, the annex."""
    same_kind = [p for p in instrument if p.kind is step.kind]
    candidates = [p for p in same_kind if not step.number or _same(p, step.number)]
    unnumbered = _counted(same_kind, step) if not candidates else None
    if unnumbered or len(candidates) == 1 or (candidates and not candidates[0].number):
        return unnumbered or candidates[0]
    if candidates:
        places = " and ".join(label(instrument, p) for p in candidates)
        raise UnknownProvision(f"{the(instrument.about.short_title)} has more than one {_spoken(step)}: {places}")
    raise UnknownProvision(_missing(instrument, same_kind, step))


def _on_top(instrument: Instrument, step: Step) -> Provision | None:
    """The paragraph of a text that has no articles: it stands under nothing."""
    return _counted([p for p in instrument if p.kind is step.kind and not p.parent], step)


def _below(instrument: Instrument, place: Provision, step: Step) -> Provision:
    """The provision of one step inside the one before."""
    if step.number.startswith(SUBPARAGRAPH):
        found = _subparagraph(instrument, place, step)
    else:
        found = _child(instrument, place, step) or _skipping(instrument, place, step)
    if found:
        return found
    raise UnknownProvision(_lacking(instrument, place, step))


_INTERCHANGEABLE = frozenset({Kind.PARAGRAPH, Kind.POINT, Kind.ITEM, Kind.RECITAL, Kind.NOTE, Kind.SECTION})
"""Kinds whose names people exchange."""
_LONGEST_NUMBER = 9
_INNER = frozenset({Kind.PARAGRAPH, Kind.POINT, Kind.ITEM, Kind.WRAPUP})
"""Kinds that mean nothing without what holds them."""


def _child(instrument: Instrument, place: Provision, step: Step) -> Provision | None:
    """The child that the step names: by its kind and number, by its place, or by its number alone."""
    children = instrument.children(place)
    same_kind = [p for p in children if p.kind is step.kind]
    found = _counted(same_kind, step)
    if found or step.kind not in _INTERCHANGEABLE:
        return found or next((p for p in children if p.kind is step.kind and not step.number), None)
    others = [p for p in children if p.kind in _INTERCHANGEABLE and p.kind is not step.kind]
    return None if same_kind else _counted(others, step)


def _counted(siblings: list[Provision], step: Step) -> Provision | None:
    if step.kind is Kind.LIST:
        return next((p for p in siblings if last_level(p.eid) == step.number.casefold()), None)
    if step.number == LAST:
        return siblings[-1] if siblings else None
    if step.number.startswith(UNNUMBERED):
        return _nth([p for p in siblings if not p.number], _position(step.number.removeprefix(UNNUMBERED)))
    numbered = next((p for p in siblings if _same(p, step.number)), None)
    if numbered:
        return numbered
    by_place = _nth(siblings, _position(step.number))
    return by_place if by_place and not by_place.number else None


def _nth(provisions: list[Provision], n: int) -> Provision | None:
    return provisions[n - 1] if 0 < n <= len(provisions) else None


def _position(number: str) -> int:
    """The place a number or list letter stands for: 6 for ``6``, ``f`` and ``vi``."""
    if number.isdecimal():
        return int(number[:_LONGEST_NUMBER])
    if len(number) == 1 and number != "i":
        return ord(number.lower()) - ord("a") + 1
    return roman_value(number)


def _skipping(instrument: Instrument, place: Provision, step: Step) -> Provision | None:
    """What the step names where a level of the path is not there in print, or a level in print not in the path."""
    if place.kind in GROUPS or place.kind is Kind.ANNEX:
        return _counted([p for p in instrument.descendants(place) if p.kind is step.kind], step)
    children = instrument.children(place)
    has_paragraphs = any(p.kind is Kind.PARAGRAPH for p in children)
    if step.kind is Kind.PARAGRAPH and step.number in ("1", LAST) and not has_paragraphs:
        return place
    if step.kind is not Kind.POINT or step.number.isdecimal():
        return None
    paragraphs = [c for c in children if c.kind is Kind.PARAGRAPH] or _subparagraphs(instrument, place)
    below = [p for c in paragraphs for p in instrument.children(c) if _is_point(p, step)]
    return below[0] if len(below) == 1 else None


def _subparagraph(instrument: Instrument, place: Provision, step: Step) -> Provision | None:
    """The unnumbered paragraph of that rank under a numbered one, which is the first; also what closes its points.

    Where there is none, it is a point that the words mean.
    """
    if place.kind not in (Kind.PARAGRAPH, Kind.ARTICLE):
        return None
    children = instrument.children(place)
    flush = [p for p in children if p.kind is Kind.WRAPUP]
    paragraphs = [place, *flush, *_subparagraphs(instrument, place)]
    if place.kind is Kind.ARTICLE:
        paragraphs = [p for p in children if p.kind is Kind.PARAGRAPH and not p.number]
    number = step.number.removeprefix(SUBPARAGRAPH)
    found = paragraphs[-1:] if number == LAST else paragraphs[int(number) - 1 : int(number)]
    return next(iter(found), None) or _counted([p for p in children if p.kind is Kind.POINT], Step(Kind.POINT, number))


def _subparagraphs(instrument: Instrument, place: Provision) -> list[Provision]:
    """The unnumbered paragraphs that follow a numbered one: its further subparagraphs, in whatever way they nest."""
    if place.kind is not Kind.PARAGRAPH or not place.number or not place.parent:
        return []
    siblings = instrument.children(instrument[place.parent])
    after = siblings[siblings.index(place) + 1 :]
    return list(takewhile(lambda p: p.kind is Kind.PARAGRAPH and not p.number, after))


def _is_point(provision: Provision, step: Step) -> bool:
    return provision.kind is Kind.POINT and _same(provision, step.number)


def _same(provision: Provision, number: str) -> bool:
    """Whether a provision bears the number; Roman and Arabic are the same for articles and what holds them."""
    own = identified(provision.number)
    if own.casefold() == number.casefold():
        return bool(own)
    if provision.kind in GROUPS or provision.kind in (Kind.ARTICLE, Kind.ANNEX):
        value = roman_value(own)
        return value > 0 and str(value) == number
    return False


def _spoken(step: Step) -> str:
    if step.number.startswith(SUBPARAGRAPH):
        return f"{ordinal(int(step.number.removeprefix(SUBPARAGRAPH)))} subparagraph"
    return f"{step.kind.value} {step.number}".strip()


def _missing(instrument: Instrument, existing: Sequence[Provision], step: Step) -> str:
    name = the(instrument.about.short_title)
    if not existing:
        return f"{name} has no {_spoken(step)}"
    return f"{name} has {counted(existing)}, no {_spoken(step)}"


def _lacking(instrument: Instrument, place: Provision, step: Step) -> str:
    """What a provision has below it, in place of what was asked for."""
    where = f"{label(instrument, place)} of {the(instrument.about.short_title)}"
    children = [p for p in instrument.children(place) if p.kind is not Kind.WRAPUP]
    children = children or [p for s in _subparagraphs(instrument, place) for p in instrument.children(s)]
    if not children:
        return f"{where} has no paragraphs or points"
    return f"{where} has {counted([p for p in children if p.kind is children[0].kind])}, no {_spoken(step)}"
