"""A server of our own on this machine, and how long it is waited for."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import contextmanager

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


@contextmanager
def page_server(repository, environment):
    """The address of a page of its own, with these variables set."""
    port = free_port()
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port)]
    with subprocess.Popen(command, cwd=repository, env=os.environ | environment) as process:
        address = f"http://localhost:{port}"
        try:
            wait(address, process)
            yield address
        finally:
            process.terminate()
