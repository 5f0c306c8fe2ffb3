"""Every number that was fitted on data or chosen by it, read from one file: ``weights.json``.

A section says where its numbers come from: ``fitted_on`` names the data files that a command fitted them on, with
``digest``, the SHA-256 of these files, and ``by``, the command, which writes the section again; ``chosen_on`` names the
data on which they were chosen by hand, be it between those that the command ``by`` proposed.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from typing import Any, TypeVar, get_type_hints

from corpus.errors import WeightsError

PATH = Path(__file__).with_name("weights.json")
"""The file that comes with the package."""


@dataclass(frozen=True, slots=True)
class Fusion:
    """What each arm of the search weighs, as a mean over encoders, among instruments with anticipated questions."""

    prototype: float
    """Cosine with the learned prototype of a provision."""
    question: float
    """Cosine with the nearest anticipated questions of a provision."""
    passage: float
    """Cosine with the nearest passage of a provision."""
    words: float
    """BM25 over the best of the query."""


@dataclass(frozen=True, slots=True)
class UnlearnedFusion:
    """The same among instruments without any anticipated questions."""

    passage: float
    """Cosine with the nearest passage of a provision."""
    article: float
    """Cosine with the passage of the article that a provision stands in."""
    words: float
    """BM25 over the best of the query."""
    offset: float
    """Added to each score, so that it may be compared with that of an instrument with questions."""
    recital: float
    """What a recital stands behind a provision: it explains, the provision binds."""
    point: float
    """What a point stands behind a whole paragraph."""
    annex: float
    """What stands outside the articles is behind them by so much."""
    first_paragraph: float
    """How near to the best of its article a first paragraph is taken for it: it states the rule."""


@dataclass(frozen=True, slots=True)
class CrossingFusion:
    """What each arm of a search across languages weighs."""

    prototype: float
    """Cosine with the learned prototype of a provision."""
    question: float
    """Cosine with the nearest group of its anticipated questions."""
    passage: float
    """Cosine with its nearest passage."""
    article: float
    """Cosine with the passage of the article it stands in, among instruments without anticipated questions."""
    recital: float
    """What a recital stands behind a provision there."""
    definition: float
    """What a definition gains where a question asks what a term means."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What the reader weighs where it reads."""

    weight: float
    """Added to the score of a provision for each unit of the reader's logit."""
    article: float
    """The same for the most that the reader says of a provision of its article."""


@dataclass(frozen=True, slots=True)
class Logistic:
    """A logistic model over the signals of retrieval; a signal that it does not look at has 0."""

    intercept: float
    """The logit where all signals are 0."""
    score: float
    """Of each signal the coefficient, under the name of the signal in :class:`assistant.retrieval.ranking.Signals`."""
    lead: float
    """See `score`."""
    over_category: float
    """See `score`."""
    over_unanswerable: float
    """See `score`."""
    passage: float
    """See `score`."""
    cover: float
    """See `score`."""
    category: float
    """See `score`."""
    foreign: float
    """See `score`."""
    read: float
    """See `score`."""


@dataclass(frozen=True, slots=True)
class FollowUps:
    """How a turn that leans on the dialogue is searched: its wordings, and what the place of the dialogue adds."""

    alone: float
    """Weight of the turn by itself."""
    with_topic: float
    """Weight of the turn after the topic of the dialogue."""
    with_heading: float
    """Weight of the turn with the heading of the article that the dialogue is in."""
    here: float
    """Of the score: what a provision in the instrument that the dialogue is in gains."""
    near: float
    """What one in the same article gains besides."""
    known: float
    """What one that was just cited loses."""


@dataclass(frozen=True, slots=True)
class Decision:
    """Where confidence parts answers from declines, and one way to search from another."""

    operating_point: float
    """Answer from this confidence on: of single dev questions none of 331 answerable ones and 73 of 74 others are
    below it."""
    again: float
    """The same for a question that is put to a second instrument: it is none that no instrument answers."""
    sure: float
    """From this confidence on, what does not lean by its words is not tried with the topic as well: a third of the
    work. From 0.85 on it would cost dev follow-ups."""
    named: float
    """A provision that the question names is preferred to a better one elsewhere by so much of the score."""
    another: float
    """Confidence at most, where a question asks another instrument than those loaded."""
    pointed: float
    """Answer from this confidence on, where the best stands in a provision that the question names."""
    clear: float
    """From this confidence on no typing error is looked for: the encoders read through some, and mistake others."""


