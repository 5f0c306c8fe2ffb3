"""``treaty chat``: a conversation in the terminal."""

from __future__ import annotations

from typing import Annotated

import typer

from assistant.cli.options import Cite, Instruments
from assistant.cli.screen import watching

Resume = Annotated[str | None, typer.Option("--resume", help="Identifier of a kept conversation, or its beginning.")]


def chat(instrument: Instruments = None, cite: Cite = "un", resume: Resume = None) -> None:
    """Hold a conversation: ask on, move in the text, keep and export what was said."""
    from assistant.assistant import Assistant
    from assistant.cli import prompt
    from assistant.cli.session import Session
    from assistant.conversations.archive import Archive

    with watching() as watch:
        assistant = Assistant(progress=watch.build)
        allowed = [assistant.corpus.find(name).id for name in instrument or ()]
        _ = assistant.retriever  # opened, or built with a progress bar, before the first question
    with Archive() as archive:
        conversation = None if resume is None else archive.load(resume)
        talk = assistant.chat(conversation, instruments=allowed)
        prompt.run(Session(talk, assistant.corpus, archive, cite))
