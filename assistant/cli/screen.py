"""What the commands write: text that is never markup, JSON, tables, and progress on stderr.

Words of users and instruments are data: control characters in them do nothing to a terminal.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import typer
from rich.console import Console
from rich.text import Text

from corpus.errors import UsageError
from corpus.markdown import unescaped

_UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")
"""Control characters but for tab and line feed, what turns the direction of writing, and halves of characters."""
_BOLD = re.compile(r"(?<!\\)\*\*(.+?)(?<!\\)\*\*")
_MARKER = r"\[\d+\]"
QUOTE = "> "
COMPLAINT = 1000
"""Characters of an error at most."""


def console(stderr: bool = False) -> Console:
    """A console that takes everything literally; colours are its own affair."""
    return Console(stderr=stderr, highlight=False, markup=False, emoji=False)


def safe(text: str) -> str:
    """The text with every character that could act on a terminal shown as a replacement, one for one."""
    return _UNSAFE.sub("\N{REPLACEMENT CHARACTER}", text)


def complain(message: str) -> None:
    """One line on stderr, cut where what it repeats is endless."""
    line = " ".join(safe(message).split())
    sys.stderr.write(f"treaty: {line if len(line) <= COMPLAINT else line[:COMPLAINT] + '…'}\n")


def say(text: str | Text = "", style: str = "") -> None:
    """A line on stdout, wrapped on a terminal, as it is in a pipe."""
    out = console()
    line = text if isinstance(text, Text) else Text(safe(text), style)
    out.print(line, soft_wrap=not out.is_terminal)


def say_json(value: Any) -> None:
    """JSON on stdout; what could act on a terminal is escaped, which JSON allows."""
    sys.stdout.write(to_json(value, indent=2) + "\n")


def to_json(value: Any, indent: int | None = None) -> str:
    """JSON in which letters of any script stand as they are."""
    text = json.dumps(value, ensure_ascii=False, indent=indent)
    return _UNSAFE.sub(lambda found: f"\\u{ord(found.group()):04x}", text)


def say_rows(head: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """A table on a terminal; in a pipe, fields parted by tabs, one row a line, without the head."""
    out = console()
    if not out.is_terminal:
        for row in rows:
            sys.stdout.write("\t".join(" ".join(safe(cell).split()) for cell in row) + "\n")
        return
    from rich.table import Table

    table = Table(*head, box=None, pad_edge=False)
    for row in rows:
        table.add_row(*(Text(safe(cell)) for cell in row))
    out.print(table)


def say_markdown(markdown: str) -> None:
    """An answer's Markdown: bold, quotes and markers are shown, what is escaped is plain."""
    for line in markdown.split("\n"):
        if line.startswith(QUOTE.rstrip()):
            _say_quote(_styled(line.removeprefix(QUOTE.rstrip()).strip()))
        else:
            say(_styled(line))


def _say_quote(text: Text) -> None:
    out = console()
    if not out.is_terminal:
        return say(Text(QUOTE) + text)
    for line in text.wrap(out, out.width - len(QUOTE)) or [Text()]:
        say(Text.assemble(("│ ", "dim"), line))
    return None


def _styled(line: str) -> Text:
    text, end = Text(), 0
    for bold in _BOLD.finditer(line):
        text.append(_plain(line[end : bold.start()])).append(_plain(bold[1]), "bold")
        end = bold.end()
    text.append(_plain(line[end:]))
    text.highlight_regex(_MARKER, "cyan")
    return text


def _plain(markdown: str) -> str:
    return safe(unescaped(markdown))


def agree(question: str, yes: bool, undone: str = "changed", likely: bool = True) -> None:
    """Go on only where the user agrees, or has agreed before.

    Args:
        undone: what was not done where nobody can be asked.
        likely: the answer that a bare Enter gives.

    Raises:
        UsageError: nobody can be asked.
    """
    if yes:
        return
    if not sys.stdin.isatty():
        raise UsageError(f"nobody can be asked here, so nothing was {undone}; give --yes to do it")
    if not typer.confirm(question, default=likely, err=True):
        raise typer.Exit(1)


class Watch:
    """Tells on stderr how far things are: bars on a terminal, else one line when something long begins."""

    def __init__(self) -> None:
        from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeRemainingColumn

        columns = (TextColumn("{task.description}", markup=False), BarColumn(), TimeRemainingColumn())
        screen = console(stderr=True)
        self._bars = Progress(
            *columns, console=screen, redirect_stdout=False, transient=True, disable=not screen.is_terminal
        )
        self._tasks: dict[str, TaskID] = {}
        self._said = screen.is_terminal

    def build(self, stage: str, done: int, total: int) -> None:
        """Progress of building an index."""
        if not self._said:
            complain("building the index; this happens once and takes a few seconds")
            self._said = True
        self.show(f"index: {stage}", done, total)

    def show(self, what: str, done: int, total: int) -> None:
        """That so much of something is done."""
        if what not in self._tasks:
            self._bars.start()
            self._tasks[what] = self._bars.add_task(what)
        self._bars.update(self._tasks[what], completed=done, total=total)

    def count(self, what: str, total: int) -> Callable[[int], None]:
        """A function to be told how many more of the things are done."""
        done = 0

        def more(count: int) -> None:
            nonlocal done
            done += count
            self.show(what, done, total)

        return more

    def stop(self) -> None:
        """Take the bars away."""
        self._bars.stop()


@contextmanager
def watching() -> Iterator[Watch]:
    """Progress for as long as something runs; write nothing on stdout meanwhile."""
    watch = Watch()
    try:
        yield watch
    finally:
        watch.stop()
