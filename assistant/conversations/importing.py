"""An exported conversation, read back. Nothing in the file is believed: its fields, its places, its quotes.

A quote that does not stand in the loaded text is kept, because it was said, and marked wherever it is shown.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import groupby
from typing import Any

from assistant.answer import Answer, Checked, Citation, Fault, Reason, Status
from assistant.answering.composition import hung
from assistant.answering.verification import verified
from assistant.conversation import Conversation, Place, Turn, is_id
from assistant.conversations.export import FORMAT
from assistant.conversations.printed import unmarked
from assistant.conversations.standing import UNVERIFIED
from corpus.errors import UsageError
from corpus.model import collapse
from corpus.shelf.collection import Corpus

PROSE = "prose"
"""The mode of answers that a language model wrote to."""
LARGEST = 10**9
"""Numbers in a conversation are offsets, markers and milliseconds; what is larger is none of them."""


def from_json(content: bytes, corpus: Corpus) -> Conversation:
    """The conversation that was exported as JSON, its quotes held against the loaded text.

    Raises:
        UsageError: it is none, or of a format of a later program.
    """
    row = _parsed(content)
    if row["format"] != FORMAT:
        raise UsageError(f"the conversation is of format {row['format']!r}, and this program reads {FORMAT}")
    _check(row.get("conversation"), _CONVERSATION, "conversation")
    conversation = Conversation.from_dict(row["conversation"])
    turns = tuple(_held(turn, corpus) for turn in conversation.turns)
    return replace(conversation, turns=turns).renamed(conversation.title)


def _parsed(content: bytes) -> dict[str, Any]:
    try:
        row = json.loads(content)
    except (ValueError, RecursionError) as problem:
        raise UsageError("the file is not JSON in UTF-8; export a conversation as .json") from problem
    if not isinstance(row, dict) or "format" not in row:
        raise UsageError("the file holds no exported conversation; export one as .json")
    return row


@dataclass(frozen=True, slots=True)
class _Later:
    """A field that earlier programs did not write."""

    shape: Any


@dataclass(frozen=True, slots=True)
class _Kind:
    """What a field may hold, and what that is called."""

    fits: Callable[[Any], bool]
    name: str


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and not re.search("[\ud800-\udfff]", value)


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and 0 <= value <= LARGEST


def _is_date(value: Any) -> bool:
    try:
        datetime.fromisoformat(value)
    except (TypeError, ValueError):
        return False
    return True


_TEXT = _Kind(_is_text, "text in UTF-8")
_MAYBE_TEXT = _Kind(lambda value: value is None or _is_text(value), "text in UTF-8 or null")
_WHOLE = _Kind(lambda value: isinstance(value, int) and _is_number(value), "a whole number")
_NUMBER = _Kind(_is_number, "a number")
_SHARE = _Kind(lambda value: _is_number(value) and value <= 1, "a number between 0 and 1")
_TIMES = _Kind(
    lambda value: isinstance(value, dict) and all(map(_is_text, value)) and all(map(_is_number, value.values())),
    "numbers by name",
)
_PLACE = _Kind(lambda value: isinstance(value, list) and len(value) == 2 and all(map(_is_text, value)), "two texts")
_FOUND = {"instrument": _TEXT, "eid": _TEXT, "label": _TEXT, "heading": _TEXT, "score": _NUMBER, "text": _TEXT}
_RUN = {"text": _TEXT, "start": _WHOLE, "end": _WHOLE}
_CITATION = {
    **dict.fromkeys(("instrument", "eid", "label", "heading", "quote"), _TEXT),
    **dict.fromkeys(("marker", "start", "end"), _WHOLE),
    **dict.fromkeys(("lead_in", "flush"), _Later([_RUN])),
    **dict.fromkeys(("text_status", "text_date"), _Later(_MAYBE_TEXT)),
    "part": _Later(_Kind(lambda value: isinstance(value, bool), "true or false")),
}
_SENTENCE = {
    "text": _TEXT,
    "markers": [_WHOLE],
    "status": _Kind(lambda value: value in list(Checked), "a status of a sentence"),
    "fault": _Kind(lambda value: value is None or value in list(Fault), "a fault or null"),
}
_ANSWER = {
    **dict.fromkeys(("question", "answer", "mode"), _TEXT),
    **dict.fromkeys(("resolved_question", "message"), _MAYBE_TEXT),
    "status": _Kind(lambda value: value in list(Status), "a status of an answer"),
    "citations": [_CITATION],
    "passages": [_FOUND],
    "confidence": _SHARE,
    "timing_ms": _TIMES,
    "reason": _Later(_Kind(lambda value: value is None or value in list(Reason), "a reason or null")),
    "choices": _Later([_TEXT]),
    "parts": _Later([{"instrument": _TEXT, "status": _Kind(lambda value: value in list(Status), "a status")}]),
    "sentences": _Later([_SENTENCE]),
}
_MOMENT = _Kind(_is_date, "a date in ISO 8601")
_TURN = {
    "question": _TEXT,
    "answer": _ANSWER,
    "about": [_PLACE],
    "topic": _TEXT,
    "among": [_PLACE],
    "at": _MOMENT,
}
_CONVERSATION = {
    "id": _Kind(is_id, "32 hexadecimal digits"),
    "title": _TEXT,
    "created": _MOMENT,
    "turns": [_TURN],
}


def _check(value: Any, shape: Any, where: str) -> None:
    """Refuse what is not of a shape: a kind, a list of a shape, or an object with a shape for each field."""
    if isinstance(shape, _Kind):
        _expect(shape.fits(value), where, shape.name)
    elif isinstance(shape, list):
        _expect(isinstance(value, list), where, "a list")
        for number, entry in enumerate(value, start=1):
            _check(entry, shape[0], f"{where} {number}")
    else:
        _expect(isinstance(value, dict), where, "an object")
        for name, inner in shape.items():
            later = isinstance(inner, _Later)
            _expect(later or name in value, f"{where}, {name}", "there")
            if name in value:
                _check(value[name], inner.shape if later else inner, f"{where}, {name}")


def _expect(fits: bool, where: str, wanted: str) -> None:
    if not fits:
        raise UsageError(f"the file holds no exported conversation: in it, {where} must be {wanted}")


def _held(turn: Turn, corpus: Corpus) -> Turn:
    """The turn as far as the loaded text bears it out; what is not loaded, a next turn cannot lean on."""
    about, among = _loaded(turn.about, corpus), _loaded(turn.among, corpus)
    return replace(turn, answer=_marked(turn.answer, corpus), about=about, among=among)


def _loaded(places: Iterable[Place], corpus: Corpus) -> tuple[Place, ...]:
    return tuple((id, eid) for id, eid in places if id in corpus and eid in corpus[id])


def _held_again(answer: Answer, corpus: Corpus) -> Answer:
    """What a model wrote, held against the loaded text."""
    if not answer.sentences and answer.mode != PROSE:
        return answer
    from assistant.answering.prose.writing import held_again

    return held_again(answer, corpus)


def _marked(answer: Answer, corpus: Corpus) -> Answer:
    """The answer with each of its citations verified or not, and each quote that does not hold marked so."""
    citations = tuple(replace(c, verified=verified(c, corpus)) for c in answer.citations)
    answer = _held_again(replace(answer, citations=citations), corpus)
    sound = {citation.marker: citation for citation in citations if citation.verified}
    parts = groupby(answer.answer.splitlines(), key=lambda line: line.lstrip().startswith(">"))
    written = (_quote(list(lines), sound, corpus) if quoted else "\n".join(lines) for quoted, lines in parts)
    return replace(answer, answer="\n".join(written), citations=citations)


_CITED = re.compile(r"(?P<words>.*) \[(?P<marker>\d{1,9})\]")


def _quote(lines: list[str], sound: Mapping[int, Citation], corpus: Corpus) -> str:
    """The lines of a quote, with a mark after those that are not the words of a sound citation."""
    words = collapse(" ".join(unmarked(line.lstrip("> \t")) for line in lines)).removesuffix(f" {UNVERIFIED}")
    cited = _CITED.fullmatch(words)
    citation = sound.get(int(cited["marker"])) if cited else None
    if cited and citation and _is_said(cited["words"], citation, corpus):
        return "\n".join(lines)
    text = "\n".join(lines)
    return text if text.endswith(UNVERIFIED) else f"{text} {UNVERIFIED}"


def _is_said(words: str, citation: Citation, corpus: Corpus) -> bool:
    """Whether words are those quoted, with nothing around them but what they hang on.

    Earlier programs wrote the last words of a chapeau, and not what closes a list.
    """
    whole = hung(citation, corpus[citation.instrument])
    lead_in, flush = (_bare(" ".join(run.text for run in runs)) for runs in (whole.lead_in, whole.flush))
    said, quote = _bare(words), _bare(citation.quote)
    ending = next((end for end in (f"{quote} {flush}", quote) if said.endswith(end)), None)
    if ending is None:
        return False
    opening = said.removesuffix(ending).strip()
    return f" {lead_in} ".endswith(f" {opening} " if opening else "")


def _bare(words: str) -> str:
    """Words without the signs that stand where others are left out."""
    return collapse(words.replace("…", " "))
