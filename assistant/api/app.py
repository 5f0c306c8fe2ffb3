"""The application put together."""

from __future__ import annotations

import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from http import HTTPStatus
from importlib import metadata

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from starlette.types import ASGIApp

from assistant.api import asking, chats, completions, library, operations, problems
from assistant.api.access import Rate
from assistant.api.log import LOG
from assistant.api.reception import Reception
from assistant.api.resources import Resources
from corpus.errors import TreatyError

TITLE = "Treaty Assistant"
ABOUT = """\
Ask international instruments in your own words. Every answer is made of verbatim text with a pin citation, or says that
the instruments do not answer. `quote` is a run of the source text with white space collapsed; `start` and `end` count
characters of what `/v1/instruments/{instrument}/text` gives. What goes wrong is told as RFC 9457 has it.
"""
OPEN = frozenset({"/health", "/ready"})
"""Paths that need no key."""


def application(resources: Resources) -> FastAPI:
    """The application without what every request passes first."""
    app = FastAPI(
        title=TITLE,
        version=_version(),
        description=ABOUT,
        docs_url=None,  # its page would be fetched from elsewhere
        redoc_url=None,
        lifespan=_opened,
        max_body_size=resources.settings.api_body,
    )
    app.state.resources = resources
    app.state.rate = Rate(resources.settings.api_rate)
    problems.install(app)
    for part in (asking, chats, library, completions, operations):
        app.include_router(part.router)
    _describe(app, needs_key=resources.keys is not None)
    return app


def served(app: FastAPI) -> ASGIApp:
    """The application as it is served."""
    resources: Resources = app.state.resources
    chosen = resources.settings
    return Reception(app, resources.metrics, chosen.api_hosts, chosen.api_body)


@asynccontextmanager
async def _opened(app: FastAPI) -> AsyncIterator[None]:
    """Opens the index beside, so that the server can say how it is meanwhile."""
    resources: Resources = app.state.resources
    threading.Thread(target=_make_ready, args=(resources,), daemon=True).start()
    yield
    resources.close()


def _make_ready(resources: Resources) -> None:
    try:
        resources.services.everybodys.assistant()
    except TreatyError:
        LOG.exception("the index cannot be opened")


def _describe(app: FastAPI, needs_key: bool) -> None:
    """Write the description of the operations: how a problem is told, and where a key is needed."""
    described = get_openapi(title=app.title, version=app.version, description=app.description, routes=app.routes)
    parts = described["components"]
    parts["schemas"]["ProblemDetails"] = problems.ProblemDetails.model_json_schema()
    if needs_key:
        parts["securitySchemes"] = {"key": {"type": "http", "scheme": "bearer"}}
        for path, operations_at in described["paths"].items():
            for operation in operations_at.values() if path not in OPEN else ():
                operation["security"] = [{"key": []}]
                operation["responses"]["401"] = problems.description(HTTPStatus.UNAUTHORIZED)
    app.openapi_schema = described


def _version() -> str:
    try:
        return metadata.version("treaty-assistant")
    except metadata.PackageNotFoundError:
        return "0"
