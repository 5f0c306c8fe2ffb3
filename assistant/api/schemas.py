"""What requests hold, and what is given besides answers and conversations."""

from __future__ import annotations

from typing import Annotated, Any, Generic, TypeVar

from pydantic import BaseModel, ConfigDict, Field

from corpus.citations.labels import Form
from corpus.model import Kind

Item = TypeVar("Item")

MOST_QUESTIONS = 50
"""Questions and turns of a benchmark that one request may hold."""
LONGEST_TEXT = 20_000
"""Characters of a text that is read at all; what is too long for a question is said in an answer."""

Text = Annotated[str, Field(max_length=LONGEST_TEXT)]
Instruments = Annotated[
    list[Annotated[str, Field(max_length=500)]],
    Field(max_length=100, description="Identifiers or names of the instruments to look in; none means all."),
]
Cite = Annotated[Form, Field(description="How citations are written.")]


class _Body(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Question(_Body):
    """A question, or a turn of a conversation."""

    question: Text
    instruments: Instruments = []
    cite: Cite = "un"


class Query(_Body):
    """What to search for."""

    query: Text
    instruments: Instruments = []
    limit: Annotated[int, Field(ge=1, le=100, description="How many provisions at most.")] = 10
    cite: Cite = "un"


class Beginning(_Body):
    """A conversation that is begun."""

    title: Annotated[str, Field(max_length=LONGEST_TEXT, description="Else the first question is its title.")] = ""


class Giving(_Body):
    """Whose a conversation is to be."""

    group: Annotated[str, Field(max_length=200, description="A group of the caller's; empty: the caller's own again.")]


class Benchmark(_Body):
    """A small benchmark: the objects that a benchmark file has line by line."""

    lines: Annotated[list[dict[str, Any]], Field(min_length=1, max_length=MOST_QUESTIONS)]


class Passage(BaseModel):
    """A provision that was found."""

    instrument: str
    eid: str
    label: str
    heading: str
    score: float
    text: str


class Passages(BaseModel):
    """What a search found, the best first."""

    query: str
    passages: list[Passage]


class Page(BaseModel, Generic[Item]):
    """A part of a list."""

    items: list[Item]
    total: int = Field(description="How many there are in the whole list.")
    next: str | None = Field(description="Where the next part is; null at the end.")


class InstrumentRow(BaseModel):
    """An instrument."""

    id: str
    title: str
    short_title: str
    names: list[str]
    status: str
    adopted: str
    symbol: str
    languages: list[str]
    language: str
    depositary: str
    source: str
    digest: str = Field(description="SHA-256 of its text.")
    articles: int


class ReferenceRow(BaseModel):
    """What the words of a provision refer to."""

    text: str
    targets: list[str]
    foreign: str


class ProvisionRow(BaseModel):
    """A provision with its words; offsets count characters of the instrument's text."""

    instrument: str
    eid: str
    kind: Kind
    number: str
    heading: str
    label: str
    parent: str
    text: str
    start: int
    end: int
    children: list[str]
    refers_to: list[ReferenceRow]
    referred_to_by: list[str]


class Summary(BaseModel):
    """A conversation in a list."""

    id: str
    title: str
    created: str
    changed: str
    turns: int
    owner: str = Field(description="person:NAME or group:NAME; empty where nobody signs in.")


class TurnRow(BaseModel):
    """A turn of a conversation."""

    question: str
    answer: dict[str, Any] = Field(description="The answer object.")
    about: list[list[str]]
    topic: str
    among: list[list[str]]
    at: str


class ConversationRow(BaseModel):
    """A conversation with its turns."""

    id: str
    title: str
    created: str
    turns: list[TurnRow]


class Evaluation(BaseModel):
    """How good the answers are: the same as ``treaty evaluate --json`` writes."""

    format: int
    name: str
    settings: dict[str, str]
    figures: dict[str, Any]
    breakdown: dict[str, Any]
    outcomes: list[dict[str, Any]]


class Entry(BaseModel):
    """A line of the audit trail."""

    number: int
    at: str
    who: str
    operation: str
    object: str
    before: str = Field(description="The hash of the entry before.")
    hash: str


class Readiness(BaseModel):
    """Whether questions are answered at once, and conversations kept."""

    status: str
    index: str
    database: str


class State(BaseModel):
    """How the server is."""

    status: str
