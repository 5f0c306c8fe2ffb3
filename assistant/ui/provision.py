"""A provision in its full text as HTML: quoted words highlighted, cross-references as links."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from urllib.parse import urlencode

from assistant.ui.crossing import reached, uses
from assistant.ui.desk import Opened
from assistant.ui.markup import Mark, escape, marked, tag
from assistant.ui.resources import corpus, references
from corpus.citations.labels import label
from corpus.model import GROUPS, Instrument, Kind, Provision, collapse

PATH = "library"
"""Where on the server the library is."""


def address(place: Opened) -> str:
    """The link that opens a provision in the library."""
    return f"{PATH}?{urlencode({'instrument': place.instrument, 'provision': place.eid})}"


def opens(place: Opened) -> dict[str, str]:
    """The attributes of an element that opens a place when it is clicked."""
    row = {"data_do": "open", "data_instrument": place.instrument, "data_eid": place.eid}
    return row | ({"data_start": str(place.start), "data_end": str(place.end)} if place.end else {})


def link(place: Opened, text: str, **attributes: str) -> str:
    """A link to a place around some text: opens it on this page, or in another tab by its own address."""
    return tag("a", escape(text), href=address(place), **opens(place), **attributes)


def name(instrument: Instrument, provision: Provision) -> str:
    """What a provision is called in a list: its citation and its heading."""
    cited = capital(label(instrument, provision))
    heading = collapse(provision.heading)
    return f"{cited}. {heading}" if heading and heading.casefold() != cited.casefold() else cited


def capital(text: str) -> str:
    """The text with its first letter capital."""
    return text[:1].upper() + text[1:]


def excerpt(instrument: Instrument, provision: Provision, longest: int = 240) -> str:
    """The first words of a provision."""
    words = instrument.words(provision)
    return words if len(words) <= longest else words[:longest].rsplit(" ", 1)[0] + " …"


@lru_cache(maxsize=256)
def units(instrument: Instrument) -> tuple[Provision, ...]:
    """What is read as one page each, in reading order: the articles, and what stands beside them."""
    found = (instrument.article_of(provision) for provision in instrument if provision.kind not in GROUPS)
    return tuple({unit.eid: unit for unit in found}.values())


def neighbours(place: Opened) -> tuple[Opened | None, Opened | None]:
    """The unit before the one that holds a place, and the one after it."""
    instrument = corpus()[place.instrument]
    order = [unit.eid for unit in units(instrument)]
    unit = instrument.article_of(instrument[place.eid])
    at = order.index(unit.eid) if unit.eid in order else -1
    before = order[at - 1] if at > 0 else None
    after = order[at + 1] if at + 1 < len(order) else None
    return (Opened(instrument.id, before) if before else None, Opened(instrument.id, after) if after else None)


def text_of(place: Opened, further: Iterable[Mark] = ()) -> str:
    """The unit that holds a place, with the place marked, references and defined terms as links.

    Args:
        further: what else is to be marked.
    """
    instrument = corpus()[place.instrument]
    unit = instrument.article_of(instrument[place.eid])
    links = tuple(_links(instrument, unit))
    marks = (*links, *_terms(instrument, unit, links), *_quote(place), *further)
    return tag("div", _provision(instrument, unit, marks, place.eid), class_="text", lang=instrument.about.language)


def _links(instrument: Instrument, unit: Provision) -> Iterator[Mark]:
    for reference in references(instrument.id).of(unit.eid):
        there = (instrument.id, reference.targets[0]) if reference.targets else reached(reference, corpus())
        if there:
            yield Mark(reference.start, reference.end, link(Opened(*there), "").removesuffix("</a>"))


def _terms(instrument: Instrument, unit: Provision, links: Iterable[Mark]) -> Iterator[Mark]:
    """Terms that are defined elsewhere, once in each unit; their definition is shown under the pointer."""
    taken = [(link.start, link.end) for link in links]
    for start, end, definition in uses(instrument, unit.body, unit.end):
        if any(start < until and begin < end for begin, until in taken):
            continue
        said = excerpt(instrument, definition)
        opened = link(Opened(instrument.id, definition.eid), "", class_="term", title=said)
        yield Mark(start, end, opened.removesuffix("</a>"))


def _quote(place: Opened) -> Iterator[Mark]:
    if place.end > place.start:
        yield Mark(place.start, place.end, "<mark>")


def _provision(instrument: Instrument, provision: Provision, marks: Iterable[Mark], target: str) -> str:
    start, end = instrument.own_span(provision)
    below = (_provision(instrument, child, marks, target) for child in instrument.children(provision))
    inner = "".join((*_own(instrument, provision, start, end, marks), *below))
    aimed = " target" if provision.eid == target and provision.kind is not Kind.ARTICLE else ""
    return tag("div", inner, class_=f"provision {provision.kind.value}{aimed}", data_eid=provision.eid)


def _own(instrument: Instrument, provision: Provision, start: int, end: int, marks: Iterable[Mark]) -> Iterator[str]:
    """A provision's number, heading and own words."""
    text, marks = instrument.text, tuple(marks)
    head = marked(text, provision.start, start, marks) if provision.start < start else ""
    lines = [line.span() for line in re.compile(r"[^\n]*\S[^\n]*").finditer(text, start, end)]
    if provision.heading or provision.kind in GROUPS or provision.kind is Kind.ARTICLE:
        yield tag("h3", head.strip(), class_="title") if head.strip() else ""
    elif head.strip():
        number = f'<span class="number">{head}</span>'
        first = marked(text, *lines[0], marks) if lines else ""
        yield tag("p", number + first)
        lines = lines[1:]
    yield from (tag("p", marked(text, a, b, marks)) for a, b in lines)
