"""The answer object: what every front end shows and other programs read.

Its dictionary form is a public format: fields may be added, never changed or removed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from html import escape
from typing import Any

from corpus import markdown


class Status(StrEnum):
    """How a question ended."""

    ANSWERED = "answered"
    NOT_FOUND = "not_found"
    """The loaded instruments do not answer it."""
    INVALID = "invalid"
    """It is no question that could be looked up: empty, too long."""


class Reason(StrEnum):
    """Why there is no answer."""

    NOT_IN_TEXT = "not_in_text"
    """The instruments that were looked in do not answer it."""
    OTHER_INSTRUMENT = "other_instrument"
    """It asks an instrument that is not loaded, or not to be looked in."""
    NO_SUCH_PROVISION = "no_such_provision"
    """It names a provision that does not exist."""
    LANGUAGE = "language"
    """It is in a language that is not read."""
    NOT_A_QUESTION = "not_a_question"
    """Nothing was asked of the texts."""
    TASK_NOT_DONE = "task_not_done"
    """It asks for something that is not done here, such as a summary."""
    UNCLEAR = "unclear"
    """Nothing says what its words refer to."""
    INVALID = "invalid"
    """It is no question that could be looked up."""


class Checked(StrEnum):
    """What came of a sentence of prose when it was held against the provisions that it cites."""

    VERIFIED = "verified"
    """They carry it."""
    REPAIRED = "repaired"
    """They carry it after a quotation in it was replaced by the exact words."""
    STRUCK = "struck"
    """They do not carry it; it is no part of the answer."""


class Fault(StrEnum):
    """Why a sentence of prose was repaired or struck."""

    UNCITED = "uncited"
    """It cites nothing."""
    NO_SUCH_MARKER = "no_such_marker"
    """It cites what was not given."""
    QUOTATION = "quotation"
    """What it quotes does not stand so in the provision that it cites."""
    PINPOINT = "pinpoint"
    """It names a provision that is not the one it cites."""
    NAME = "name"
    """It names somebody or something that the provision does not."""
    NUMBER = "number"
    """A number or period is not that of the provision, or has another bound."""
    OBLIGATION = "obligation"
    """It binds, allows or forbids otherwise than the provision."""
    NEGATION = "negation"
    """It loses or adds a "not"."""
    EXCEPTION = "exception"
    """It loses or adds an exception, a proviso or a condition."""
    EXTENT = "extent"
    """It loses or adds "only", "all", "and" or "or"."""
    OPPOSITE = "opposite"
    """It has the opposite of a word, or changes who does it to whom."""
    UNSUPPORTED = "unsupported"
    """Its words are not those of the provision."""
    TOO_LONG = "too_long"
    """It is longer than a sentence that could be held."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of prose, with what it rests on and what came of it."""

    text: str
    """Plain text with its markers, ``[1]``."""
    markers: tuple[int, ...]
    status: Checked
    fault: Fault | None = None
    """What was wrong with it; none where it is verified."""

    @property
    def stands(self) -> bool:
        """Whether it is a part of the answer."""
        return self.status is not Checked.STRUCK

    @classmethod
    def from_dict(cls, row: Mapping[str, Any]) -> Sentence:
        """A sentence from its public form."""
        fault = Fault(row["fault"]) if row.get("fault") else None
        return cls(str(row["text"]), tuple(row["markers"]), Checked(row["status"]), fault)


@dataclass(frozen=True, slots=True)
class Run:
    """Words of an instrument, and where they stand."""

    text: str
    """Verbatim, white space collapsed."""
    start: int
    end: int
    """Offsets in ``Instrument.text``."""


@dataclass(frozen=True, slots=True)
class Citation:
    """A provision that an answer rests on, with the words it rests on."""

    marker: int
    """The number by which the answer's text refers to it, ``[1]``."""
    instrument: str
    eid: str
    label: str
    """The pinpoint in words, ``article 59, paragraph 6``."""
    heading: str
    """Heading of the article."""
    quote: str
    """Verbatim words, white space collapsed."""
    start: int
    end: int
    """Offsets of the quoted words in ``Instrument.text``."""
    text_status: str | None = None
    """Which text it is: ``draft``, ``adopted``, ``in_force`` or ``amended``; None where that is not told."""
    text_date: str | None = None
    """Since when, ISO 8601; None where that is not told."""
    verified: bool = True
    """Whether the quote was held against the source and found in its place. An unverified one never leaves."""
    lead_in: tuple[Run, ...] = ()
    """The words above that the quote goes on from, the outermost first: the chapeaux of the lists that it is in."""
    flush: tuple[Run, ...] = ()
    """The words below that close these lists, the innermost first."""
    part: bool = False
    """Whether words of the provision are left out, before the quote or after it."""

    @property
    def whole(self) -> str:
        """The quote with all that it hangs on, in the order of the text."""
        runs = (*(run.text for run in self.lead_in), self.quote, *(run.text for run in self.flush))
        return " ".join(runs)

    @property
    def pinpoint(self) -> str:
        """Label, instrument and heading on one line."""
        return f"{self.label}, {self.instrument}" + (f": {self.heading}" if self.heading else "")


@dataclass(frozen=True, slots=True)
class Part:
    """What came of a question in one of the instruments that it was put to."""

    instrument: str
    status: Status
    """Answered, where a citation is from it; otherwise it is silent."""


@dataclass(frozen=True, slots=True)
class Found:
    """A provision that the search found, whether or not the answer rests on it."""

    instrument: str
    eid: str
    label: str
    heading: str
    score: float
    """Between 0 and 1; comparable within one answer."""
    text: str


