"""Questions that the structure of an instrument answers, not similarity: provisions named, terms defined,
counts, lists of headings, cross-references."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.answering.composition import LIST, Quoted
from assistant.understanding.definitions import definitions
from assistant.understanding.question import Question
from corpus import lexicon
from corpus.citations.pinpoint import label, resolve
from corpus.citations.references import CrossReferences
from corpus.errors import UnknownProvision
from corpus.model import GROUPS, Instrument, Kind, Provision
from corpus.shelf.library import Corpus

QUESTIONS = lexicon.read("questions")
REFERENCES = lexicon.read("references")

Places = Sequence[tuple[Instrument, Provision | None]]
"""Instruments, each whole or with one provision of it."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What the structure says to a question."""

    quoted: tuple[Quoted, ...]
    lead: str = ""
    """A sentence that goes before the quotes: a count, or what the list is of."""
    message: str | None = None


def read_off(question: Question, corpus: Corpus) -> Reading | None:
    """The answer that the structure gives, or None where the question is not of that kind, or of none that is loaded.

    Raises:
        UnknownProvision: it names a provision that none of the instruments in scope has.
    """
    if question.foreign and not question.named:
        return None
    if reading := surveyed(question, corpus):
        return reading
    if terms := definitions(question, corpus):
        return shown(terms)
    named = named_provisions(question, corpus)
    return shown(named) if named and not substance(question, *(heading_of(*place) for place in named)) else None


def surveyed(question: Question, corpus: Corpus) -> Reading | None:
    """A count, references, a list of headings, or a title; None where the question asks for none of these.

    Raises:
        UnknownProvision: it names a provision that none of the instruments in scope has.
    """
    readers: tuple[Callable[[Question, Corpus], Reading | None], ...] = (_counts, _references, _lists, _titles)
    return next((reading for reader in readers if (reading := reader(question, corpus))), None)


def named_provisions(question: Question, corpus: Corpus) -> list[tuple[Instrument, Provision]]:
    """The provisions that a question names, in every instrument in scope that has them.

    Raises:
        UnknownProvision: none of them has one; the message says what there is instead.
    """
    found: dict[tuple[str, str], tuple[Instrument, Provision]] = {}
    problems: dict[str, None] = {}
    for pinpoint in question.pinpoints:
        for id in (pinpoint.instrument,) if pinpoint.instrument in question.scope else question.scope:
            try:
                provision = resolve(corpus[id], pinpoint)
            except UnknownProvision as problem:
                problems[str(problem)] = None
            else:
                found[id, provision.eid] = (corpus[id], provision)
    if question.pinpoints and not found:
        raise UnknownProvision("; ".join(problems))
    return list(found.values())


def substance(question: Question, *headings: str) -> str:
    """What a question asks beside naming provisions, by number or by heading: empty for a mere look-up."""
    text = question.subject
    for mention in {pinpoint.text for pinpoint in question.pinpoints}:
        text = text.replace(mention, " ")
    known = set(re.findall(r"\w+", " ".join(headings).casefold()))
    words = re.findall(r"\w{2,}", QUESTIONS.showing.sub(" ", text))
    return " ".join(word for word in words if word.casefold() not in known)


def heading_of(instrument: Instrument, provision: Provision) -> str:
    """The heading that a reader knows the provision by: its own or its article's."""
    return provision.heading or instrument.article_of(provision).heading


def shown(provisions: Sequence[tuple[Instrument, Provision]]) -> Reading | None:
    """The provisions themselves, each quoted whole where it is not too long."""
    if not provisions:
        return None
    quoted = tuple(_whole(instrument, provision) for instrument, provision in provisions[:MOST])
    notes = [note for part in quoted if (note := _left_out(part))]
    if len(provisions) > MOST:
        notes.append(f"{len(provisions)} provisions are named; the first {MOST} are shown")
    return Reading(quoted, message="; ".join(notes) or None)


MOST = 12
"""Provisions shown for one question."""


