"""Instruments and provisions as resources, which an agent's program may attach without a question."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from anyio import to_thread
from mcp.server import MCPServer
from mcp.server.mcpserver.exceptions import ResourceNotFoundError
from mcp.server.mcpserver.resources import FunctionResource

from assistant.service import Service
from corpus.errors import UnknownInstrument, UnknownProvision
from corpus.shelf.exports import to_markdown
from corpus.shelf.rows import instrument_row, named_provisions, provision_rows

ROOT = "treaty://instruments"
MARKDOWN, JSON = "text/markdown", "application/json"


def offer(server: MCPServer[Any], service: Service) -> None:
    """Give a server the resources: those of the instruments that are loaded now are listed, and any can be read."""

    async def instruments() -> str:
        """The loaded instruments, as JSON."""
        return await _read(lambda: _json([instrument_row(one) for one in service.corpus.values()]))

    async def instrument(id: str) -> str:
        """The whole text of an instrument, Markdown."""
        return await _read(lambda: to_markdown(service.corpus.find(id)))

    async def provision(id: str, eid: str) -> str:
        """A provision with its exact words, offsets and cross-references, as JSON."""

        def work() -> str:
            chosen = service.corpus.find(id)
            return _json(provision_rows(chosen, named_provisions(chosen, eid)))

        return await _read(work)

    server.resource(ROOT, mime_type=JSON)(instruments)
    server.resource(ROOT + "/{id}", mime_type=MARKDOWN)(instrument)
    server.resource(ROOT + "/{id}/provisions/{eid}", mime_type=JSON)(provision)
    for id, one in service.corpus.items():
        listed = FunctionResource.from_function(
            lambda id=id: to_markdown(service.corpus.find(id)),
            uri=f"{ROOT}/{id}",
            name=id,
            title=one.about.short_title,
            description=one.about.title,
            mime_type=MARKDOWN,
        )
        server.add_resource(listed)


async def _read(work: Callable[[], str]) -> str:
    try:
        return await to_thread.run_sync(work)
    except (UnknownInstrument, UnknownProvision) as problem:
        raise ResourceNotFoundError(str(problem)) from problem


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1)
