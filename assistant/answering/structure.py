"""Looks up in the structure of an instrument what a turn asks of it: provisions, counts, headings, references."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from assistant.answering import wording
from assistant.answering.writers.base import Quoted
from assistant.conversation import Place
from assistant.understanding.intents import Count, Gather, Matter, Outline, Survey, Trace, Within
from assistant.understanding.neighbours import after
from assistant.understanding.notes import Cut, FirstOf, GoesOn, Note
from assistant.understanding.structural import of_kind
from assistant.weights import weights
from corpus.citations.references import referred_to, referring
from corpus.model import GROUPS, Instrument, Provision
from corpus.shelf.collection import Corpus

MOST = 12
"""Provisions shown for one question."""
FEW = 3
"""Articles whose offences are quoted; of more, their headings are listed."""
OPENING = 18
"""Words that stand for a paragraph in an outline."""
WHOLE = 3000
"""Words that are shown for one question; of each of several provisions its share, or as long a list as is quoted."""


@dataclass(frozen=True, slots=True)
class ReadOff:
    """What the structure says to a question."""

    quoted: tuple[Quoted, ...]
    lead: str = ""
    """A sentence that goes before the quotes: a count, or what the list is of."""
    notes: tuple[Note, ...] = ()


def shown(places: Sequence[Place], corpus: Corpus) -> ReadOff:
    """The provisions themselves, each quoted whole where it is not too long."""
    room = max(weights().composition.list, WHOLE // max(1, len(places)))
    quoted = tuple(_whole(corpus[id], corpus[id][eid], room) for id, eid in places[:MOST])
    parts = tuple(part for one in quoted if (part := _left_out(one)))
    named = len(places) if len(places) > MOST else 0
    return ReadOff(quoted, notes=(Cut(parts, MOST, named),) if parts or named else ())


def _whole(instrument: Instrument, provision: Provision, room: int) -> Quoted:
    """All of a provision, or as many of its parts as have room, in words; of a chapter, its heading."""
    if provision.kind in GROUPS:
        return Quoted(instrument, provision, (provision.start, provision.body))
    end = provision.end
    parts = instrument.children(provision)
    while len(parts) > 1 and len(instrument.text[provision.body : end].split()) > room:
        parts = parts[:-1]
        end = parts[-1].end
    return Quoted(instrument, provision, (provision.body, end))


def _left_out(part: Quoted) -> GoesOn | None:
    rest = after(part.instrument, part.provision, part.span[1])
    if not rest:
        return None
    id = part.instrument.id
    return GoesOn((id, part.provision.eid), (id, rest[0].eid), (id, rest[-1].eid))


def surveyed(survey: Survey, corpus: Corpus) -> ReadOff:
    """A count, an outline, or references."""
    match survey:
        case Count():
            return _counted(survey, corpus)
        case Outline():
            return _outlined(survey, corpus)
        case Gather():
            return _gathered(survey, corpus)
        case Trace():
            return _traced(survey, corpus)


def _counted(survey: Count, corpus: Corpus) -> ReadOff:
    sentences: list[str] = []
    quoted: list[Quoted] = []
    for within in survey.within:
        instrument, place = _place(within, corpus)
        found = of_kind(instrument, place, survey.kind)
        sentences.append(wording.count(instrument, place, survey.kind, len(found), len(quoted)))
        quoted += [Quoted(instrument, p, _title_span(p)) for p in (found[:1] + found[1:][-1:])]
    return ReadOff(tuple(quoted), " ".join(sentences))


def _outlined(survey: Outline, corpus: Corpus) -> ReadOff:
    places = [_place(within, corpus) for within in survey.within]
    rows = [(i, p, listed) for i, p in places if (listed := of_kind(i, p, survey.kind))]
    quoted = tuple(Quoted(i, one, _opening_span(i, one)) for i, _, listed in rows for one in listed)
    leads = [wording.outline(i, p, survey.kind, len(listed)) for i, p, listed in rows]
    return ReadOff(quoted, " ".join(leads or [wording.count(*place, survey.kind, 0, 0) for place in places]))


def _gathered(survey: Gather, corpus: Corpus) -> ReadOff:
    """All that was gathered: by the headings of its articles where these are many offences, else in its own words."""
    rows = [
        _of_matter(survey.matter, corpus[id], places) for id, places in groupby(survey.places, lambda place: place[0])
    ]
    leads = [wording.gathered(survey, row[0].instrument, len(row)) for row in rows]
    leads += [wording.gathered(survey, corpus[id], 0) for id in survey.silent]
    return ReadOff(tuple(part for row in rows for part in row), " ".join(leads))


def _of_matter(matter: Matter, instrument: Instrument, places: Iterable[Place]) -> list[Quoted]:
    found = [instrument[eid] for _, eid in places]
    articles = list({p.eid: p for p in map(instrument.article_of, found)}.values())
    if matter is Matter.OFFENCES and len(articles) > FEW:
        return [Quoted(instrument, article, _title_span(article)) for article in articles]
    return [Quoted(instrument, p, (p.body, p.end)) for p in found]


def _traced(survey: Trace, corpus: Corpus) -> ReadOff:
    follow = referred_to if survey.outward else referring
    found = [(corpus[id], other) for id, eid in survey.places for other in follow(corpus[id], corpus[id][eid])]
    quoted = tuple(Quoted(i, p, _short_span(i, p)) for i, p in found[:MOST])
    lead = wording.traced(survey.said, len(found), outward=survey.outward)
    return ReadOff(quoted, lead, (FirstOf(MOST, len(found)),) if len(found) > MOST else ())


def _place(within: Within, corpus: Corpus) -> tuple[Instrument, Provision | None]:
    instrument = corpus[within.instrument]
    return instrument, instrument[within.eid] if within.eid else None


def _title_span(provision: Provision) -> tuple[int, int]:
    """Number and heading, or the words themselves where it has no heading."""
    return (provision.start, provision.body) if provision.heading else (provision.start, provision.end)


def _opening_span(instrument: Instrument, provision: Provision) -> tuple[int, int]:
    """Number and heading, or the first words where it has no heading."""
    if provision.heading:
        return _title_span(provision)
    words = list(re.finditer(r"\S+", instrument.text[provision.body : provision.end]))
    if len(words) <= OPENING + OPENING // 2:
        return provision.body, provision.end
    return provision.body, provision.body + words[OPENING - 1].end()


def _short_span(instrument: Instrument, provision: Provision) -> tuple[int, int]:
    """The provision's own words, or its heading where it has none of its own."""
    start, end = instrument.own_span(provision)
    return (start, end) if instrument.text[start:end].strip() else _title_span(provision)
