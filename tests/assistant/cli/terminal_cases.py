"""An assistant for chats at a terminal."""

from conversation_cases import CORPUS, UN, cited

from assistant.answer import Answer, Status
from assistant.cli.session import COMMANDS as COMMANDS_OF_A_CHAT
from assistant.cli.session import Session
from assistant.conversation import Conversation
from assistant.conversations.chat import Chat
from assistant.understanding.intents import Memory

COMMANDS = {name: command.about for name, command in COMMANDS_OF_A_CHAT.items()}


class Parrot:
    """An assistant that answers everything from one place."""

    corpus = CORPUS

    def __init__(self):
        self.heard = []

    def turn(self, text, conversation, instruments=()):
        self.heard.append((text, tuple(instruments), len(conversation)))
        if text == "stop":
            raise KeyboardInterrupt
        if text == "??":
            return Answer(text, Status.INVALID, message="the question has no words"), Memory()
        return cited(text, (UN, "art_59__para_6")), Memory()


def session_of(assistant, archive, instruments=()):
    """A chat with an assistant, begun anew."""
    return Session(Chat(assistant, Conversation(), instruments), archive)
