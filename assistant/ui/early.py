"""What a first visitor would wait for, done while the server starts and their browser fetches the page.

Modules alone: nothing of the library is opened, so that the building of an index is still told on the page.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib import import_module
from threading import Thread

from streamlit.starlette import App

MODULES = (
    "assistant.service",
    "assistant.conversations.archive",
    "tokenizers",
    "faiss",
    "tantivy",
    "assistant.evaluation.run",
)
"""What the page imports that takes long, by when it is needed; not the page itself, which needs Streamlit's session."""


@asynccontextmanager
async def early(_: App) -> AsyncIterator[None]:
    """The life of a server: its first moments are used."""
    Thread(target=_load, name="early", daemon=True).start()
    yield


def _load() -> None:
    for module in MODULES:
        import_module(module)
