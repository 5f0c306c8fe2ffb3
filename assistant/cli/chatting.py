"""``treaty chat``: a conversation in the terminal."""

from __future__ import annotations

from typing import Annotated

import typer

from assistant.cli.options import Cite, Instruments, Write
from assistant.cli.screen import watching

Resume = Annotated[str | None, typer.Option("--resume", help="Identifier of a kept conversation, or its beginning.")]


def chat(instrument: Instruments = None, cite: Cite = "un", resume: Resume = None, write: Write = False) -> None:
    """Hold a conversation: ask on, move in the text, keep and export what was said."""
    from assistant.cli import prompt
    from assistant.cli.session import Session
    from assistant.conversation import Conversation
    from assistant.conversations.archive import Archive
    from assistant.conversations.chat import Chat
    from assistant.language_model import language_model_of
    from assistant.service import Service
    from corpus.settings import settings
    from corpus.storage import home_or_scratch

    if write:
        language_model_of(settings())  # what is missing is said before an index is built
    with watching() as watch:
        service = Service()
        allowed = [service.corpus.find(name).id for name in instrument or ()]
        service.assistant(watch.build)  # opened, or built with a progress bar, before the first question
    with Archive(home_or_scratch()) as archive:
        conversation = Conversation() if resume is None else archive.load(resume)
        prompt.run(Session(Chat(service, conversation, allowed), archive, cite, write))
