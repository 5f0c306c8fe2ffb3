"""Who is let in to the page: requests for a name that it goes by, from itself, and from no frame of another site.

A name that somebody else points at this machine, and a page on another port of it, are other sites: without this they
could read the library of whoever visits them. Every route is held to it, uploads and the channel of the page included.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import streamlit as st
from starlette.datastructures import Headers, MutableHeaders
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.ui.packing import Packing

PAGE = Path(__file__).with_name("page.py")
"""What Streamlit runs for every visitor."""
LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
"""Names by which a machine calls itself."""
SERVED = {
    "Content-Security-Policy": "connect-src 'self'; form-action 'self'; frame-ancestors 'self'; object-src 'none'",
    "X-Frame-Options": "SAMEORIGIN",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
}
"""Headers of every answer: no other site may frame the page, and the page speaks to its own server alone."""
REFUSED = "This page is not served under that name, or to that site. server.allowedHosts lists further names.\n"

STRANGER = "X-Treaty-Stranger"
"""The header that a request has behind the gate where it comes from another account of this machine."""
CONNECTIONS = (Path("/proc/net/tcp"), Path("/proc/net/tcp6"))
"""Where Linux lists connections: after a heading, a line each with both ends and the account in fixed places."""


class Gate:
    """Lets a request through to an application, or refuses it with 403."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse what comes under another name or from another site; the rest is served, with `SERVED` on it."""
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        if not admitted(Headers(scope=scope)):
            if scope["type"] == "websocket":
                await send({"type": "websocket.close", "code": 1008})
            else:
                await PlainTextResponse(REFUSED, 403, SERVED)(scope, receive, send)
            return

        headers = MutableHeaders(scope=scope)
        del headers[STRANGER]  # who asks does not say it of themselves
        if is_of_another(scope.get("client"), scope.get("server")):
            headers[STRANGER] = "yes"

        async def answer(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(SERVED)
            await send(message)

        await self._app(scope, receive, answer)


def admitted(headers: Headers) -> bool:
    """Whether a request is for one of the page's names and, where it says so, from the page itself."""
    hosts, origins = headers.getlist("Host"), headers.getlist("Origin")
    if len(hosts) != 1 or _name(hosts[0]) not in names():
        return False
    return all(_same(origin, hosts[0]) for origin in origins)


def is_of_another(client: tuple[str, int] | None, server: tuple[str, int | None] | None) -> bool:
    """Whether a connection comes from another account of this machine; where the system does not tell, no."""
    if not client or not server or not CONNECTIONS[0].is_file():
        return False
    return any(account != os.getuid() for account in _accounts(client[1], server[1] or 0))


def _accounts(here: int, there: int) -> Iterator[int]:
    """The accounts that have a connection from one port to another open."""
    for table in CONNECTIONS:
        for row in table.read_text(encoding="ascii").splitlines()[1:] if table.is_file() else ():
            _, near, far, _, _, _, _, account, *_ = row.split()
            if (_port(near), _port(far)) == (here, there):
                yield int(account)


def _port(address: str) -> int:
    return int(address.rpartition(":")[2], 16)


def names() -> frozenset[str]:
    """The names that the page goes by: the machine's own, the one it is served at, and those that are set."""
    further = {st.get_option("server.address"), *st.get_option("server.allowedHosts")}
    return LOOPBACK | {name.strip("[]").lower() for name in further if name}


def _name(host: str) -> str:
    """The name in a Host header, without its port; empty where it is none."""
    try:
        return (urlsplit(f"//{host}").hostname or "").rstrip(".")
    except ValueError:
        return ""


def _same(origin: str, host: str) -> bool:
    """Whether an origin is the very host and port that was asked for."""
    return origin.lower() in (f"http://{host.lower()}", f"https://{host.lower()}")


MIDDLEWARE = (Middleware(Gate), Middleware(Packing))
"""What stands before the page, the outermost first."""
