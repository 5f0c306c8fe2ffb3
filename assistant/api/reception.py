"""What every request passes first: it gets an identifier, is counted and logged, and must ask for this server.

A name that a site elsewhere points at this machine (DNS rebinding) is refused by the ``Host`` header, and a page of
another site that has a browser ask by its ``Origin``.
"""

from __future__ import annotations

import re
import time
from collections.abc import Collection
from http import HTTPStatus
from urllib.parse import urlsplit
from uuid import uuid4

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.api.log import say
from assistant.api.metrics import Metrics
from assistant.api.problems import TOO_LARGE, Problem, told

LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
"""Names by which a machine calls itself."""
HEADER = "X-Request-ID"
_ID = re.compile(r"[A-Za-z0-9._-]{1,64}")
GIVEN_UP = 499
"""Noted where a client hung up before it was answered."""


class Reception:
    """Wraps an application."""

    def __init__(self, app: ASGIApp, metrics: Metrics, hosts: Collection[str], most: int) -> None:
        """
        Args:
            hosts: names by which the server may be asked for, besides those of this machine for itself.
            most: bytes that a request may say it holds; the application counts those that come.
        """
        self._app = app
        self._metrics = metrics
        self._hosts = LOOPBACK | set(hosts)
        self._most = most

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        id = scope["request_id"] = _identifier(headers.get(HEADER, ""))
        status, began = GIVEN_UP, time.perf_counter()

        async def noted(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                MutableHeaders(scope=message)[HEADER] = id
            await send(message)

        self._metrics.began()
        try:
            refused = self._refused(headers)
            app = told(refused, scope["path"], id) if refused else self._app
            await app(scope, receive, noted)
        finally:
            seconds = time.perf_counter() - began
            operation = _operation(scope)
            self._metrics.ended(operation, status, seconds)
            caller = scope.get("caller", "")
            say(
                "request", request_id=id, operation=operation, status=status, ms=round(1000 * seconds, 1), caller=caller
            )

    def _refused(self, headers: Headers) -> Problem | None:
        host = headers.get("host", "")
        if _name(f"//{host}") not in self._hosts:
            detail = "this server is not to be asked for by that Host; the setting api_hosts names more of them"
            return Problem(HTTPStatus.MISDIRECTED_REQUEST, "host", detail)
        origin = headers.get("origin")
        if origin is not None and _name(origin) not in self._hosts:
            return Problem(HTTPStatus.FORBIDDEN, "origin", "pages of other sites may not ask here; ask from a program")
        if _digits(headers.get("content-length", "")) > self._most:
            return TOO_LARGE
        return None


def _digits(text: str) -> int:
    return int(text) if re.fullmatch(r"\d{1,20}", text, re.ASCII) else 0


def _identifier(given: str) -> str:
    """The identifier that a client gave, where it is a plain one; else a new one."""
    return given if _ID.fullmatch(given) else uuid4().hex


def _name(address: str) -> str:
    """The name of the machine in an address, without its port."""
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""


def _operation(scope: Scope) -> str:
    """What was asked for, without the names in it."""
    route, method = scope.get("route"), scope["method"]
    if route is None:
        return "none"
    return f"{method if method in route.methods else 'other'} {route.path}"
