"""The place where a server is asked, taken before it starts, so that what is in the way is told in a line."""

from __future__ import annotations

import socket

from corpus.errors import UsageError


def taken(host: str, port: int) -> socket.socket:
    """A socket that listens there.

    Raises:
        UsageError: another program has the port, or there is no such address here.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family)
    except OSError as problem:
        reason = problem.strerror or str(problem)
        raise UsageError(f"nothing can be served at {host}, port {port} ({reason}); choose another --port") from problem