def _whole(instrument: Instrument, provision: Provision) -> Quoted:
    """All of a provision, or as many of its parts as `LIST` words hold; of a chapter, its heading."""
    if provision.kind in GROUPS:
        return Quoted(instrument, provision, (provision.start, provision.body))
    end = provision.end
    parts = instrument.children(provision)
    while len(parts) > 1 and len(instrument.text[provision.body : end].split()) > LIST:
        parts = parts[:-1]
        end = parts[-1].end
    return Quoted(instrument, provision, (provision.body, end))


def _left_out(part: Quoted) -> str:
    rest = after(part.instrument, part.provision, part.span[1])
    if not rest:
        return ""
    first, last = label(part.instrument, rest[0]), label(part.instrument, rest[-1])
    return f"{label(part.instrument, part.provision)} goes on: {first}" + (f" to {last}" if last != first else "")


def after(instrument: Instrument, provision: Provision, shown: int) -> list[Provision]:
    """What a provision holds beyond the offset up to which it was shown; nothing for a group, which shows a heading."""
    return [] if provision.kind in GROUPS else [p for p in instrument.children(provision) if p.start >= shown]


# --- counts -----------------------------------------------------------------------------------------------

_COUNTED = {noun: Kind(kind) for noun, kind in QUESTIONS.table("counted").items()}


def counted(text: str) -> Kind | None:
    """The kind of provision that a question counts."""
    asked = QUESTIONS.how_many.search(text)
    return _COUNTED[asked.group(1).lower()] if asked else None


def _counts(question: Question, corpus: Corpus) -> Reading | None:
    kind = counted(question.text)
    if not kind or QUESTIONS.of_some.search(question.text):
        return None
    sentences: list[str] = []
    quoted: list[Quoted] = []
    inside = [(i, p) for i, p in named_provisions(question, corpus) if p.kind is not kind]
    places: Places = inside or [(corpus[id], None) for id in question.scope]
    for instrument, place in places:
        found = of_kind(instrument, place, kind)
        marks = [Quoted(instrument, p, _title_span(p)) for p in (found[:1] + found[1:][-1:])]
        sentences.append(_count_sentence(_where(instrument, place), kind, found, len(quoted)))
        quoted += marks
    return Reading(tuple(quoted), " ".join(sentences))


def of_kind(instrument: Instrument, place: Provision | None, kind: Kind) -> list[Provision]:
    """The provisions of a kind right below a provision, or else anywhere in it; in all of the instrument where None."""
    if place is None and kind is Kind.ARTICLE:
        return list(instrument.articles)
    if place is None:
        return [p for p in instrument if p.kind is kind]
    if place.kind is Kind.PREAMBLE and kind is Kind.PARAGRAPH:
        kind = Kind.RECITAL
    direct = [p for p in instrument.children(place) if p.kind is kind]
    return direct or [p for p in instrument.descendants(place) if p.kind is kind]


def _count_sentence(where: str, kind: Kind, counted: Sequence[Provision], marked: int) -> str:
    noun = kind.value if len(counted) == 1 else f"{kind.value}s" if kind is not Kind.ANNEX else "annexes"
    marks = "".join(f" [{marked + n}]" for n in range(1, min(2, len(counted)) + 1))
    return f"{where} has {len(counted) or 'no'} {noun}{marks}."


def _where(instrument: Instrument, place: Provision | None) -> str:
    """An instrument or a provision as a sentence begins with it: "Article 5 of ...", "The preamble of ..."."""
    within = _within(instrument, place)
    return f"{within[:1].upper()}{within[1:]}"


def _within(instrument: Instrument, place: Provision | None) -> str:
    """The same inside a sentence."""
    whole = f"the {instrument.about.short_title}"
    if place is None:
        return whole
    return f"{'' if place.number else 'the '}{label(instrument, place)} of {whole}"


def _title_span(provision: Provision) -> tuple[int, int]:
    """Number and heading, or the words themselves where it has no heading."""
    return (provision.start, provision.body) if provision.heading else (provision.start, provision.end)


# --- lists of headings ------------------------------------------------------------------------------------


