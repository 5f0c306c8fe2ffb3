"""A question becomes an answer that quotes the instruments, or an honest no.

>>> from assistant import Assistant
>>> Assistant().ask("How long must preserved data be kept?").citations[0].label
'article 59, paragraph 6'
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from assistant.aio import AsyncAssistant
    from assistant.answer import Answer, Checked, Citation, Fault, Found, Reason, Sentence, Status
    from assistant.assistant import Assistant
    from assistant.conversation import Conversation
    from assistant.conversations.chat import Chat
    from assistant.conversations.grid import Grid
    from corpus.errors import TreatyError

__all__ = [
    "Answer",
    "Assistant",
    "AsyncAssistant",
    "Chat",
    "Checked",
    "Citation",
    "Conversation",
    "Fault",
    "Found",
    "Grid",
    "Reason",
    "Sentence",
    "Status",
    "TreatyError",
]

_HOME = {
    "Assistant": "assistant.assistant",
    "AsyncAssistant": "assistant.aio",
    "Chat": "assistant.conversations.chat",
    "Conversation": "assistant.conversation",
    "Grid": "assistant.conversations.grid",
    "TreatyError": "corpus.errors",
}


def __getattr__(name: str) -> object:
    """The public names, imported when first used: help and errors need no search engine."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOME.get(name, "assistant.answer")), name)
