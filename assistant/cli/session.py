"""A chat as a session: the conversation so far, and what a line does to it.

A line that begins with a slash is a command, a number opens a citation, anything else is asked.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from assistant.answer import Answer, Citation, Status
from assistant.cli import screen
from assistant.cli.prose import say_drafts
from assistant.conversation import Conversation, Turn, shortened
from assistant.conversations.archive import Archive, Summary
from assistant.conversations.chat import Chat
from assistant.conversations.export import written
from assistant.conversations.importing import from_json
from assistant.conversations.printed import authorities
from assistant.conversations.standing import doubt, held, hold
from assistant.files import read_file, write_new_file
from corpus.citations.labels import Form, label
from corpus.errors import StorageError, TreatyError, UsageError

SHOWN = 20
"""Conversations in a list at most."""
IDENTIFIER = 8
"""Characters of an identifier that are shown."""
MARKER = "[0-9]{1,4}"
"""A line that opens a citation."""


@dataclass
class Session:
    """A chat at a terminal: the conversation so far, and what a line does to it."""

    chat: Chat
    archive: Archive
    form: Form = "un"
    write: bool = False
    """Whether the language model of the settings writes prose to each answer."""
    left: bool = False
    """Whether the user has left."""

    @property
    def conversation(self) -> Conversation:
        """What was said so far."""
        return self.chat.conversation

    @conversation.setter
    def conversation(self, conversation: Conversation) -> None:
        self.chat.conversation = conversation

    def greet(self) -> None:
        """Say where one is."""
        if self.archive.warning:
            screen.complain(self.archive.warning)
        if self.conversation.turns:
            screen.say(f"{self.conversation.title} ({len(self.conversation)} turns)", "bold")
            self._say_last(self.conversation.turns[-1])
        elif sys.stdin.isatty():
            titles = ", ".join(i.about.short_title for i in self.chat.corpus.values())
            screen.say(f"Ask about: {titles}. /help lists the commands; Ctrl-D leaves.", "dim")

    def _say_last(self, turn: Turn) -> None:
        """The last question, and the pinpoints of its answer."""
        screen.say(f"Last asked: {shortened(turn.question)}", "dim")
        answer = held(turn, self.chat.corpus).answer
        for c in answer.citations:
            screen.say(f"[{c.marker}] {c.label}{self._doubt(c)}", "cyan")
        if answer.message != turn.answer.message:
            screen.say(answer.message or "", "dim")

    def take(self, line: str) -> bool:
        """Do what a line says; false where it ends the chat."""
        try:
            self._do(line.strip())
        except TreatyError as problem:
            screen.complain(str(problem))
        except KeyboardInterrupt:
            screen.complain("interrupted; the turn is not kept")
        return not self.left

    def _do(self, text: str) -> None:
        if re.search("[\ud800-\udfff]", text):
            raise UsageError("the line is not text in UTF-8; type it again, or convert it to UTF-8")
        if re.fullmatch(MARKER, text):
            self.open_citation(int(text))
        elif text.startswith("/") or text.casefold() in BARE:
            name, _, rest = text.partition(" ")
            self._command(f"/{name.casefold().removeprefix('/')}", rest.strip())
        elif text:
            self.ask(text)

    def _command(self, name: str, rest: str) -> None:
        command = COMMANDS.get(SAME.get(name, name))
        if not command:
            raise UsageError(f"there is no command {name}; there are {', '.join(COMMANDS)}")
        if rest and not command.wants:
            raise UsageError(f"{name} takes nothing after it; type {name} alone")
        if not rest and command.wants and not command.wants.startswith("["):
            raise UsageError(f"{name} needs something after it; type {name} {command.wants}")
        command.do(self, rest)

    def ask(self, text: str) -> None:
        """Answer a turn and keep it."""
        before = self.conversation
        if gone := [id for id in self.chat.instruments if id not in self.chat.corpus]:
            raise UsageError(
                f"the chat looks only in {', '.join(self.chat.instruments)}, and {', '.join(gone)} is not loaded any "
                "more; /in looks in all instruments from now on, /in NAME in that one"
            )
        if self.write:
            answer = say_drafts(self.chat.stream(text), self._say_answer)
            screen.say()
        else:
            answer = self.chat.ask(text)
            self._say_answer(answer)
        if answer.status is Status.INVALID:
            self.conversation = before
        else:
            self._keep()

    def _keep(self) -> None:
        try:
            self.archive.save(self.conversation)
        except StorageError as problem:
            raise StorageError(f"this turn is not kept; it will be with the next one that is: {problem}") from problem

    def _say_answer(self, answer: Answer) -> None:
        if answer.reading:
            screen.say(f"Understood as: {answer.reading}", "dim")
        if answer.answered:
            screen.say_markdown(answer.answer)
        if answer.message:
            screen.say(answer.message, "dim" if answer.answered else "yellow")
        for citation in answer.citations:
            screen.say(f"[{citation.marker}] {self._label(citation)}", "cyan")
        for choice in answer.choices:
            screen.say(
                f"Ask also: {choice}" if answer.answered else f"- {choice}", "dim" if answer.answered else "yellow"
            )
        screen.say()

    def _label(self, citation: Citation) -> str:
        instrument = self.chat.corpus[citation.instrument]
        where = label(instrument, instrument[citation.eid], self.form)
        return f"{where}, {instrument.about.short_title}" if self.form == "un" else where

    def _doubt(self, citation: Citation) -> str:
        said = doubt(citation, self.chat.corpus)
        return f" {said}" if said else ""

    def open_citation(self, marker: int) -> None:
        """Show all of the article that a citation of the last answer is from, at its quoted words."""
        cited = [c for turn in self.conversation.turns[-1:] for c in turn.answer.citations if c.marker == marker]
        if not cited:
            raise UsageError(f"the last answer has no citation [{marker}]; to read an article, ask: article {marker}")
        citation = hold(cited[0], self.chat.corpus).citation
        instrument = self.chat.corpus[citation.instrument]
        article = instrument.article_of(instrument[citation.eid])
        screen.say(f"{label(instrument, article, self.form)}, {instrument.about.short_title}", "bold")
        screen.say(instrument.full(article).strip())
        screen.say(f"[{marker}] {self._label(citation)}: {citation.quote}{self._doubt(citation)}", "cyan")

    def leave(self, _: str) -> None:
        """End the chat."""
        self.left = True

    def help(self, _: str) -> None:
        """List the commands."""
        screen.say_rows(("command", "does"), [(f"{name} {c.wants}".strip(), c.about) for name, c in COMMANDS.items()])
        screen.say("A number opens that citation of the last answer; on a terminal F1 to F9 do.", "dim")

    def begin(self, title: str) -> None:
        """Begin a new conversation."""
        self.conversation = Conversation().renamed(title)
        screen.say(f"A new conversation{_called(self.conversation)}.", "dim")

    def show_list(self, words: str) -> None:
        """List conversations, all or those with the words."""
        self._say_entries(self.archive.search(words) if words else self.archive.entries())

    def _say_entries(self, entries: tuple[Summary, ...]) -> None:
        rows = [(e.id[:IDENTIFIER], e.changed[:16].replace("T", " "), str(e.turns), e.title) for e in entries[:SHOWN]]
        screen.say_rows(("id", "changed", "turns", "title"), rows)
        if not entries:
            screen.say("There are no such conversations.", "dim")
        if len(entries) > SHOWN:
            screen.say(f"And {len(entries) - SHOWN} more; /list WORDS finds those with some words.", "dim")

    def open(self, id: str) -> None:
        """Go on with a conversation."""
        self.conversation = self.archive.load(id)
        self.greet()

    def look_in(self, names: str) -> None:
        """Look only in some instruments from now on, their names parted by commas; in all where none is named."""
        corpus = self.chat.corpus
        self.chat.instruments = [corpus.find(name).id for name in names.split(",") if name.strip()]
        looked = [corpus[id].about.short_title for id in self.chat.instruments]
        screen.say(f"Looked in from now on: {', '.join(looked) or 'all instruments'}.", "dim")

    def rename(self, title: str) -> None:
        """Give the conversation a title."""
        if self.conversation.turns:
            self.archive.rename(self.conversation.id, title)
        self.conversation = self.conversation.renamed(title)
        screen.say(f"The conversation is now{_called(self.conversation)}.", "dim")

    def delete(self, id: str) -> None:
        """Delete a conversation, by default this one."""
        if not id and not self.conversation.turns:
            raise UsageError("nothing is asked yet, so there is nothing to delete; /delete ID deletes another one")
        if self.archive.delete(id or self.conversation.id) == self.conversation.id:
            self.conversation = Conversation()
        screen.say("Deleted; /undo brings it back.", "dim")

    def undo(self, _: str) -> None:
        """Bring back what was deleted last, and go on with it where nothing else is begun."""
        id = self.archive.restore()
        screen.say(f"{id[:IDENTIFIER]} is back." if id else "Nothing is deleted.", "dim")
        if id and not self.conversation.turns:
            self.open(id)

    def export(self, name: str) -> None:
        """Write the conversation to a new file."""
        write_new_file(name, written(self.conversation, self.chat.corpus, name, self.form))
        screen.say(f"Written to {name}.", "dim")

    def take_in(self, name: str) -> None:
        """Read a conversation from a JSON file that was exported."""
        read = from_json(read_file(name), self.chat.corpus)
        self.conversation = self.archive.add(read)
        if self.conversation.id != read.id:
            screen.say(f"{read.id[:IDENTIFIER]} is here already; this is a copy of it.", "dim")
        self.greet()

    def show_authorities(self, _: str) -> None:
        """List the provisions that the conversation cites."""
        cited = authorities(self.conversation, self.chat.corpus, self.form)
        screen.say_rows(("instrument", "provision"), [(a.instrument, a.label) for a in cited])


def _called(conversation: Conversation) -> str:
    return f" called “{conversation.title}”" if conversation.title else ""


@dataclass(frozen=True, slots=True)
class Command:
    """What stands behind a word with a slash."""

    do: Callable[[Session, str], None]
    about: str
    wants: str = ""
    """What goes after it, in brackets where it may be left out; empty where nothing does."""


COMMANDS: Mapping[str, Command] = {
    "/help": Command(Session.help, "list the commands"),
    "/new": Command(Session.begin, "begin a new conversation", "[TITLE]"),
    "/in": Command(Session.look_in, "look only in some instruments, or in all again", "[NAME, NAME]"),
    "/list": Command(Session.show_list, "list conversations, all or those with some words", "[WORDS]"),
    "/open": Command(Session.open, "go on with a conversation", "ID"),
    "/rename": Command(Session.rename, "give this conversation a title", "TITLE"),
    "/delete": Command(Session.delete, "delete a conversation, by default this one", "[ID]"),
    "/undo": Command(Session.undo, "bring back what was deleted last"),
    "/cited": Command(Session.show_authorities, "list the provisions that this conversation cites"),
    "/export": Command(Session.export, "write this conversation to a .md, .html, .docx or .json file", "FILE"),
    "/import": Command(Session.take_in, "read a conversation from a .json file", "FILE"),
    "/quit": Command(Session.leave, "leave; so does Ctrl-D"),
}
SAME: Mapping[str, str] = {"/exit": "/quit"}
BARE = frozenset({"quit", "exit", "help"})
"""Commands that are understood without a slash."""
