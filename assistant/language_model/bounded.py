"""A client of HTTP that reads no more than it should: so many bytes, until so late, from the place that was named."""

from __future__ import annotations

import time
from collections.abc import Iterator

import httpx2

from assistant.language_model.base import Cause, Unwritten

CONNECT = 10.0
"""Seconds to wait for a connection at most."""
MOST = 1_000_000
"""Bytes of an answer at most. Four sentences with all that the protocol puts around each piece are a tenth of it."""


def bounded_client(address: str, seconds: float, deadline: float, *, proxies: bool) -> httpx2.Client:
    """A client that follows no redirection, which might lead to another machine.

    Args:
        address: of the server; one without TLS needs no certificates, which take long to load.
        seconds: how long to wait for the next bytes.
        deadline: until when to read, by :func:`time.monotonic`.
        proxies: whether those of the environment are used; a server on this machine needs none.
    """
    return httpx2.Client(
        transport=None if proxies else httpx2.HTTPTransport(verify=address.startswith("https:")),
        timeout=httpx2.Timeout(seconds, connect=min(CONNECT, seconds)),
        trust_env=proxies,
        follow_redirects=False,
        headers={"Accept-Encoding": "identity"},
        event_hooks={"response": [lambda response: _bound(response, deadline)]},
    )


def _bound(response: httpx2.Response, deadline: float) -> None:
    if response.headers.get("Content-Encoding", "identity") != "identity":  # a little may become a lot
        raise Unwritten(Cause.NONSENSE)
    response.stream = _Bounded(response.stream, deadline)  # type: ignore[arg-type]


class _Bounded(httpx2.SyncByteStream):
    """A stream that ends in an error where it goes on for too much or too long."""

    def __init__(self, stream: httpx2.SyncByteStream, deadline: float) -> None:
        self._stream = stream
        self._deadline = deadline

    def __iter__(self) -> Iterator[bytes]:
        read = 0
        for part in self._stream:
            read += len(part)
            if read > MOST:
                raise Unwritten(Cause.ENDLESS)
            if time.monotonic() > self._deadline:
                raise Unwritten(Cause.SLOW)
            yield part

    def close(self) -> None:
        self._stream.close()
