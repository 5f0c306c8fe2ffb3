"""What of a benchmark is searched, and in which words: the one place where the fits lean on how a turn is understood.

What the structure answers is left out: it needs neither ranking nor confidence. Every turn stands after the assistant's
own answers to those before it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from assistant import Assistant, Chat
from assistant.answering import structure
from assistant.conversation import Place
from assistant.evaluation.benchmark import Item
from assistant.retrieval.dialogue import Variant
from assistant.understanding.question import Question, read
from assistant.understanding.turns import resolve
from corpus.errors import UnknownProvision, UsageError
from corpus.shelf.library import Corpus


@dataclass(frozen=True, slots=True)
class SearchedQuestion:
    """A question that stands alone, as it is searched."""

    item: Item
    question: Question
    named: tuple[Place, ...]
    """Provisions that it names."""


@dataclass(frozen=True, slots=True)
class SearchedTurn:
    """A turn of a dialogue that is searched in several wordings."""

    item: Item
    variants: tuple[Variant, ...]
    cited: tuple[Place, ...]
    """Where the dialogue is."""


def searched_questions(items: Iterable[Item], corpus: Corpus) -> Iterator[SearchedQuestion]:
    """The single questions that need a search."""
    for item in items:
        if item.turn is not None:
            continue
        try:
            question = read(item.question, corpus)
            if not question.compares and not structure.read_off(question, corpus):
                yield SearchedQuestion(item, question, _named(question, corpus))
        except (UsageError, UnknownProvision):
            continue


def searched_turns(items: Iterable[Item], assistant: Assistant) -> Iterator[SearchedTurn]:
    """The turns that are searched in several wordings of one scope."""
    chats: dict[str, Chat] = {}
    for item in items:
        if item.turn is None:
            continue
        chat = chats.setdefault(item.id, assistant.chat())
        meant = resolve(item.question, chat.conversation, assistant.corpus)
        if meant.wordings and not meant.beside:
            variants = (_variant(way.text, way.weight, meant.scope, assistant.corpus) for way in meant.wordings)
            yield SearchedTurn(item, tuple(variants), meant.near)
        chat.ask(item.question)


def _variant(text: str, weight: float, scope: tuple[str, ...], corpus: Corpus) -> Variant:
    question = read(text, corpus)
    scoped = replace(question, scope=scope) if scope and not question.named else question
    leaning = replace(scoped, leans=True)
    try:
        return Variant(leaning, weight, _named(leaning, corpus))
    except UnknownProvision:
        return Variant(leaning, weight)


def _named(question: Question, corpus: Corpus) -> tuple[Place, ...]:
    return tuple((instrument.id, p.eid) for instrument, p in structure.named_provisions(question, corpus))
