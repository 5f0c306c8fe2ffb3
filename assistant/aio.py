"""The assistant for programs that run on an event loop: the same questions, awaited."""

from __future__ import annotations

from asyncio import Lock, Semaphore, to_thread
from collections.abc import Callable, Collection
from typing import ParamSpec, TypeVar

from assistant.answer import Answer, Found
from assistant.assistant import Assistant
from assistant.conversation import Conversation
from assistant.conversations.chat import Chat
from corpus.shelf.collection import Corpus

AT_ONCE = 4
"""Questions that are worked on at once; others wait."""

P = ParamSpec("P")
T = TypeVar("T")


class AsyncAssistant:
    """An :class:`Assistant` whose answers are awaited: work is done in threads, never on the event loop.

    One belongs to one event loop. The assistant behind it may be shared with anyone.
    """

    def __init__(self, assistant: Assistant | None = None, *, at_once: int = AT_ONCE) -> None:
        """
        Args:
            assistant: the one to ask; by default a new one.
            at_once: questions that are worked on at once; others wait.

        Raises:
            UsageError: a setting is unknown, or chooses what there is not.
        """
        self.assistant = assistant or Assistant()
        self._turns = Semaphore(at_once)

    @property
    def corpus(self) -> Corpus:
        """The loaded instruments."""
        return self.assistant.corpus

    async def ask(
        self, question: str, *, instruments: Collection[str] = (), conversation: Conversation | None = None
    ) -> Answer:
        """See :meth:`Assistant.ask`."""
        return await self.worked(self.assistant.ask, question, instruments=instruments, conversation=conversation)

    async def search(self, text: str, *, instruments: Collection[str] = (), limit: int = 10) -> tuple[Found, ...]:
        """See :meth:`Assistant.search`."""
        return await self.worked(self.assistant.search, text, instruments=instruments, limit=limit)

    async def open(self) -> None:
        """See :meth:`Assistant.open`."""
        await self.worked(self.assistant.open)

    def chat(self, conversation: Conversation | None = None, *, instruments: Collection[str] = ()) -> AsyncChat:
        """A conversation that remembers its turns; see :meth:`Assistant.chat`."""
        return AsyncChat(self, self.assistant.chat(conversation, instruments=instruments))

    async def worked(self, work: Callable[P, T], *values: P.args, **named: P.kwargs) -> T:
        """What some work gives, done in a thread when it is its turn."""
        async with self._turns:
            return await to_thread(work, *values, **named)


class AsyncChat:
    """A :class:`Chat` whose answers are awaited; turns that are asked at once are taken one after another."""

    def __init__(self, assistant: AsyncAssistant, chat: Chat) -> None:
        self._assistant = assistant
        self._chat = chat
        self._turn = Lock()

    @property
    def conversation(self) -> Conversation:
        """What was said so far."""
        return self._chat.conversation

    async def ask(self, text: str, *, instruments: Collection[str] = ()) -> Answer:
        """See :meth:`Chat.ask`."""
        async with self._turn:
            return await self._assistant.worked(self._chat.ask, text, instruments=instruments)
