"""The instruments that a conversation cites, for reference managers: RIS, and CSL-JSON (citeproc schema 1.0)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from assistant.conversation import Conversation
from assistant.conversations.printed import printable, which_text
from assistant.conversations.standing import hold
from corpus.citations.labels import label
from corpus.citations.text_status import day_in
from corpus.model import About, Instrument
from corpus.shelf.collection import Corpus


@dataclass(frozen=True, slots=True)
class Cited:
    """An instrument that is cited, and where."""

    about: About
    places: tuple[str, ...]
    """Pinpoints in words, in the order of the text."""


def cited(conversation: Conversation, corpus: Corpus) -> tuple[Cited, ...]:
    """The loaded instruments that a conversation cites, in the order in which it first does."""
    eids: dict[str, set[str]] = {}
    for turn in conversation.turns:
        for citation in (hold(kept, corpus).citation for kept in turn.answer.citations):
            if citation.instrument in corpus and citation.eid in corpus[citation.instrument]:
                eids.setdefault(citation.instrument, set()).add(citation.eid)
    return tuple(Cited(corpus[id].about, _places(corpus[id], found)) for id, found in eids.items())


def _places(instrument: Instrument, eids: set[str]) -> tuple[str, ...]:
    return tuple(label(instrument, provision) for provision in instrument if provision.eid in eids)


def to_ris(conversation: Conversation, corpus: Corpus) -> bytes:
    """The cited instruments in RIS, UTF-8: a legal rule each, with the provisions in its notes."""
    records = (
        "".join(f"{tag}  - {_line(value)}\r\n" for tag, value in _ris(one)) for one in cited(conversation, corpus)
    )
    return "\r\n".join(records).encode()


def _ris(one: Cited) -> Iterator[tuple[str, str]]:
    about, day = one.about, day_in(one.about.adopted)
    rows = {
        "TY": "LEGAL",
        "TI": about.title,
        "ST": about.short_title,
        "PY": str(day.year) if day else "",
        "DA": f"{day:%Y/%m/%d}/" if day else "",
        "M1": about.symbol,
        "LA": about.language,
        "N1": "; ".join(filter(None, (f"Cited: {', '.join(one.places)}", which_text(about), about.status))),
    }
    yield from ((tag, value) for tag, value in rows.items() if value)
    yield "ER", ""


def _line(value: str) -> str:
    """A value on one line: a line of its own would be read as a field."""
    return " ".join(printable(value).split())


def to_csl(conversation: Conversation, corpus: Corpus) -> bytes:
    """The cited instruments in CSL-JSON, UTF-8."""
    rows = [_csl(one) for one in cited(conversation, corpus)]
    return json.dumps(rows, ensure_ascii=False, indent=1).encode()


def _csl(one: Cited) -> dict[str, Any]:
    about, day = one.about, day_in(one.about.adopted)
    row: dict[str, Any] = {
        "id": about.id,
        "type": "treaty",
        "title": about.title,
        "title-short": about.short_title,
        "number": about.symbol,
        "status": which_text(about),
        "language": about.language,
        "note": f"Cited: {', '.join(one.places)}",
        "issued": {"date-parts": [[day.year, day.month, day.day]]} if day else None,
    }
    return {name: value for name, value in row.items() if value}
