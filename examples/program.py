"""A program that asks the server over HTTP, with nothing but the standard library.

Needs: pip install "treaty-assistant[api]". The server is started here; it may as well run elsewhere.
"""

import json
import subprocess
import sys
import time
from typing import Any
from urllib.error import URLError
from urllib.request import Request, urlopen

PORT = 8642
ADDRESS = f"http://127.0.0.1:{PORT}"


def ask(path: str, body: dict[str, Any] | None = None) -> dict[str, Any]:
    """What the server gives: read, or answered to a body."""
    data = json.dumps(body).encode() if body is not None else None
    request = Request(ADDRESS + path, data, {"Content-Type": "application/json"})  # noqa: S310  # our own server
    with urlopen(request) as reply:  # noqa: S310
        found: dict[str, Any] = json.load(reply)
        return found


def ready() -> bool:
    """Whether the server has opened its index."""
    try:
        return bool(ask("/ready")["status"] == "ready")
    except URLError:  # it does not listen yet, or is not ready
        return False


server = subprocess.Popen(  # noqa: S603  # our own interpreter
    [sys.executable, "-m", "assistant.api", "--port", str(PORT)], stderr=subprocess.DEVNULL
)
try:
    while not ready():
        time.sleep(0.2)
    conversation = ask("/v1/conversations", {"title": "Requests"})["id"]
    for question in ("What must a request contain?", "and within how many days is it executed?"):
        answer = ask(
            f"/v1/conversations/{conversation}/turns", {"question": question, "instruments": ["CIS Agreement"]}
        )
        first = answer["citations"][0]
        print(f"{first['label']}: {first['quote']}\n")
    provision = ask(f"/v1/instruments/{first['instrument']}/provisions/{first['eid']}")
    print("offsets", provision["start"], provision["end"])
finally:
    server.terminate()
    server.wait()