@dataclass(frozen=True, slots=True)
class Composition:
    """How many provisions an answer cites, and how much of each it quotes."""

    close: float
    """A second provision is cited where its score is within so much of the first."""
    listed: float
    """A question for several things takes a list before one of its points that is better by so much of the score."""
    most: int
    """Provisions cited at most."""
    long: int
    """Words of a paragraph that is quoted whole; of a longer one, the sentences that answer."""
    list: int
    """Words of a list that is quoted whole."""
    offered: float
    """What another instrument says is offered where the score of its best provision is within so much of the first."""


@dataclass(frozen=True, slots=True)
class TypingErrors:
    """When a word is taken for another that was meant."""

    likeness: float
    """Of two words by :mod:`difflib`, from which on one is taken for the other: "traffc" and "traffic" have 0.92."""
    often: int
    """Times that a word stands in anticipated questions to be known: some of them hold typing errors themselves."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where the numbers of a section come from."""

    fitted_on: tuple[str, ...] = ()
    """Names of the data files that they were fitted on."""
    digest: str = ""
    """SHA-256 over these files, one after another."""
    by: str = ""
    """The command that fits such numbers; it wrote these where `fitted_on` is given."""
    chosen_on: tuple[str, ...] = ()
    """Names of the data files on which they were chosen by hand."""


@dataclass(frozen=True, slots=True)
class Weights:
    """All sections of the file."""

    fusion: Fusion
    fusion_unlearned: UnlearnedFusion
    crossing: CrossingFusion
    """For questions and texts that differ in language."""
    reading: Reading
    confidence: Logistic
    """For questions that stand alone."""
    confidence_unlearned: Logistic
    """Where the instrument of the best provision has no anticipated questions: the arms on them say nothing, the
    unanswerable ones still do."""
    confidence_of_turns: Logistic
    """For a turn that is searched in several wordings; the rest of what they tell adds nothing."""
    confidence_crossed: Logistic
    """For questions and texts that differ in language."""
    confidence_crossed_unlearned: Logistic
    """The same where the instrument of the best provision has no anticipated questions."""
    followups: FollowUps
    decision: Decision
    composition: Composition
    typing_errors: TypingErrors
    origins: Mapping[str, Origin]
    """By the name of a section, where its numbers come from."""


SECTIONS = {name: cls for name, cls in get_type_hints(Weights).items() if name != "origins"}
"""What each section of the file holds."""
ORIGIN = frozenset(field.name for field in fields(Origin))


_tried: ContextVar[Weights | None] = ContextVar("weights that are tried", default=None)


def weights() -> Weights:
    """The weights that come with the package, or those that are being tried."""
    return _tried.get() or _shipped()


@cache
def _shipped() -> Weights:
    return read_weights(PATH)


@contextmanager
def trying(others: Weights) -> Iterator[None]:
    """Other weights in place of those of the package, to see what is gained by them."""
    token = _tried.set(others)
    try:
        yield
    finally:
        _tried.reset(token)


def read_weights(path: Path) -> Weights:
    """The weights of a file.

    Raises:
        WeightsError: the file cannot be read; a section or a number is missing, not known or of another type.
    """
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as problem:
        raise WeightsError(f"{path.name} cannot be read ({problem}): reinstall the package") from problem
    _only(path.name, content, SECTIONS)
    sections = {name: _section(cls, content[name], f"{path.name}, {name}") for name, cls in SECTIONS.items()}
    origins = {name: _origin(content[name], f"{path.name}, {name}") for name in SECTIONS}
    return Weights(**sections, origins=origins)


Section = TypeVar("Section")


def _section(cls: type[Section], row: Mapping[str, Any], place: str) -> Section:
    numbers = {name: value for name, value in row.items() if name not in ORIGIN}
    kinds = get_type_hints(cls)
    _only(place, numbers, kinds)
    return cls(**{name: _number(numbers[name], kind, f"{place}.{name}") for name, kind in kinds.items()})


def _number(value: object, kind: type[int] | type[float], place: str) -> float:
    if type(value) is int or (type(value) is float and kind is float):
        return kind(value)
    raise WeightsError(f"{place} is {value!r}; write {'a whole number' if kind is int else 'a number'}")


def _origin(row: Mapping[str, Any], place: str) -> Origin:
    said: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value for name, value in row.items() if name in ORIGIN
    }
    if said.keys() - {"by"} != {"chosen_on"} and said.keys() != {"fitted_on", "digest", "by"}:
        raise WeightsError(f"{place} does not say where its numbers come from: chosen_on; or fitted_on, digest and by")
    return Origin(**said)


def _only(place: str, found: Mapping[str, Any], known: Mapping[str, Any]) -> None:
    if unknown := found.keys() - known.keys():
        raise WeightsError(f"{place}: {', '.join(sorted(unknown))} is not known; there are {', '.join(known)}")
    if missing := known.keys() - found.keys():
        raise WeightsError(f"{place}: {', '.join(sorted(missing))} is missing")
