"""A chat in a terminal: a line in, an answer out, every turn kept.

On a terminal there are history, completion and keys (F1 to F9 open a citation); in a pipe or a dumb
terminal it reads plain lines.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Collection, Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.cli.completion import Suggestion, identifiers, suggestions
from assistant.cli.session import COMMANDS, Answering, Chat
from assistant.conversation import Conversation
from assistant.conversations.archive import Archive
from assistant.files import make_private
from corpus.citations.labels import Form

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


def run(
    assistant: Answering,
    archive: Archive,
    conversation: Conversation | None = None,
    instruments: Collection[str] = (),
    form: Form = "un",
) -> None:
    """Chat until the input ends or the user leaves.

    Args:
        archive: where every turn is kept.
        conversation: one to go on with; by default a new one.
        instruments: identifiers of the instruments to look in; empty means all.
        form: how to write citations.

    Raises:
        StorageError: the conversation cannot be kept.
    """
    chat = Chat(assistant, archive, conversation or Conversation(), instruments, form)
    chat.greet()
    for line in _typed(chat) if _is_capable() else _piped():
        if not chat.take(line):
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


def _typed(chat: Chat) -> Iterator[str]:
    """Lines typed at a terminal, until Ctrl-D; Ctrl-C gives the line up."""
    session = _session(chat)
    while True:
        try:
            yield session.prompt(PROMPT)
        except KeyboardInterrupt:
            continue
        except EOFError:
            return


def _session(chat: Chat) -> PromptSession[str]:
    from prompt_toolkit import PromptSession

    return PromptSession(
        history=_history(chat.archive.path.with_name(HISTORY)),
        completer=_completer(chat),
        key_bindings=_keys(chat),
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


def _completer(chat: Chat) -> Completer:
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
                yield from map(completed, identifiers(rest, chat.archive.entries()))
            else:
                found = suggestions(before, chat.conversation, chat.assistant.corpus, abouts, chat.instruments)
                yield from map(completed, found)

    def completed(found: Suggestion) -> Completion:
        return Completion(found.text, -found.begun, display_meta=found.meta)

    return Suggesting()


def _keys(chat: Chat) -> KeyBindings:
    """F1 to F9 open a citation of the last answer above the prompt."""
    from prompt_toolkit.application import run_in_terminal
    from prompt_toolkit.key_binding import KeyBindings

    keys = KeyBindings()

    def opening(marker: int) -> Callable[[KeyPressEvent], None]:
        def pressed(_event: KeyPressEvent) -> None:
            run_in_terminal(lambda: chat.take(str(marker)))

        return pressed

    for number in range(1, KEYS + 1):
        keys.add(f"f{number}")(opening(number))
    return keys
