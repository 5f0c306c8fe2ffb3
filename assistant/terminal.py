"""A chat in a terminal: a line in, an answer out, every turn kept.

On a terminal there are history, completion and keys (F1 to F9 open a citation); in a pipe or a dumb
terminal it reads plain lines. A line that begins with a slash is a command.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from assistant.answer import Answer, Citation
from assistant.archive import Archive, Entry
from assistant.cli import terminal as screen
from assistant.completion import suggestions
from assistant.conversation import Conversation
from assistant.dialogue.followup import taken
from assistant.export import authorities, from_json, written
from corpus.errors import TreatyError, UsageError
from corpus.labels import Form, label
from corpus.library import Corpus
from corpus.storage import write_file

if TYPE_CHECKING:
    from prompt_toolkit import PromptSession
    from prompt_toolkit.completion import Completer
    from prompt_toolkit.document import Document
    from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent

PROMPT = "> "
HISTORY = "chat-history"
SHOWN = 20
"""Conversations in a list at most."""
KEYS = 9
"""Citations that have a key."""
IDENTIFIER = 8
"""Characters of an identifier that are shown."""


class Answering(Protocol):
    """What a chat needs of an assistant."""

    @property
    def corpus(self) -> Corpus:
        """The instruments that are asked."""

    def ask(
        self, question: str, *, instruments: Collection[str] = (), conversation: Conversation | None = None
    ) -> Answer:
        """Answer a turn of a conversation."""


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
        instruments: identifiers or names of the instruments to look in; empty means all.
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
    """Lines of stdin; at a dumb terminal with a prompt."""
    while True:
        if sys.stdin.isatty():
            sys.stdout.write(PROMPT)
        sys.stdout.flush()
        line = sys.stdin.readline()
        if not line:
            return
        yield line


@dataclass
class Chat:
    """A session: the conversation so far, and what a line does to it."""

    assistant: Answering
    archive: Archive
    conversation: Conversation = field(default_factory=Conversation)
    instruments: Collection[str] = ()
    form: Form = "un"

    def greet(self) -> None:
        """Say where one is."""
        if self.archive.warning:
            screen.complain(self.archive.warning)
        if self.conversation.turns:
            screen.say(f"{self.conversation.title} ({len(self.conversation)} turns)", "bold")
        elif sys.stdin.isatty():
            titles = ", ".join(i.about.short_title for i in self.assistant.corpus.values())
            screen.say(f"Ask about: {titles}. /help lists the commands; Ctrl-D leaves.", "dim")

    def take(self, line: str) -> bool:
        """Do what a line says; false where it ends the chat."""
        text = line.strip()
        if text in ("/quit", "/exit"):
            return False
        try:
            self._do(text)
        except TreatyError as problem:
            screen.complain(str(problem))
        except KeyboardInterrupt:
            screen.complain("interrupted; the turn is not kept")
        return True

    def _do(self, text: str) -> None:
        if not text:
            return
        if text.isdigit() and self.conversation.turns:
            self.open_citation(int(text))
        elif text.startswith("/"):
            name, _, rest = text.partition(" ")
            self._command(name, rest.strip())
        else:
            self.ask(text)

    def _command(self, name: str, rest: str) -> None:
        command = COMMANDS.get(name)
        if not command:
            raise UsageError(f"there is no command {name}; there are {', '.join(COMMANDS)}")
        command.do(self, rest)

    def ask(self, text: str) -> None:
        """Answer a turn and keep it."""
        answer = self.assistant.ask(text, instruments=self.instruments, conversation=self.conversation)
        self._say_answer(answer)
        if answer.status != "invalid":
            self.conversation = taken(self.conversation, text, answer, self.assistant.corpus)
            self.archive.save(self.conversation)

    def _say_answer(self, answer: Answer) -> None:
        if answer.resolved_question:
            screen.say(f"Understood as: {answer.resolved_question}", "dim")
        if answer.answered:
            screen.say_markdown(answer.answer)
        if answer.message:
            screen.say(answer.message, "dim" if answer.answered else "yellow")
        for citation in answer.citations:
            screen.say(f"[{citation.marker}] {self._label(citation)}", "cyan")
        screen.say()

    def _label(self, citation: Citation) -> str:
        instrument = self.assistant.corpus[citation.instrument]
        where = label(instrument, instrument[citation.eid], self.form)
        return f"{where}, {instrument.about.short_title}" if self.form == "un" else where

    def open_citation(self, marker: int) -> None:
        """Show all of the article that a citation of the last answer is from, at its quoted words."""
        cited = [c for turn in self.conversation.turns[-1:] for c in turn.answer.citations if c.marker == marker]
        if not cited:
            raise UsageError(f"the last answer has no citation [{marker}]")
        instrument = self.assistant.corpus[cited[0].instrument]
        article = instrument.article_of(instrument[cited[0].eid])
        screen.say(f"{label(instrument, article, self.form)}, {instrument.about.short_title}", "bold")
        screen.say(instrument.full(article).strip())
        screen.say(f"[{marker}] {self._label(cited[0])}: {cited[0].quote}", "cyan")

    def help(self, _: str) -> None:
        """List the commands."""
        screen.say_rows(("command", "does"), [(f"{name} {c.wants}".strip(), c.about) for name, c in COMMANDS.items()])
        screen.say("A number opens that citation of the last answer; on a terminal F1 to F9 do.", "dim")

    def begin(self, title: str) -> None:
        """Begin a new conversation."""
        self.conversation = Conversation(title=title)

    def show_list(self, words: str) -> None:
        """List conversations, all or those with the words."""
        self._say_entries(self.archive.search(words) if words else self.archive.entries())

    def _say_entries(self, entries: tuple[Entry, ...]) -> None:
        rows = [(e.id[:IDENTIFIER], e.changed[:16].replace("T", " "), str(e.turns), e.title) for e in entries[:SHOWN]]
        screen.say_rows(("id", "changed", "turns", "title"), rows)
        if not entries:
            screen.say("There are no such conversations.", "dim")

    def open(self, id: str) -> None:
        """Go on with a conversation."""
        self.conversation = self.archive.load(id)
        self.greet()

    def rename(self, title: str) -> None:
        """Give the conversation a title."""
        if self.conversation.turns:
            self.archive.rename(self.conversation.id, title)
        self.conversation = self.conversation.renamed(title)

    def delete(self, id: str) -> None:
        """Delete a conversation, by default this one."""
        self.archive.delete(id or self.conversation.id)
        if self.conversation.id.startswith(id):
            self.conversation = Conversation()
        screen.say("Deleted; /undo brings it back.", "dim")

    def undo(self, _: str) -> None:
        """Bring back what was deleted last."""
        id = self.archive.restore()
        screen.say(f"{id[:IDENTIFIER]} is back." if id else "Nothing is deleted.", "dim")

    def export(self, name: str) -> None:
        """Write the conversation to a file."""
        content = written(self.conversation, self.assistant.corpus, name)
        write_file(Path(name).expanduser().resolve(), content)
        screen.say(f"Written to {name}.", "dim")

    def take_in(self, name: str) -> None:
        """Read a conversation from a JSON file that was exported."""
        try:
            content = Path(name).expanduser().read_bytes()
        except OSError as problem:
            raise UsageError(f"{name or 'the file'} cannot be read ({problem.strerror}); name a JSON file") from problem
        self.conversation = self.archive.add(from_json(content))
        self.greet()

    def show_authorities(self, _: str) -> None:
        """List the provisions that the conversation cites."""
        cited = authorities(self.conversation, self.assistant.corpus, self.form)
        screen.say_rows(("instrument", "provision"), [(a.instrument, a.label) for a in cited])


@dataclass(frozen=True, slots=True)
class Command:
    """What stands behind a word with a slash."""

    do: Callable[[Chat, str], None]
    about: str
    wants: str = ""


COMMANDS: Mapping[str, Command] = {
    "/help": Command(Chat.help, "list the commands"),
    "/new": Command(Chat.begin, "begin a new conversation", "[TITLE]"),
    "/list": Command(Chat.show_list, "list conversations, all or those with some words", "[WORDS]"),
    "/open": Command(Chat.open, "go on with a conversation", "ID"),
    "/rename": Command(Chat.rename, "give this conversation a title", "TITLE"),
    "/delete": Command(Chat.delete, "delete a conversation, by default this one", "[ID]"),
    "/undo": Command(Chat.undo, "bring back what was deleted last"),
    "/cited": Command(Chat.show_authorities, "list the provisions that this conversation cites"),
    "/export": Command(Chat.export, "write this conversation to a .md, .html, .docx or .json file", "FILE"),
    "/import": Command(Chat.take_in, "read a conversation from a .json file", "FILE"),
    "/quit": Command(lambda _chat, _rest: None, "leave; so does Ctrl-D"),
}


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
    from prompt_toolkit.history import FileHistory

    return PromptSession(
        history=FileHistory(str(chat.archive.path.with_name(HISTORY))),
        completer=_completer(chat),
        key_bindings=_keys(chat),
        complete_while_typing=False,
        enable_history_search=True,
    )


def _completer(chat: Chat) -> Completer:
    from prompt_toolkit.completion import Completer, Completion

    abouts = {name: command.about for name, command in COMMANDS.items()}

    class Suggesting(Completer):
        def get_completions(self, document: Document, _event: object) -> Iterator[Completion]:
            before = document.text_before_cursor
            for found in suggestions(before, chat.conversation, chat.assistant.corpus, abouts):
                yield Completion(found.text, -found.begun, display_meta=found.meta)

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
