"""A citation that was kept, held against the text that is loaded now.

Texts get new versions. The words that were quoted are looked for as words, not at their offsets: they are found where
they were cited, stand elsewhere now, or have changed since. What is shown of a conversation goes through here first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from enum import StrEnum
from functools import lru_cache

from assistant.answer import Answer, Citation
from assistant.answering.composition import hung
from assistant.answering.verification import stands
from assistant.conversation import Turn
from corpus.citations.labels import label
from corpus.model import GROUPS, Instrument, Kind, Provision
from corpus.shelf.collection import Corpus
from corpus.shelf.versions import SAME_PLACE, alike, similar_words, units

UNVERIFIED = "(not verified against the text)"
"""Stands beside a quote that came from elsewhere and is not in the loaded text."""
CHANGED = "(the text has changed since)"
"""Stands beside a quote that was in the text when it was made."""
KEPT = 4096
"""Citations whose standing is remembered."""

Span = tuple[int, int]


class Standing(StrEnum):
    """What has become of the words of a citation."""

    FOUND = "found"
    """They stand in the provision that is cited."""
    MOVED = "moved"
    """They stand in another provision now."""
    CHANGED = "changed"
    """Other words stand in their place."""
    LOST = "lost"
    """Nothing like them is in the instrument any more."""
    UNLOADED = "unloaded"
    """The instrument is loaded no more."""
    UNVERIFIED = "unverified"
    """They came from elsewhere, and were not in the text then."""


@dataclass(frozen=True, slots=True)
class Held:
    """A citation as the loaded text bears it out."""

    citation: Citation
    """Pinned to where its words, or those in their place, stand now; as it was kept, where there are none."""
    standing: Standing
    was: str
    """The pinpoint under which it was cited."""
    before: str = ""
    """The words that changed: the quote, or the quote with what it hangs on where that alone has changed."""
    now: str = ""
    """The words that stand in their place."""


def hold(citation: Citation, corpus: Corpus) -> Held:
    """What has become of a citation. It is looked for once in each text."""
    if not citation.verified:
        return Held(citation, Standing.UNVERIFIED, citation.label)
    if citation.instrument not in corpus:
        return Held(citation, Standing.UNLOADED, citation.label)
    return _held(citation, corpus[citation.instrument])


def held(turn: Turn, corpus: Corpus) -> Turn:
    """The turn as it is to be shown: citations where their words stand now, and told what has become of the others."""
    found = [hold(citation, corpus) for citation in turn.answer.citations]
    if all(one.standing is Standing.FOUND for one in found):
        return replace(turn, answer=replace(turn.answer, citations=tuple(one.citation for one in found)))
    return replace(turn, answer=_told(turn.answer, found, corpus))


def doubt(citation: Citation, corpus: Corpus) -> str:
    """What is to be said beside a citation that cannot be relied on; nothing beside a sound one."""
    standing = hold(citation, corpus).standing
    return {Standing.UNVERIFIED: UNVERIFIED, Standing.CHANGED: CHANGED, Standing.LOST: CHANGED}.get(standing, "")


@lru_cache(maxsize=KEPT)
def _held(citation: Citation, instrument: Instrument) -> Held:
    if stands(citation, instrument):
        return Held(citation, Standing.FOUND, citation.label)
    return (
        _found(citation, instrument) or _reworded(citation, instrument) or Held(citation, Standing.LOST, citation.label)
    )


def _found(citation: Citation, instrument: Instrument) -> Held | None:
    """Where the quoted words stand: in the provision that is cited, or else in the one nearest to it."""
    places = [(_holder(instrument, run, citation.eid), run) for run in _runs(citation.quote, instrument.text)]
    told = [(provision, run) for provision, run in places if provision]
    if not told:
        return None
    provision, run = min(told, key=lambda one: (one[0].eid != citation.eid, abs(one[1][0] - citation.start)))
    pinned = hung(_pinned(citation, instrument, provision, run), instrument)
    if (citation.lead_in or citation.flush) and pinned.whole != citation.whole:
        return Held(pinned, Standing.CHANGED, citation.label, citation.whole, pinned.whole)
    standing = Standing.FOUND if provision.eid == citation.eid else Standing.MOVED
    return Held(pinned, standing, citation.label)


def _runs(quote: str, text: str) -> Iterator[Span]:
    words = r"\s+".join(map(re.escape, quote.split()))
    return (found.span() for found in re.finditer(rf"(?<!\w){words}(?!\w)", text)) if words else iter(())


def _holder(instrument: Instrument, run: Span, cited: str) -> Provision | None:
    """The provision that holds a run of the text: the one that is cited where it does, or else the smallest."""
    around = [p for p in instrument if p.start <= run[0] and run[1] <= p.end and p.kind is not Kind.CONTENTS]
    said = [p for p in around if p.kind not in GROUPS] or around
    return min(said, key=lambda p: (p.eid != cited, p.end - p.start), default=None)


def _pinned(citation: Citation, instrument: Instrument, provision: Provision, run: Span) -> Citation:
    pinpoint = citation.label if provision.eid == citation.eid else label(instrument, provision)
    heading = instrument.article_of(provision).heading
    placed = replace(citation, eid=provision.eid, label=pinpoint, heading=heading, start=run[0], end=run[1])
    return replace(placed, lead_in=(), flush=())


def _reworded(citation: Citation, instrument: Instrument) -> Held | None:
    """What stands in the place of the quoted words: in the same provision, or in one that says much the same."""
    if citation.eid in instrument:
        changed = _changed(citation, instrument, citation.eid)
        if alike(citation.quote, changed.now) >= SAME_PLACE:
            return changed
    elsewhere = similar_words(units(instrument), {"": citation.quote}).get("")
    return _changed(citation, instrument, elsewhere) if elsewhere else None


def _changed(citation: Citation, instrument: Instrument, eid: str) -> Held:
    provision = instrument[eid]
    now = _counterpart(citation.quote.split(), instrument.words(provision).split())
    pinned = _pinned(citation, instrument, provision, (0, 0))
    return Held(pinned, Standing.CHANGED, citation.label, citation.quote, now)


_SENTENCE_END = re.compile(r".*[.;:?!][)\]”\"’]*")


def _counterpart(quote: Sequence[str], words: Sequence[str]) -> str:
    """The run of a provision's words that stands for the quoted ones, which may have been a part of it.

    What goes before the first of them and after the last is left out; where the first or the last were replaced, it is
    unknown how much belongs to them, and all of the sentence is given.
    """
    steps = SequenceMatcher(None, quote, words, autojunk=False).get_opcodes()
    shared = [step for step in steps if step[0] != "insert"]
    if not any(step[0] == "equal" for step in shared):
        return ""
    (first, *_, begin, first_end), (last, *_, last_begin, end) = shared[0], shared[-1]
    if first == "replace":
        begin = max((n + 1 for n in range(begin, first_end - 1) if _SENTENCE_END.fullmatch(words[n])), default=begin)
    if last == "replace":
        end = next((n + 1 for n in range(last_begin, end) if _SENTENCE_END.fullmatch(words[n])), end)
    return " ".join(words[begin:end])


def _told(answer: Answer, found: Sequence[Held], corpus: Corpus) -> Answer:
    if any(one.standing not in (Standing.FOUND, Standing.MOVED) for one in found):
        answer = _without_prose(answer)
    prose = answer.answer
    for one in found:
        if one.standing in (Standing.CHANGED, Standing.LOST):
            prose = re.sub(rf"^(>.*\[{one.citation.marker}\])$", rf"\1 {CHANGED}", prose, flags=re.MULTILINE)
    message = " ".join(filter(None, (answer.message, *(_sentence(one, corpus) for one in found))))
    return replace(answer, answer=prose, citations=tuple(one.citation for one in found), message=message or None)


def _without_prose(answer: Answer) -> Answer:
    """The answer without what a model wrote: it was held against words that stand there no more."""
    if not answer.sentences:
        return answer
    from assistant.answering.prose.writing import without_prose

    return without_prose(answer)


def _sentence(one: Held, corpus: Corpus) -> str:
    """What has become of a citation, in words; nothing where it can be seen beside the quote, or nothing has."""
    sign, here = f"[{one.citation.marker}]", one.citation.label
    match one.standing:
        case Standing.MOVED:
            return f"The words of {sign} stood in {one.was}, and stand in {here} now."
        case Standing.CHANGED if here != one.was:
            return f"The text has changed since: what {sign} quotes from {one.was} is reworded in {here}."
        case Standing.CHANGED:
            return f"The text of {here} has changed since {sign} was quoted."
        case Standing.LOST:
            name = corpus[one.citation.instrument].about.short_title
            return f"The text has changed since: the words of {sign} are no longer in the {name}."
        case _:
            return ""
