"""Answers of the page's server made small: Streamlit leaves its own files as they are, 2.7 MB of a first visit.

Starlette's middleware compresses; a file that never changes is compressed for its first visitor and kept.
"""

from __future__ import annotations

from dataclasses import dataclass

from starlette.datastructures import Headers, MutableHeaders
from starlette.middleware.gzip import GZipMiddleware
from starlette.types import ASGIApp, Message, Receive, Scope, Send

KEPT = 16 * 1024 * 1024
"""Bytes of compressed files that are kept in memory."""
CONDITIONS = ("Range", "If-None-Match", "If-Modified-Since", "If-Match", "If-Unmodified-Since")
"""Headers that ask for something other than the whole file."""


@dataclass(frozen=True, slots=True)
class Packed:
    """A compressed answer, as it was sent."""

    start: Message
    body: bytes


class Packing:
    """Compresses what an application answers with to those who take it so; a websocket goes through untouched."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._small = GZipMiddleware(app)
        self._kept: dict[str, Packed] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send what is kept of a file; compress anything else, and keep it where its headers say that it stays."""
        if scope["type"] != "http" or scope["method"] == "HEAD":
            await self._app(scope, receive, send)
        elif not _whole(scope):
            await self._small(scope, receive, _weakly(send))
        elif found := self._kept.get(scope["path"]):
            await send({**found.start, "headers": list(found.start["headers"])})
            await send({"type": "http.response.body", "body": found.body})
        else:
            await self._keep(scope, receive, _weakly(send))

    async def _keep(self, scope: Scope, receive: Receive, send: Send) -> None:
        starts: list[Message] = []
        pieces: list[bytes] = []

        async def listen(message: Message) -> None:
            if message["type"] == "http.response.start":
                await send(message)
                starts.extend([message] if _stays(message) else [])
                return
            if starts:
                pieces.append(message.get("body", b""))
            await send(message)

        await self._small(scope, receive, listen)
        held = sum(len(one.body) for one in self._kept.values())
        if starts and held + sum(map(len, pieces)) <= KEPT:
            self._kept[scope["path"]] = Packed(starts[0], b"".join(pieces))


def _whole(scope: Scope) -> bool:
    """Whether a request is for the whole of something, compressed."""
    headers = Headers(scope=scope)
    asked = scope["method"] == "GET" and not any(name in headers for name in CONDITIONS)
    return asked and "gzip" in headers.get("Accept-Encoding", "")


def _stays(start: Message) -> bool:
    """Whether an answer is a compressed file that never changes."""
    headers = Headers(raw=start["headers"])
    immutable = "immutable" in headers.get("Cache-Control", "")
    return start["status"] == 200 and immutable and headers.get("Content-Encoding") == "gzip"


def _weakly(send: Send) -> Send:
    """Sends on; the mark of a compressed file is no longer that of its very bytes, so that no range is cut by it."""

    async def weakly(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(raw=message["headers"])
            mark = headers.get("ETag", "")
            if mark.startswith('"') and headers.get("Content-Encoding") == "gzip":
                headers["ETag"] = f"W/{mark}"
        await send(message)

    return weakly
