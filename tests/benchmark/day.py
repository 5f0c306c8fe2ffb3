"""A working day on the page: 60 questions in 8 conversations, and all that happens meanwhile.

Pages are reloaded, a connection sleeps, the server is started anew, a second window is open on one conversation, and an
instrument gets another text. At its end every question must be kept in its conversation, and every quote that was
highlighted in its source must have been the words of its citation. Run it as ``python tests/benchmark/day.py``.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

from page import ARGUMENTS, ROOT, _chromium
from playwright.sync_api import expect, sync_playwright

sys.path.insert(0, str(ROOT / "tests" / "browser"))
from visiting import ask, words

from assistant import Assistant
from assistant.conversations.archive import Archive
from assistant.people import FOLDERS, Kind

CONVERSATIONS, EACH, PORT = 8, 7, 8791
RELOADS, SLEEPS, RESTART, WINDOWS, UPDATE = 5, (13, 38), 25, 30, 45
"""Every so many questions the page is reloaded; before which question other things happen."""
OWN = "How long may the master of the port keep a ship apart?"
TEXT = """Convention on the Keeping of Harbours

Article 1 Use

The harbour shall be open to all ships that come in peace.

Article 2 Quarantine

The master of the port may keep a ship with sickness on board apart for {} days.
"""
SLEEPY = """
window.connections = []; window.asleep = false;
window.WebSocket = class extends WebSocket {
  constructor(...all) { super(...all); window.connections.push(this); }
  send(what) { if (!window.asleep) super.send(what); }
};
"""


def main() -> int:
    """Play the day, and tell by the exit code whether anything was lost or misplaced."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        _prepare(home)
        with _served(home) as serving, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=_chromium(), args=ARGUMENTS)
            day = Day(browser.new_context(viewport={"width": 1280, "height": 900}), home, serving)
            day.play(_questions())
        return _told(day, home)


def _questions():
    """Those of the development questions that stand alone, in their order, every seventh; and one on an own text."""
    file = ROOT / "assistant" / "evaluation" / "shipped" / "dev.jsonl"
    rows = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    alone = [row["question"] for row in rows if "question" in row]
    chosen = list(dict.fromkeys(alone[::7]))[: CONVERSATIONS * EACH]
    return [OWN if number % 10 == 4 else question for number, question in enumerate(chosen)]


def _prepare(home):
    """A library of the bundled instruments and one of one's own, made from the index that is there."""
    Assistant().search("preservation")
    indexes = Path(os.environ["TREATY_HOME"]) / "indexes" if "TREATY_HOME" in os.environ else None
    if indexes and indexes.is_dir():
        shutil.copytree(indexes, home / "indexes")
    _treaty(home, "add", _text(home, "forty"), "--yes")


def _text(home, days):
    file = home / "harbours.md"
    file.write_text(TEXT.format(days), encoding="utf-8")
    return str(file)


def _treaty(home, *arguments):
    subprocess.run(
        [sys.executable, "-m", "assistant.cli", *arguments],
        cwd=ROOT,
        env=os.environ | {"TREATY_HOME": str(home)},
        check=True,
        stdout=subprocess.DEVNULL,
    )


class Serving:
    """The server, which can be started anew."""

    def __init__(self, home):
        self._environment = os.environ | {"TREATY_HOME": str(home)}
        self.start()

    def start(self):
        command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(PORT)]
        self._process = subprocess.Popen(command, cwd=ROOT, env=self._environment, stdout=subprocess.DEVNULL)

    def stop(self):
        self._process.terminate()
        self._process.wait()

    def restart(self):
        self.stop()
        self.start()


@contextmanager
def _served(home):
    serving = Serving(home)
    try:
        yield serving
    finally:
        serving.stop()


