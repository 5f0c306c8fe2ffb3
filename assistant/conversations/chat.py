"""The one chat: the page, the terminal and the library ask through it, and remember alike."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING, Protocol

from assistant.answer import Answer
from assistant.conversation import Conversation
from assistant.understanding.intents import Memory
from assistant.understanding.question import LONGEST
from assistant.understanding.turns import remembered
from corpus.shelf.collection import Corpus

if TYPE_CHECKING:
    from assistant.answering.prose.writing import Draft


class Answers(Protocol):
    """What a chat needs of an assistant."""

    @property
    def corpus(self) -> Corpus:
        """The instruments that it answers from."""

    def turn(self, text: str, conversation: Conversation, instruments: Collection[str] = ()) -> tuple[Answer, Memory]:
        """The answer to a turn, and what turns to come lean on."""

    def written(self, answer: Answer) -> Iterator[Draft]:
        """The answer with prose, step by step."""


class Chat:
    """A conversation under way: ask, and ask on."""

    def __init__(self, assistant: Answers, conversation: Conversation, instruments: Collection[str] = ()) -> None:
        """
        Args:
            instruments: identifiers or names of the instruments to look in; empty means all.
        """
        self._assistant = assistant
        self.conversation = conversation
        self.instruments = instruments

    @property
    def corpus(self) -> Corpus:
        """The instruments that are loaded now."""
        return self._assistant.corpus

    def ask(self, text: str, *, instruments: Collection[str] = (), write: bool = False) -> Answer:
        """The answer to the next turn, which the conversation then holds.

        Args:
            instruments: those to look in for this turn, in place of the chat's own.
            write: whether the language model of the settings writes prose above the quotes.

        Raises:
            UnknownInstrument: no loaded instrument answers to one of the names.
            StorageError: the index is not there and cannot be written.
            UsageError, MissingExtra: prose is wanted, and no language model is set or the extra is missing.
        """
        if write:
            from assistant.answering.prose.writing import last

            return last(self.stream(text, instruments=instruments))
        answer, memory = self._assistant.turn(text, self.conversation, instruments or self.instruments)
        self.conversation = self.conversation.with_turn(remembered(text[:LONGEST], answer, memory))
        return answer

    def stream(self, text: str, *, instruments: Collection[str] = ()) -> Iterator[Draft]:
        """As :meth:`ask` with prose, step by step; the conversation holds the turn when the last draft is taken.

        Who breaks it off leaves the conversation as it was.

        Raises:
            UnknownInstrument, StorageError, UsageError, MissingExtra: as :meth:`ask`.
        """
        answer, memory = self._assistant.turn(text, self.conversation, instruments or self.instruments)
        for draft in self._assistant.written(answer):
            if draft.done:
                turn = remembered(text[:LONGEST], draft.answer, memory)
                self.conversation = self.conversation.with_turn(turn)
            yield draft