def _lists(question: Question, corpus: Corpus) -> Reading | None:
    asked = QUESTIONS.listed.search(question.text) or (question.pinpoints and QUESTIONS.members.search(question.text))
    if not asked or QUESTIONS.list_words.sub("", substance(question)).strip():
        return None
    kind = _kind_listed(asked)
    places = [(i, p) for i, p in named_provisions(question, corpus) if p.kind in GROUPS]
    if question.pinpoints and not places:
        return None
    quoted: list[Quoted] = []
    leads: list[str] = []
    all_of: Places = places or [(corpus[id], None) for id in question.scope]
    for instrument, place in all_of:
        listed = of_kind(instrument, place, kind)
        if listed:
            leads.append(f"{_plural(kind)} of {_within(instrument, place)}: {len(listed)}.")
            quoted += [Quoted(instrument, p, _title_span(p)) for p in listed]
    if not quoted:
        leads = [_count_sentence(_where(*place), kind, (), 0) for place in all_of]
    return Reading(tuple(quoted), " ".join(leads))


def _kind_listed(asked: re.Match[str]) -> Kind:
    named, headings = asked.group(1), asked.re is QUESTIONS.listed and asked.group(2)
    return _COUNTED[named.lower()] if named else Kind.ARTICLE if headings else Kind.CHAPTER


def _plural(kind: Kind) -> str:
    return f"{kind.value.capitalize()}s" if kind is not Kind.ANNEX else "Annexes"


def _titles(question: Question, corpus: Corpus) -> Reading | None:
    """The titles of instruments: "what is the full title of the treaty?"."""
    if (
        question.pinpoints
        or not QUESTIONS.title.search(question.text)
        or substance(question, *QUESTIONS.words("titles"))
    ):
        return None
    titles = [(corpus[id], p) for id in question.scope for p in corpus[id] if p.kind is Kind.TITLE]
    return shown(titles)


# --- cross-references -------------------------------------------------------------------------------------


@lru_cache(maxsize=64)
def _graph(instrument: Instrument) -> CrossReferences:
    return CrossReferences(instrument)


def asks_for_references(text: str) -> bool:
    """Whether a question asks what a provision refers to, or what refers to it."""
    return bool(REFERENCES.outward.search(text) or REFERENCES.inward.search(text))


def _references(question: Question, corpus: Corpus) -> Reading | None:
    if not question.pinpoints:
        return None
    outward = bool(REFERENCES.outward.search(question.text))
    if not outward and not (
        REFERENCES.inward.search(question.text) and not question.text.casefold().startswith("what does")
    ):
        return None
    found = [
        (instrument, other)
        for instrument, place in named_provisions(question, corpus)
        for other in (referred_to if outward else referring)(instrument, place)
    ]
    names = " and ".join(dict.fromkeys(p.text for p in question.pinpoints))
    if not found:
        return Reading((), f"No provision is {'referred to in' if outward else 'found that refers to'} {names}.")
    quoted = tuple(Quoted(i, p, _short_span(i, p)) for i, p in found[:MOST])
    count = f"{len(found)} provision{'s' if len(found) > 1 else ''}"
    lead = (
        f"{names} refers to {count}:" if outward else f"{count} {'refer' if len(found) > 1 else 'refers'} to {names}:"
    )
    message = f"the first {MOST} of {len(found)} are shown" if len(found) > MOST else None
    return Reading(quoted, lead[:1].upper() + lead[1:], message)


def referred_to(instrument: Instrument, place: Provision) -> list[Provision]:
    """The provisions of the instrument that the words of a provision refer to, in the order they are named."""
    targets = dict.fromkeys(target for r in _graph(instrument).of(place.eid) for target in r.targets)
    return [instrument[target] for target in targets]


def referring(instrument: Instrument, place: Provision) -> list[Provision]:
    """The provisions whose words refer to a provision or to what it holds, in reading order."""
    sources = dict.fromkeys(reference.source for reference in _graph(instrument).to(place.eid))
    return [instrument[source] for source in sources]


def _short_span(instrument: Instrument, provision: Provision) -> tuple[int, int]:
    """The provision's own words, or its heading where it has none of its own."""
    start, end = instrument.own_span(provision)
    return (start, end) if instrument.text[start:end].strip() else _title_span(provision)
