"""The library in a chain of LangChain (extra ``langchain``): a retriever of provisions and a tool that answers."""

from __future__ import annotations

from asyncio import to_thread
from typing import Any

from langchain_core.callbacks import AsyncCallbackManagerForRetrieverRun, CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from langchain_core.tools import BaseTool, StructuredTool
from pydantic import ConfigDict, Field

from assistant.answer import Answer, Found
from assistant.answering.citing import named, written
from assistant.assistant import Assistant
from corpus.shelf.collection import Corpus

ABOUT = (
    "Answers a question about international instruments by verbatim quotes, each with its pinpoint, or says that the "
    "instruments do not answer it. Repeat the quotes word for word and cite each with its pinpoint."
)


class TreatyRetriever(BaseRetriever):
    """Retrieves the provisions nearest to a text, the best first, whether or not they answer it.

    The content of a document is the words of a provision, white space collapsed. Its metadata: ``source`` (instrument
    and identifier), ``instrument``, ``eid``, ``label``, ``heading``, ``citation`` (label and short title), ``start``
    and ``end`` (offsets in ``Instrument.text``), ``score`` (between 0 and 1, comparable within one search).
    """

    model_config = ConfigDict(arbitrary_types_allowed=True)

    assistant: Assistant = Field(default_factory=Assistant)
    """Whom to ask; by default a new one over all that is loaded."""
    k: int = Field(default=10, ge=1)
    """How many provisions at most."""
    instruments: tuple[str, ...] = ()
    """Identifiers or names of the instruments to look in; empty means all."""

    def _get_relevant_documents(
        self,
        query: str,
        *,
        run_manager: CallbackManagerForRetrieverRun,  # noqa: ARG002  # the base class says what is passed
        k: int | None = None,
    ) -> list[Document]:
        return self._found(query, k)

    async def _aget_relevant_documents(
        self,
        query: str,
        *,
        run_manager: AsyncCallbackManagerForRetrieverRun,  # noqa: ARG002
        k: int | None = None,
    ) -> list[Document]:
        return await to_thread(self._found, query, k)

    def _found(self, query: str, k: int | None) -> list[Document]:
        found = self.assistant.search(query, instruments=self.instruments, limit=k or self.k)
        return [_document(one, self.assistant.corpus) for one in found]


def treaty_tool(assistant: Assistant | None = None) -> BaseTool:
    """A tool that answers a question: its content is the answer with its citations as text, its artifact the answer.

    Args:
        assistant: whom to ask; by default a new one over all that is loaded.
    """
    asked = assistant or Assistant()

    def ask_treaties(question: str, instruments: list[str] | None = None) -> tuple[str, Answer]:
        answer = asked.ask(question, instruments=instruments or ())
        return written(answer, asked.corpus), answer

    async def ask_treaties_awaited(question: str, instruments: list[str] | None = None) -> tuple[str, Answer]:
        return await to_thread(ask_treaties, question, instruments)

    return StructuredTool.from_function(
        ask_treaties,
        ask_treaties_awaited,
        name="ask_treaties",
        description=ABOUT,
        response_format="content_and_artifact",
    )


def _document(found: Found, corpus: Corpus) -> Document:
    provision = corpus[found.instrument][found.eid]
    metadata: dict[str, Any] = {
        "source": f"{found.instrument}#{found.eid}",
        "instrument": found.instrument,
        "eid": found.eid,
        "label": found.label,
        "heading": found.heading,
        "citation": named(found, corpus),
        "start": provision.body,
        "end": provision.end,
        "score": found.score,
    }
    return Document(page_content=found.text, metadata=metadata)
