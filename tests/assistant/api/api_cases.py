"""The application over the bundled instruments, and what asks it."""

from dataclasses import replace

from starlette.testclient import TestClient

from assistant.api.app import application, served
from assistant.api.resources import Archives, Resources
from assistant.api.workers import Workers
from assistant.audit import Trail
from assistant.keys import Keys
from assistant.people import People
from assistant.service import Service, Services
from assistant.tokens import Tokens
from corpus.settings import settings

BASE = "http://localhost:8600"
QUESTION = "How long must preserved data be kept?"
BARE = {
    "stream_answer",
    "health",
    "ready",
    "metrics",
    "read_text",
    "delete_conversation",
    "give_conversation",
    "read_audit",
}
"""Operations that give no JSON worth an example."""
SERVICE = Service()
"""One for all tests: it opens an index once."""


def application_in(folder, service=SERVICE, **chosen):
    """An application whose conversations and keys are in a folder."""
    wanted = replace(settings(), **{"api_rate": 100_000, **chosen})
    keys = Keys(folder) if wanted.api_keys or wanted.team else None
    people = People(folder) if wanted.team else None
    tokens = Tokens.of(wanted) if wanted.team else None
    trail = Trail(folder) if wanted.team else None
    workers = Workers(wanted.api_workers)
    return application(Resources(wanted, Services(service), Archives(folder), workers, keys, people, tokens, trail))


def client_of(app, key=None):
    """What asks it, as a program on this machine would; it answers for errors too."""
    headers = {"Authorization": f"Bearer {key}"} if key else {}
    return TestClient(served(app), base_url=BASE, headers=headers, raise_server_exceptions=False)


def begun(client, **body):
    """The path of a conversation that was begun."""
    made = client.post("/v1/conversations", json=body)
    assert made.status_code == 201
    return made.headers["Location"]


def without_time(row):
    """An answer object without what differs each time."""
    return {name: value for name, value in row.items() if name != "timing_ms"}
