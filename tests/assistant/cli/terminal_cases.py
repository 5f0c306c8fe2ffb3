"""An assistant for chats at a terminal."""

from conversation_cases import CORPUS, UN, cited

from assistant.answer import Answer, Status
from assistant.cli import prompt

COMMANDS = {name: command.about for name, command in prompt.COMMANDS.items()}


class Parrot:
    """An assistant that answers everything from one place."""

    corpus = CORPUS

    def __init__(self):
        self.heard = []

    def ask(self, question, *, instruments=(), conversation=None):
        self.heard.append((question, tuple(instruments), len(conversation)))
        if question == "stop":
            raise KeyboardInterrupt
        if question == "??":
            return Answer(question, Status.INVALID, message="the question has no words")
        return cited(question, (UN, "art_59__para_6"))
