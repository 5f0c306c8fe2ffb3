"""The real page on a free port, in a headless browser."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import contextmanager

import pytest

ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
PATIENCE = 300_000
"""Milliseconds after which what has not come yet never will."""


def pytest_collection_modifyitems(items):
    for item in items:
        if "browser" in item.path.parts:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def executable():
    """Where Chromium is."""
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if not found and os.environ.get("CI"):
        pytest.fail("no Chromium is installed; the page was not tested")
    if not found:
        pytest.skip("no Chromium is installed: the page is not tested in a browser")
    return found


@pytest.fixture(scope="session")
def server(home, repository, executable):  # noqa: ARG001  # without a browser nothing is served
    """The address of the page, served by a process of its own."""
    with serving(repository, {"TREATY_HOME": str(home)}) as address:
        yield address


@contextmanager
def serving(repository, environment):
    """The address of a page of its own, with these variables set."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port)]
    with subprocess.Popen(command, cwd=repository, env=os.environ | environment) as process:
        address = f"http://localhost:{port}"
        try:
            _wait(address, process)
            yield address
        finally:
            process.terminate()


def _wait(address, process):
    while process.poll() is None:
        try:
            with urllib.request.urlopen(f"{address}/_stcore/health", timeout=1):  # noqa: S310  # our own server
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    pytest.fail("the server ended before it served")


@pytest.fixture(scope="session")
def chromium(executable):
    """The browser."""
    from playwright.sync_api import expect, sync_playwright

    expect.set_options(timeout=PATIENCE)

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=list(ARGUMENTS))
        yield browser
        browser.close()


@pytest.fixture
def visit(chromium, request):
    """Opens the page as a new visitor: ``visit("library?...", viewport={...})``; ``at`` is another page's address."""
    contexts = []

    def visit(path="", at="", **options):
        options = {"viewport": {"width": 1280, "height": 900}} | options
        context = chromium.new_context(**options)
        contexts.append(context)
        context.set_default_timeout(PATIENCE)
        page = context.new_page()
        page.goto(f"{at or request.getfixturevalue('server')}/{path}")
        return page

    yield visit
    for context in contexts:
        context.close()
