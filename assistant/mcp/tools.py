"""What an agent may do: ask, search, open a provision, compare, list. Nothing is changed by any of it.

The docstrings of these functions are what an agent reads before it calls one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import asdict
from typing import Annotated, Any, TypeVar

from anyio import to_thread
from mcp.server import MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp.types import CallToolResult, TextContent, ToolAnnotations
from pydantic import Field

from assistant.answer import Answer, Status
from assistant.answering.citing import cited, named, relabelled, written
from assistant.service import Service
from corpus.citations.labels import Form
from corpus.errors import TreatyError
from corpus.shelf.collection import Corpus
from corpus.shelf.rows import instrument_row, named_provisions, provision_rows

READS = ToolAnnotations(read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False)
INSTRUCTIONS = """\
These tools read international instruments (treaties, conventions, agreements) that are loaded on this machine.
Rest every statement about an instrument on what a tool returned, never on memory. Quote its words verbatim, in
quotation marks, and cite the pinpoint as it is returned ("article 59, paragraph 6, UN draft convention"); do not
shorten, merge or correct quotes. Where the status is not_found, say that the loaded instruments do not answer the
question, and do not answer it from elsewhere as if they did. Say so where a text is a draft. list_instruments says what
is loaded.
"""

Names = Annotated[
    list[str],
    Field(description="Identifiers or names of the instruments to look in; leave empty for all.", max_length=100),
]
Cite = Annotated[Form, Field(description="How pinpoints are written: un, oscola, bluebook, or id.")]
T = TypeVar("T")


class Tools:
    """The tools over a service."""

    def __init__(self, service: Service) -> None:
        self._service = service

    def offer(self, server: MCPServer[Any]) -> None:
        """Give a server the tools."""
        for tool in (self.ask, self.search, self.open_provision, self.compare, self.list_instruments):
            server.tool(annotations=READS, structured_output=False)(tool)

    async def ask(
        self,
        question: Annotated[str, Field(description="One question in plain words.")],
        instruments: Names = [],  # noqa: B006  # read, never changed
        before: Annotated[
            list[str],
            Field(description="Earlier questions of the dialogue, oldest first, that this one leans on.", max_length=8),
        ] = [],  # noqa: B006
        cite: Cite = "un",
    ) -> CallToolResult:
        """Answer a question from the loaded instruments by verbatim quotes with pinpoints, or say that they do not.

        The text has every statement with its marker, and for each marker the pinpoint. Repeat quotes word for word and
        cite each with its pinpoint. If it is said that nothing answers, say so; do not fill the gap.
        """

        def work() -> CallToolResult:
            chat = self._service.assistant().chat(instruments=instruments)
            for earlier in before:
                chat.ask(earlier)
            answer = cited(chat.ask(question), chat.corpus, cite)
            return _result(written(answer, chat.corpus), answer.to_dict())

        return await _worked(work)

    async def search(
        self,
        query: Annotated[str, Field(description="Words to look for; they need not be those of the text.")],
        instruments: Names = [],  # noqa: B006
        limit: Annotated[int, Field(ge=1, le=50)] = 10,
        cite: Cite = "un",
    ) -> CallToolResult:
        """List the provisions nearest to some words, the best first, whether or not they answer anything.

        Use it to find where a subject is dealt with; a near provision is no answer by itself. Read before you cite.
        """

        def work() -> CallToolResult:
            assistant = self._service.assistant()
            found = assistant.search(query, instruments=instruments, limit=limit)
            found = relabelled(found, assistant.corpus, cite)
            lines = [f"{named(one, assistant.corpus)} (score {one.score:.2f}): {one.text}" for one in found]
            return _result("\n\n".join(lines), {"passages": [asdict(one) for one in found]})

        return await _worked(work)

    async def open_provision(
        self,
        instrument: Annotated[str, Field(description="Identifier or any name of the instrument.")],
        provision: Annotated[
            str,
            Field(description="In words or as an identifier: “article 59(6)”, “articles 15 to 17”, “art_59__para_6”."),
        ],
        cite: Cite = "un",
    ) -> CallToolResult:
        """Open provisions that can be named, with their exact words, offsets and cross-references.

        The words are the source's own; quote them as they stand.
        """

        def work() -> CallToolResult:
            chosen = self._service.corpus.find(instrument)
            rows = provision_rows(chosen, named_provisions(chosen, provision), cite)
            lines = [f"{row['label']}, {chosen.about.short_title}: “{row['text']}”" for row in rows]
            return _result("\n\n".join(lines), {"provisions": rows})

        return await _worked(work)

    async def compare(
        self,
        topic: Annotated[str, Field(description="A question that is asked of each instrument by itself.")],
        instruments: Names = [],  # noqa: B006
        cite: Cite = "un",
    ) -> CallToolResult:
        """Ask several instruments the same, and set side by side what each says, or that it is silent.

        Report silence as silence: a provision of one instrument says nothing about another.
        """

        def work() -> CallToolResult:
            assistant = self._service.assistant()
            corpus = assistant.corpus
            chosen = [corpus.find(name).id for name in instruments] or list(corpus)
            parts = {id: cited(assistant.ask(topic, instruments=[id]), corpus, cite) for id in chosen}
            rows = [{"instrument": id, **answer.to_dict()} for id, answer in parts.items()]
            return _result("\n\n".join(_sides(parts, corpus)), {"parts": rows})

        return await _worked(work)

    async def list_instruments(self) -> CallToolResult:
        """List the loaded instruments: identifier, title, status (adopted, draft, in force), and names they go by."""

        def work() -> CallToolResult:
            rows = [instrument_row(one) for one in self._service.corpus.values()]
            lines = [f"{row['id']}: {row['title']} ({row['short_title']}). {row['status']}" for row in rows]
            return _result("\n".join(lines), {"instruments": rows})

        return await _worked(work)


async def _worked(work: Callable[[], T]) -> T:
    """What some work gives, done in a thread; what goes wrong is told to the agent.

    Raises:
        ToolError: with the message of ours.
    """
    try:
        return await to_thread.run_sync(work)
    except TreatyError as problem:
        raise ToolError(str(problem)) from problem


def _result(text: str, row: dict[str, Any]) -> CallToolResult:
    return CallToolResult(content=[TextContent(type="text", text=text)], structured_content=row)


def _sides(parts: dict[str, Answer], corpus: Corpus) -> Iterator[str]:
    for id, answer in parts.items():
        said = (
            written(answer, corpus) if answer.status is Status.ANSWERED else f"silent. {answer.message or ''}".strip()
        )
        yield f"## {corpus[id].about.short_title}\n\n{said}"
