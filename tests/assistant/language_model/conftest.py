"""A language model whose server answers by a script, and a data folder that remembers nothing of it."""

from contextlib import ExitStack

import pytest
from scripted import serving

from assistant.language_model import disclosure


@pytest.fixture
def serve(monkeypatch):
    """Serves a script as the model of the settings; gives the server, with what it was asked."""
    for name in ("OPENAI_BASE_URL", "HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
    for name, value in {"LLM": "m", "LLM_RETRIES": "0", "LLM_TIMEOUT": "30"}.items():
        monkeypatch.setenv(f"TREATY_{name}", value)
    monkeypatch.setenv("OPENAI_API_KEY", "sk-secret")
    monkeypatch.setattr(disclosure, "_said", set())
    with ExitStack() as servers:

        def start(script):
            server = servers.enter_context(serving(script))
            monkeypatch.setenv("OPENAI_BASE_URL", server.address)
            return server

        yield start