class Day:
    """What is done on the page, and what was seen."""

    def __init__(self, context, home, serving):
        context.set_default_timeout(120_000)
        expect.set_options(timeout=120_000)
        context.add_init_script(SLEEPY)
        self.context, self.home, self.serving = context, home, serving
        self.page = context.new_page()
        self.asked, self.highlighted = [], []

    def play(self, questions):
        """All conversations, one after the other."""
        self._open(f"http://localhost:{PORT}")
        for number, question in enumerate(questions):
            if number % EACH == 0:
                self._begin()
            self._happens(number)
            self._ask(question, asleep=number in SLEEPS)
            if number % RELOADS == 0:
                self.page.reload()
                expect(self.page.locator(".turn")).to_have_count(len(self.asked[-1]))

    def _open(self, address):
        for _ in range(200):
            try:
                self.page.goto(address)
                break
            except Exception:  # noqa: BLE001  # the server is not up yet
                time.sleep(0.1)
        self.page.get_by_test_id("stChatInputTextArea").wait_for()

    def _begin(self):
        if self.asked:
            self.page.get_by_role("button", name="New conversation").click()
            expect(self.page.locator(".turn")).to_have_count(0)
        self.asked.append([])

    def _happens(self, number):
        if number == RESTART:
            self.serving.restart()
            self._open(self.page.url)
            expect(self.page.locator(".turn")).to_have_count(len(self.asked[-1]))
        if number == UPDATE:
            _treaty(self.home, "update", "convention-on-the-keeping-of-harbours", _text(self.home, "fifty"), "--yes")
        if number == WINDOWS:
            self._in_two_windows()

    def _in_two_windows(self):
        other = self.context.new_page()
        other.goto(self.page.url)
        expect(other.locator(".turn")).to_have_count(len(self.asked[-1]))
        for page, question in ((self.page, "Who bears the costs?"), (other, "What is malicious software?")) * 2:
            ask(page, question)
            self.asked[-1].append(question)
        other.close()
        self.page.reload()
        expect(self.page.locator(".turn")).to_have_count(len(self.asked[-1]))

    def _ask(self, question, *, asleep):
        if asleep:
            self.page.evaluate("window.asleep = true")
            self.page.get_by_test_id("stChatInputTextArea").fill(question)
            self.page.keyboard.press("Enter")
            self.page.evaluate("window.asleep = false; window.connections.forEach((one) => one.close())")
            expect(self.page.locator(".turn")).to_have_count(len(self.asked[-1]) + 1)
        else:
            ask(self.page, question)
        self.asked[-1].append(question)
        self._look(self.page.locator(".turn").last)

    def _look(self, turn):
        """Open the first source of a turn, and note what is highlighted there."""
        chip = turn.locator("button.chip").first
        if not chip.count():
            return
        chip.click()
        marks = self.page.locator(".st-key-source mark")
        marks.first.wait_for()
        place = len(self.asked) - 1, len(self.asked[-1]) - 1, int(chip.inner_text().split(" ")[0])
        self.highlighted.append((*place, words(marks)))
        self.page.get_by_role("button", name="✕ Close").click()
        expect(marks).to_have_count(0)


def _told(day, home) -> int:
    """Hold what was seen against what is kept."""
    (folder,) = (home / FOLDERS[Kind.READER]).iterdir()
    with Archive(folder) as archive:
        kept = [archive.load(entry.id) for entry in archive.entries()]
    kept.sort(key=lambda one: one.created)
    lost = [asked for asked, one in zip(day.asked, kept, strict=True) if [t.question for t in one.turns] != asked]
    wrong = []
    for talk, turn, marker, seen in day.highlighted:
        quotes = {citation.marker: citation.quote for citation in kept[talk].turns[turn].answer.citations}
        if seen.replace(" ", "") != quotes[marker].replace(" ", ""):
            wrong.append((quotes[marker], seen))
    asked = sum(map(len, day.asked))
    print(f"{asked} questions in {len(kept)} conversations, {len(day.highlighted)} sources opened")
    print(f"conversations that lost a question: {len(lost)}; highlights that are not the quote: {len(wrong)}")
    for quote, seen in wrong:
        print(f"- quoted: {quote}\n  seen:   {seen}")
    return 1 if lost or wrong else 0


if __name__ == "__main__":
    sys.exit(main())
