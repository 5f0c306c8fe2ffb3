"""What of a benchmark is searched, and in which words: the one place where the fits lean on how a turn is understood.

What the structure answers is left out: it needs neither ranking nor confidence. Every turn stands after the assistant's
own answers to those before it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from assistant import Assistant, Chat
from assistant.answering.finding import named_in, variants_of
from assistant.conversation import Conversation, Place
from assistant.evaluation.benchmark import Item
from assistant.retrieval.dialogue import Variant
from assistant.understanding.intents import Search
from assistant.understanding.question import Question
from assistant.understanding.turns import understand
from corpus.errors import UnknownProvision, UsageError
from corpus.shelf.collection import Corpus


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
            intent = understand(item.question, Conversation(), corpus)
            if isinstance(intent, Search):
                yield SearchedQuestion(item, intent.query.question, named_in(intent.query.question, corpus))
        except (UsageError, UnknownProvision):
            continue


def searched_turns(items: Iterable[Item], assistant: Assistant) -> Iterator[SearchedTurn]:
    """The turns that are searched in several wordings of one scope."""
    chats: dict[str, Chat] = {}
    for item in items:
        if item.turn is None:
            continue
        chat = chats.setdefault(item.id, assistant.chat())
        intent = understand(item.question, chat.conversation, assistant.corpus)
        if isinstance(intent, Search) and intent.query.wordings:
            yield SearchedTurn(item, tuple(variants_of(intent.query, assistant.corpus)), intent.query.near)
        chat.ask(item.question)
