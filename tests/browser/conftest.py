"""The real page on a free port, in a headless browser."""

import os
import shutil
import subprocess
import sys

import pytest
from serving import PATIENCE, free_port, wait

ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


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
    port = free_port()
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port)]
    with subprocess.Popen(command, cwd=repository, env=os.environ | {"TREATY_HOME": str(home)}) as process:
        address = f"http://localhost:{port}"
        try:
            wait(address, process)
            yield address
        finally:
            process.terminate()


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
def visit(chromium, server):
    """Opens the page as a new visitor: ``visit("library?...", viewport={...})``."""
    contexts = []

    def visit(path="", **options):
        options = {"viewport": {"width": 1280, "height": 900}} | options
        context = chromium.new_context(**options)
        contexts.append(context)
        context.set_default_timeout(PATIENCE)
        page = context.new_page()
        page.goto(f"{server}/{path}")
        return page

    yield visit
    for context in contexts:
        context.close()
