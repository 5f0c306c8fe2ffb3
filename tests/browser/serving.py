"""A server of our own on this machine, and how long it is waited for."""

import socket
import time
import urllib.error
import urllib.request

import pytest

PATIENCE = 300_000
"""Milliseconds after which what has not come yet never will."""


def free_port():
    """A port that nothing listens on."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def wait(address, process, path="/_stcore/health"):
    """Wait until a server answers."""
    while process.poll() is None:
        try:
            with urllib.request.urlopen(f"{address}{path}", timeout=1):  # noqa: S310  # our own server
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    pytest.fail("the server ended before it served")
