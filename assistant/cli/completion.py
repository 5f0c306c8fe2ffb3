"""What a chat can complete: commands, conversations, and the numbers of provisions from where the dialogue stands."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from assistant.conversation import Conversation, instruments_of
from assistant.conversations.archive import Summary
from corpus.citations.names import fold, names_of
from corpus.model import Instrument, Kind, Provision
from corpus.shelf.collection import Corpus

_UNIT = re.compile(r"\b(?P<unit>article|art\.?|paragraph|para\.?|point|item)\s+(?P<begun>[\w]{0,4})$", re.IGNORECASE)
_KINDS = {"art": Kind.ARTICLE, "par": Kind.PARAGRAPH, "poi": Kind.POINT, "ite": Kind.ITEM}
META = 60
"""Characters that are shown of a provision beside its number, or of a title."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Something to put in place of what is begun."""

    text: str
    meta: str
    begun: int
    """Characters before the cursor that it takes the place of."""


def suggestions(
    before: str,
    conversation: Conversation,
    corpus: Corpus,
    commands: Mapping[str, str],
    instruments: Collection[str] = (),
) -> list[Suggestion]:
    """What the words before the cursor can be completed to.

    Args:
        commands: what each command does, by its name with the slash.
        instruments: identifiers of the instruments that are looked in; empty means all.
    """
    if before.startswith("/") and " " not in before:
        fitting = ((name, meta) for name, meta in commands.items() if name.startswith(before))
        return [Suggestion(name, meta, len(before)) for name, meta in fitting]
    unit = _UNIT.search(before)
    if not unit:
        return []
    begun = unit["begun"]
    within = _named(before, corpus) or instruments
    units = _units(_KINDS[unit["unit"][:3].casefold()], conversation, corpus, within)
    return [Suggestion(n, meta, len(begun)) for n, meta in units.items() if n.casefold().startswith(begun.casefold())]


def identifiers(begun: str, entries: Iterable[Summary]) -> list[Suggestion]:
    """The conversations whose identifier begins so."""
    fitting = (entry for entry in entries if entry.id.startswith(begun.lower()))
    return [Suggestion(entry.id, _cut(entry.title), len(begun)) for entry in fitting]


def _named(before: str, corpus: Corpus) -> list[str]:
    """The instruments that the words name."""
    said = fold(before)
    return [id for id, i in corpus.items() if any(_says(said, name) for name in names_of(i.about))]


def _says(text: str, name: str) -> bool:
    return name in text and bool(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text))


def _units(kind: Kind, conversation: Conversation, corpus: Corpus, within: Collection[str]) -> dict[str, str]:
    """Numbers of a kind with the words they stand for, those nearest to the dialogue first."""
    nearest = dict.fromkeys([*instruments_of(conversation.focus), *corpus])
    ids = [id for id in nearest if id in corpus and (not within or id in within)]
    if kind is Kind.ARTICLE:
        return _numbers((corpus[id], article) for id in ids for article in corpus[id].articles)
    return _numbers(_around(kind, conversation, corpus))


def _around(kind: Kind, conversation: Conversation, corpus: Corpus) -> Iterator[tuple[Instrument, Provision]]:
    """The units of a kind in the articles that the dialogue is about."""
    for id, eid in conversation.focus:
        if id in corpus and eid in corpus[id]:
            instrument = corpus[id]
            below = instrument.descendants(instrument.article_of(instrument[eid]))
            yield from ((instrument, provision) for provision in below if provision.kind is kind)


def _numbers(units: Iterable[tuple[Instrument, Provision]]) -> dict[str, str]:
    found: dict[str, str] = {}
    for instrument, provision in units:
        if provision.number:
            found.setdefault(provision.number, _meta(instrument, provision))
    return found


def _meta(instrument: Instrument, provision: Provision) -> str:
    return _cut(provision.heading or instrument.own(provision))


def _cut(words: str) -> str:
    return words if len(words) <= META else words[: META - 1] + "…"
