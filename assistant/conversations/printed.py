"""What every document that is made of a conversation holds: its blocks, its notes, and its authorities."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

from assistant.answer import Citation
from assistant.conversation import Conversation, Turn
from assistant.conversations.standing import doubt, held, hold
from corpus import markdown
from corpus.citations.labels import Form, label
from corpus.citations.text_status import spelled, text_status
from corpus.model import About
from corpus.shelf.collection import Corpus

STATES = {"draft": "draft", "adopted": "adopted", "in_force": "in force", "amended": "as amended"}
SINCE = {"draft": "of", "adopted": "on", "in_force": "since", "amended": "on"}


@dataclass(frozen=True, slots=True)
class Authority:
    """A provision that a conversation cites."""

    instrument: str
    """Title of the instrument."""
    label: str
    turns: tuple[int, ...]
    """Numbers of the turns that cite it, from 1."""


def authorities(conversation: Conversation, corpus: Corpus, form: Form = "un") -> tuple[Authority, ...]:
    """The provisions that a conversation cites, by instrument and in the order of its text."""
    turns: dict[tuple[str, str], dict[int, Citation]] = {}
    for number, turn in enumerate(conversation.turns, start=1):
        for citation in (hold(kept, corpus).citation for kept in turn.answer.citations):
            turns.setdefault((citation.instrument, citation.eid), {})[number] = citation
    best = {place: min(cited.values(), key=lambda one: bool(doubt(one, corpus))) for place, cited in turns.items()}
    order = sorted(best, key=lambda place: (place[0], best[place].start))
    return tuple(Authority(*_named(best[place], corpus, form), tuple(turns[place])) for place in order)


def _named(citation: Citation, corpus: Corpus, form: Form) -> tuple[str, str]:
    """Title and pinpoint; as the answer had them where the instrument is loaded no more."""
    instrument = corpus.get(citation.instrument)
    known = instrument is not None and citation.eid in instrument
    pinpoint = label(instrument, instrument[citation.eid], form) if instrument and known else citation.label
    title = instrument.about.title if instrument else citation.instrument
    return title, " ".join(filter(None, (pinpoint, doubt(citation, corpus))))


def which_text(about: About) -> str:
    """Which text of an instrument this is, "in force since 14 March 2002"; empty where that is not told."""
    known = text_status(about)
    if known is None:
        return ""
    state = known.state.value
    return STATES[state] + (f" {SINCE[state]} {spelled(known.day)}" if known.day else "")


def numbered(conversation: Conversation, corpus: Corpus) -> enumerate[Turn]:
    """The turns from 1, as the loaded text bears them out."""
    return enumerate((held(turn, corpus) for turn in conversation.turns), start=1)


def notes(turn: Turn) -> list[str]:
    """What is to be told beside the answer."""
    understood = turn.answer.reading
    told = (f"Understood as: {understood}" if understood else "", turn.answer.message or "")
    return [note for note in told if note]


class Block(NamedTuple):
    """A paragraph of an answer."""

    text: str
    quoted: bool


def blocks(turn: Turn) -> list[Block]:
    """The paragraphs of an answer without their Markdown."""
    lines = (line.strip() for line in turn.answer.answer.splitlines())
    return [Block(text, line.startswith(">")) for line in lines if (text := unmarked(line.lstrip("> ")))]


def unmarked(line: str) -> str:
    """A line without emphasis, list marks and escapes."""
    bare = re.sub(r"(?<!\\)\*\*|^[-*] ", "", line)
    return markdown.unescaped(bare).strip()


def turns_of(authority: Authority) -> str:
    """The turns that cite an authority, in words."""
    word = "turn" if len(authority.turns) == 1 else "turns"
    return f"{word} {', '.join(map(str, authority.turns))}"


def printable(text: str) -> str:
    """Text without control characters: XML cannot hold them, and they would act on a terminal."""
    return re.sub(r"[^\t\n\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", " ", text)