COLUMNS = ("marker", "instrument", "eid", "label", "heading", "quote", "start", "end", "part", "verified")
"""What a table says of a citation, besides its words."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What the instruments say to a question, or that they do not say."""

    question: str
    status: Status
    answer: str = ""
    """Markdown; every statement carries the marker of its citation."""
    citations: tuple[Citation, ...] = ()
    """The best first; only those that the answer rests on. Empty unless answered."""
    passages: tuple[Found, ...] = ()
    """The nearest provisions, the best first, also where the question is declined."""
    confidence: float = 0.0
    """Estimated probability that the first citation answers the question."""
    mode: str = "extractive"
    """How the answer was made: ``structure`` read off the instrument, ``extractive`` found by search, ``prose`` where
    checked sentences of a language model stand before the quotes."""
    resolved_question: str | None = None
    """What a follow-up was understood as."""
    message: str | None = None
    """Why there is no answer, or what to know about it."""
    reason: Reason | None = None
    """The same in a word, where it is not answered."""
    choices: tuple[str, ...] = ()
    """What to ask instead, as one would type it next."""
    parts: tuple[Part, ...] = ()
    """For a question put to several instruments, what came of it in each, in the order in which they were meant."""
    timing_ms: Mapping[str, float] = field(default_factory=dict)
    sentences: tuple[Sentence, ...] = ()
    """Where a language model wrote: its sentences, those that were struck too. In `answer` are those that stand."""

    @property
    def answered(self) -> bool:
        """Whether the instruments answer."""
        return self.status is Status.ANSWERED

    @property
    def reading(self) -> str:
        """What it was understood as, where a reader should be told; empty where the words stay those of the question.

        Courtesies that were left out change nothing, nor does what a search took along from the dialogue.
        """
        resolved = self.resolved_question or ""
        asked, read = _run_of_words(self.question), _run_of_words(resolved)
        taken_along = asked in read and self.mode != "structure"
        return "" if read in asked or taken_along else resolved

    def to_dict(self) -> dict[str, Any]:
        """The public form, made of plain JSON types."""
        row = asdict(self)
        row["status"] = self.status.value
        row["citations"] = [_row(citation) for citation in self.citations]
        row["passages"] = [asdict(passage) for passage in self.passages]
        row["reason"] = self.reason.value if self.reason else None
        row["choices"] = list(self.choices)
        row["parts"] = [{"instrument": part.instrument, "status": part.status.value} for part in self.parts]
        row["timing_ms"] = {stage: round(ms, 1) for stage, ms in self.timing_ms.items()}
        if not self.sentences:
            del row["sentences"]
        return row

    def table(self) -> list[dict[str, Any]]:
        """The citations as rows, one each, as ``pandas.DataFrame`` and ``csv.DictWriter`` take them.

        ``words`` is the quote with all that it hangs on.
        """
        return [{name: getattr(one, name) for name in COLUMNS} | {"words": one.whole} for one in self.citations]

    def _repr_markdown_(self) -> str:
        """What a notebook shows where it shows Markdown."""
        said = (markdown.answer(self.answer), markdown.block(self.message or ""))
        choices = "\n".join(f"- {markdown.block(choice)}" for choice in self.choices)
        cited = "\n".join(f"{one.marker}. {markdown.line(one.pinpoint)}" for one in self.citations)
        return "\n\n".join(filter(None, (f"**{markdown.line(self.question)}**", *said, choices, cited)))

    def _repr_html_(self) -> str:
        """What a notebook shows: the question, what is said, and the citations as a table. All text is escaped."""
        said = [markdown.unescaped(self.answer.replace("**", "")), self.message or "", *self.choices]
        shown = "".join(f'<p style="white-space: pre-wrap">{escape(text)}</p>' for text in said if text)
        rows = "".join(
            f"<tr><td>[{one.marker}]</td><td>{escape(one.pinpoint)}</td><td>{escape(one.whole)}</td></tr>"
            for one in self.citations
        )
        table = f"<table><tr><th></th><th>Pinpoint</th><th>Quote</th></tr>{rows}</table>" if rows else ""
        return f"<div><p><strong>{escape(self.question)}</strong></p>{shown}{table}</div>"

    @classmethod
    def from_dict(cls, row: Mapping[str, Any]) -> Answer:
        """An answer from its public form; fields that are not known here are passed over."""
        known = {name: row[name] for name in cls.__dataclass_fields__ if name in row}
        known["status"] = Status(row["status"])
        known["reason"] = Reason(row["reason"]) if row.get("reason") else None
        known["choices"] = tuple(row.get("choices", ()))
        known["parts"] = tuple(Part(part["instrument"], Status(part["status"])) for part in row.get("parts", ()))
        known["citations"] = tuple(_citation(entry) for entry in row.get("citations", ()))
        known["passages"] = tuple(_build(Found, entry) for entry in row.get("passages", ()))
        known["sentences"] = tuple(map(Sentence.from_dict, row.get("sentences", ())))
        return cls(**known)


def _row(citation: Citation) -> dict[str, Any]:
    runs = {name: [asdict(run) for run in getattr(citation, name)] for name in ("lead_in", "flush")}
    return asdict(citation) | runs


def _citation(row: Mapping[str, Any]) -> Citation:
    runs = {name: tuple(_build(Run, run) for run in row.get(name, ())) for name in ("lead_in", "flush")}
    return _build(Citation, {**row, **runs})  # type: ignore[no-any-return]  # any kind is built


def _build(kind: Any, row: Mapping[str, Any]) -> Any:
    return kind(**{name: row[name] for name in kind.__dataclass_fields__ if name in row})


def _run_of_words(text: str) -> str:
    """The words of a text alone, a blank around each."""
    return " ".join(["", *re.findall(r"\w+", text.casefold()), ""])
