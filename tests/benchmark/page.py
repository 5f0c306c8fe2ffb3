"""How fast the page is, as seen in a browser: from the start of the server to the first answer, and every later one;
and how much a first visit brings over the wire.

Run it as ``python tests/benchmark/page.py``; the index is built before, where it is missing.
"""

import os
import shutil
import socket
import statistics
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

from playwright.sync_api import sync_playwright

from assistant import Assistant

ROOT = Path(__file__).parents[2]
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
QUESTIONS = (
    "How long must preserved data be kept?",
    "When may a request for assistance be refused?",
    "How do both instruments define malicious software?",
    "What is the capital of France?",
    "Who is the depositary of the UN draft?",
    "What must a request under the CIS Agreement contain?",
    "How can a State withdraw?",
    "What does article 34 say?",
)
ROUNDS = 5
FIRST, LATER = 5000, 300
"""Milliseconds that the first answer and a later one may take."""
HEAVY = 1_500_000
"""Bytes that a first visit may bring."""

# Presses Enter, and waits in the browser until the turn is drawn: what a user sees, without the driver's polling.
ASK = """
(before) => new Promise((done) => {
  const box = document.querySelector('[data-testid="stChatInputTextArea"]');
  const started = performance.now();
  const count = () => [...document.querySelectorAll('*')].filter((e) => e.shadowRoot)
    .reduce((sum, e) => sum + e.shadowRoot.querySelectorAll('.turn').length, 0);
  const look = () => count() > before ? requestAnimationFrame(() => done(performance.now() - started))
    : requestAnimationFrame(look);
  box.dispatchEvent(new KeyboardEvent('keydown', {key: 'Enter', code: 'Enter', keyCode: 13, bubbles: true}));
  look();
})
"""


def main() -> int:
    """Measure, print, and tell by the exit code whether all bounds hold."""
    Assistant().search("preservation")
    weight, first, later = _measure()
    later.sort()
    middle, most = statistics.median(later), later[int(0.95 * (len(later) - 1))]
    print(f"first answer {first:.0f} ms after the start (bound {FIRST})")
    print(f"{len(later)} later answers: median {middle:.0f} ms, 95th percentile {most:.0f} ms (bound {LATER})")
    print(f"{weight:,} bytes over the wire until the first page stands (bound {HEAVY:,})")
    return 0 if first <= FIRST and most <= LATER and weight <= HEAVY else 1


def _measure() -> tuple[int, float, list[float]]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=_chromium(), args=ARGUMENTS)
        page = chromium.new_page()
        came = arriving(page)
        started = time.perf_counter()
        command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port)]
        with subprocess.Popen(command, cwd=ROOT, env=os.environ, stdout=subprocess.DEVNULL) as server:
            try:
                _open(page, f"http://localhost:{port}")
                weight = sum(came)
                _ask(page, QUESTIONS[0], 0)
                first = 1000 * (time.perf_counter() - started)
                asked = (QUESTIONS * ROUNDS)[1:]
                later = [_ask(page, question, number) for number, question in enumerate(asked, start=1)]
                return weight, first, later
            finally:
                server.terminate()


def arriving(page) -> list[int]:
    """Bytes of each answer and of each message on the page's channel, while they come in."""
    came: list[int] = []
    wire = page.context.new_cdp_session(page)
    wire.send("Network.enable")
    wire.on("Network.loadingFinished", lambda told: came.append(int(told["encodedDataLength"])))
    wire.on("Network.webSocketFrameReceived", lambda told: came.append(len(told["response"]["payloadData"])))
    return came


def _open(page, address) -> None:
    """The page, as soon as the server answers: a browser that comes sooner counts an error page of its own."""
    for _ in range(2000):
        try:
            with urllib.request.urlopen(f"{address}/_stcore/health", timeout=1):  # noqa: S310  # our own server
                break
        except OSError:
            time.sleep(0.02)
    page.goto(address)
    page.get_by_test_id("stChatInputTextArea").wait_for()


def _ask(page, question, before) -> float:
    page.get_by_test_id("stChatInputTextArea").fill(question)
    return float(page.evaluate(ASK, before))


def _chromium() -> str:
    found = shutil.which("chromium") or shutil.which("google-chrome")
    if not found:
        sys.exit("no Chromium is installed; install it to measure the page")
    return found


if __name__ == "__main__":
    sys.exit(main())
