"""Make the examples of the REST description from the program: ``python -m docs.rest_examples``."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import Any

from starlette.testclient import TestClient

import assistant.api
from assistant.api.app import application, served
from assistant.api.resources import Archives, Resources
from assistant.api.workers import Workers
from assistant.service import Service
from corpus.settings import settings

PAGE = Path(assistant.api.__file__).with_name("examples.json")
QUESTION = "What is malicious software?"
ASKED = {"question": QUESTION, "instruments": ["CIS Agreement"]}
LINE = {
    "id": "q1",
    "question": QUESTION,
    "answerable": True,
    "gold": [{"instrument": "cis-agreement", "eid": "art_1__point_c"}],
    "also_ok": [{"instrument": "un-convention", "eid": "art_4__point_c"}],
    "style": "definition",
}
CHAT = {"model": "treaty-assistant/cis-agreement", "messages": [{"role": "user", "content": QUESTION}]}
CONVERSATION = "3f2a" + "0" * 28
"""Stands for the identifier of the conversation that was begun."""
REQUESTS: tuple[tuple[str, str, str, Any], ...] = (
    ("ask", "POST", "/v1/ask", ASKED),
    ("search", "POST", "/v1/search", {"query": "extradition of nationals", "limit": 1}),
    ("evaluate", "POST", "/v1/evaluate", {"lines": [LINE]}),
    ("begin_conversation", "POST", "/v1/conversations", {"title": "Preservation"}),
    ("take_turn", "POST", "/v1/conversations/{id}/turns", ASKED),
    ("list_conversations", "GET", "/v1/conversations?limit=1", None),
    ("read_conversation", "GET", "/v1/conversations/{id}", None),
    ("list_instruments", "GET", "/v1/instruments?limit=1", None),
    ("read_instrument", "GET", "/v1/instruments/cis-agreement", None),
    ("list_provisions", "GET", "/v1/instruments/cis-agreement/provisions?words=article+7(4)", None),
    ("read_provision", "GET", "/v1/instruments/cis-agreement/provisions/art_7__para_4", None),
    ("list_models", "GET", "/v1/models", None),
    ("complete_chat", "POST", "/v1/chat/completions", CHAT),
)
"""Name, method, path and body of each, in an order in which each has what it needs."""


def main() -> None:
    """Ask everything once, of a server in this process, and write what was asked and answered."""
    made: dict[str, Any] = {}
    begun = ""
    with tempfile.TemporaryDirectory() as folder:
        resources = Resources(settings(), Service(), Archives(Path(folder)), Workers(2))
        resources.service.assistant()
        with TestClient(served(application(resources)), base_url="http://localhost:8600") as client:
            for name, method, path, body in REQUESTS:
                place = path.format(id=begun)
                said = client.request(method, place, json=body).raise_for_status().json()
                begun = said["id"] if name == "begin_conversation" else begun
                request = {"request": body} if body is not None else {}
                made[name] = {"method": method, "path": place, **request, "response": said}
    lines = (f"  {json.dumps(name)}: {json.dumps(row, ensure_ascii=False)}" for name, row in made.items())
    PAGE.write_text(("{\n" + ",\n".join(lines) + "\n}\n").replace(begun, CONVERSATION), encoding="utf-8")


if __name__ == "__main__":
    main()
