"""Examples of requests and of what is answered, for the description of the operations; a test holds them true."""

from __future__ import annotations

import json
from functools import cache
from http import HTTPStatus
from pathlib import Path
from typing import Any

FILE = Path(__file__).with_name("examples.json")


@cache
def read() -> dict[str, dict[str, Any]]:
    """By the name of an operation: ``path``, ``request`` where it takes one, and ``response``."""
    found: dict[str, dict[str, Any]] = json.loads(FILE.read_text(encoding="utf-8"))
    return found


def example(operation: str, status: HTTPStatus = HTTPStatus.OK) -> dict[str, Any]:
    """The examples of an operation, as its description has them."""
    known = read().get(operation, {})
    shown: dict[str, Any] = {"responses": {str(status.value): {"content": _content(known.get("response"))}}}
    if "request" in known:
        shown["requestBody"] = {"content": _content(known["request"])}
    return {"openapi_extra": shown}


def _content(shown: object) -> dict[str, Any]:
    return {"application/json": {"example": shown}}
