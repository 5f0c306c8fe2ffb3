"""A language model behind the OpenAI protocol: Ollama, llama.cpp, vLLM, LM Studio, hosted ones.

Where it is and with which key is read where every program of that protocol reads it, from ``OPENAI_BASE_URL`` and
``OPENAI_API_KEY``. What comes back is a stranger's: its size and time are bounded, and of what a server says of an
error nothing is repeated, since it may repeat the key.
"""

from __future__ import annotations

import ipaddress
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from assistant.language_model.base import Cause, Unwritten
from corpus.errors import MissingExtra, UsageError
from corpus.settings import LLM, Settings

if TYPE_CHECKING:
    from openai import OpenAI

MAKER = "https://api.openai.com/v1"
"""Where the protocol's own programs go unless told; its models know another name for the ceiling on tokens."""


class ServedModel:
    """A model of a server, as the settings and the environment name it."""

    def __init__(self, chosen: Settings) -> None:
        """
        Raises:
            UsageError: no model is set, or the address is none.
            MissingExtra: the packages of the extra ``llm`` are not installed.
        """
        if not chosen.llm:
            raise UsageError(f"no language model is set; set {LLM} to the name of one")
        if not _is_installed():
            raise MissingExtra("A language model", "llm")
        self.name = chosen.llm
        self.address = _address(os.environ.get("OPENAI_BASE_URL") or MAKER)
        self.hosted = not _is_here(self.address)
        self._chosen = chosen

    def __repr__(self) -> str:
        return f"ServedModel({self.name!r} at {self.address!r})"

    def pieces(self, instructions: str, material: str) -> Iterator[str]:
        """See :class:`assistant.language_model.base.LanguageModel`."""
        deadline = time.monotonic() + self._chosen.llm_timeout
        asked = self._request(instructions, material)
        with self._client(deadline) as client:
            with _translating(deadline, Cause.NO_SERVER):
                stream: Any = client.chat.completions.create(**asked)
            with _translating(deadline, Cause.BROKEN_OFF), stream:
                yield from _words(stream, deadline)

    def _request(self, instructions: str, material: str) -> dict[str, Any]:
        """What is asked; the models of the protocol's maker choose the likeliest words unasked, or not at all."""
        makers = self.address == MAKER
        return {
            "model": self.name,
            "messages": [{"role": "system", "content": instructions}, {"role": "user", "content": material}],
            "stream": True,
            "max_completion_tokens" if makers else "max_tokens": self._chosen.llm_tokens,
            **({} if makers else {"temperature": 0.0}),
        }

    def _client(self, deadline: float) -> OpenAI:
        from openai import OpenAI

        from assistant.language_model.bounded import bounded_client

        key = os.environ.get("OPENAI_API_KEY", "")
        if not key and self.hosted:
            raise Unwritten(Cause.NO_KEY, self.address)
        seconds = float(self._chosen.llm_timeout)
        return OpenAI(
            api_key=key or "none",
            base_url=self.address,
            max_retries=self._chosen.llm_retries,
            http_client=bounded_client(self.address, seconds, deadline, proxies=self.hosted),
        )


def _is_installed() -> bool:
    """Whether the client is there; it is imported when the first words are asked for, after the quotes were shown."""
    try:
        return find_spec("openai") is not None
    except ImportError:
        return False


def _words(stream: Any, deadline: float) -> Iterator[str]:
    """The words of a stream.

    Raises:
        Unwritten: an event is none of the protocol, or the stream ends before its end was told.
    """
    finished = False
    for event in stream:
        if time.monotonic() > deadline:
            raise Unwritten(Cause.SLOW)
        choices: Any = getattr(event, "choices", None)
        if choices == []:  # a count of tokens
            continue
        try:
            words, reason = choices[0].delta.content, choices[0].finish_reason
        except (TypeError, AttributeError, IndexError, KeyError) as problem:
            raise Unwritten(Cause.NONSENSE) from problem
        if words is not None and not isinstance(words, str):
            raise Unwritten(Cause.NONSENSE)
        finished = finished or bool(reason)
        if words:
            yield words
    if not finished:
        raise Unwritten(Cause.BROKEN_OFF)


@contextmanager
def _translating(deadline: float, lost: Cause) -> Iterator[None]:
    """Says what went wrong by its cause alone.

    Args:
        lost: what it means here that the connection is lost.
    """
    import httpx2
    import openai

    kinds: tuple[tuple[type[Exception], Cause], ...] = (
        (openai.APITimeoutError, Cause.SLOW),
        (openai.APIConnectionError, lost),
        (openai.AuthenticationError, Cause.WRONG_KEY),
        (openai.PermissionDeniedError, Cause.WRONG_KEY),
        (openai.NotFoundError, Cause.NO_SUCH_MODEL),
        (openai.RateLimitError, Cause.BUSY),
        (openai.APIError, Cause.REFUSED),
        (httpx2.TimeoutException, Cause.SLOW),
        (httpx2.HTTPError, lost),
        (ValueError, Cause.NONSENSE),  # no JSON, no UTF-8
    )
    try:
        yield
    except (openai.OpenAIError, httpx2.HTTPError, ValueError, RecursionError) as problem:
        if isinstance(told := problem.__cause__, Unwritten):
            raise Unwritten(told.cause) from None
        cause = next((cause for kind, cause in kinds if isinstance(problem, kind)), Cause.NONSENSE)
        late = time.monotonic() > deadline and cause is lost
        code = getattr(problem, "status_code", "")
        raise Unwritten(Cause.SLOW if late else cause, str(code)) from None


def _address(text: str) -> str:
    """The address without what may be secret in it.

    Raises:
        UsageError: it is no address of a server.
    """
    try:
        parts = urlsplit(text.strip())
        sound = parts.scheme in ("http", "https") and parts.hostname and (parts.port is None or parts.port > 0)
    except ValueError:
        sound = False
    if not sound:
        raise UsageError("OPENAI_BASE_URL is no address of a server; write it like http://localhost:11434/v1")
    if parts.username or parts.password or parts.query:
        raise UsageError("OPENAI_BASE_URL holds a name, a key or a question; give the key in OPENAI_API_KEY alone")
    return parts.geturl().rstrip("/")


def _is_here(address: str) -> bool:
    """Whether an address is one of this machine."""
    host = urlsplit(address).hostname or ""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
