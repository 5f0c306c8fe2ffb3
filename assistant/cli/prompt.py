"""A chat in a terminal: a line in, an answer out, every turn kept.

On a terminal there are history, completion and keys (F1 to F9 open a citation); in a pipe or a dumb
terminal it reads plain lines.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.cli.completion import Suggestion, identifiers, suggestions
from assistant.cli.session import COMMANDS, Session
from assistant.files import make_private

if TYPE_CHECKING:
    from prompt_toolkit import PromptSession
    from prompt_toolkit.completion import CompleteEvent, Completer
    from prompt_toolkit.document import Document
    from prompt_toolkit.history import FileHistory
    from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent

PROMPT = "> "
HISTORY = "chat-history"
KEYS = 9
"""Citations that have a key."""
NAMING_FILES = frozenset({"/export", "/import"})
NAMING_CONVERSATIONS = frozenset({"/open", "/delete"})


def run(session: Session) -> None:
    """Chat until the input ends or the user leaves.

    Raises:
        StorageError: the conversation cannot be kept.
    """
    session.greet()
    for line in _typed(session) if _is_capable() else _piped():
        if not session.take(line):
            break


def _is_capable() -> bool:
    return sys.stdin.isatty() and sys.stdout.isatty() and os.environ.get("TERM", "") not in ("", "dumb")


def _piped() -> Iterator[str]:
    """Lines of stdin; at a dumb terminal with a prompt, where Ctrl-C gives the line up."""
    while True:
        if sys.stdin.isatty():
            sys.stdout.write(PROMPT)
        sys.stdout.flush()
        try:
            line = sys.stdin.readline()
        except KeyboardInterrupt:
            if not sys.stdin.isatty():
                raise
            sys.stdout.write("\n")
            continue
        if not line:
            return
        yield line


def _typed(session: Session) -> Iterator[str]:
    """Lines typed at a terminal, until Ctrl-D; Ctrl-C gives the line up."""
    typed = _prompting(session)
    while True:
        try:
            yield typed.prompt(PROMPT)
        except KeyboardInterrupt:
            continue
        except EOFError:
            return


def _prompting(session: Session) -> PromptSession[str]:
    from prompt_toolkit import PromptSession

    return PromptSession(
        history=_history(session.archive.path.with_name(HISTORY)),
        completer=_completer(session),
        key_bindings=_keys(session),
        complete_while_typing=False,
        enable_history_search=True,
    )


def _history(place: Path) -> FileHistory:
    """The lines typed before; one that cannot be kept is only missing there."""
    from prompt_toolkit.history import FileHistory

    class Keeping(FileHistory):
        def store_string(self, string: str) -> None:
            with suppress(OSError, UnicodeEncodeError):
                super().store_string(string)

    with suppress(OSError):
        make_private(place)
    return Keeping(str(place))


def _completer(session: Session) -> Completer:
    from prompt_toolkit.completion import Completer, Completion, PathCompleter
    from prompt_toolkit.document import Document

    abouts = {name: command.about for name, command in COMMANDS.items()}
    paths = PathCompleter(expanduser=True)

    class Suggesting(Completer):
        def get_completions(self, document: Document, event: CompleteEvent) -> Iterator[Completion]:
            before = document.text_before_cursor
            command, blank, rest = before.partition(" ")
            if blank and command in NAMING_FILES:
                yield from paths.get_completions(Document(rest), event)
            elif blank and command in NAMING_CONVERSATIONS:
                yield from map(completed, identifiers(rest, session.archive.entries()))
            else:
                found = suggestions(before, session.conversation, session.chat.corpus, abouts, session.chat.instruments)
                yield from map(completed, found)

    def completed(found: Suggestion) -> Completion:
        return Completion(found.text, -found.begun, display_meta=found.meta)

    return Suggesting()


def _keys(session: Session) -> KeyBindings:
    """F1 to F9 open a citation of the last answer above the prompt."""
    from prompt_toolkit.application import run_in_terminal
    from prompt_toolkit.key_binding import KeyBindings

    keys = KeyBindings()

    def opening(marker: int) -> Callable[[KeyPressEvent], None]:
        def pressed(_event: KeyPressEvent) -> None:
            run_in_terminal(lambda: session.take(str(marker)))

        return pressed

    for number in range(1, KEYS + 1):
        keys.add(f"f{number}")(opening(number))
    return keys
