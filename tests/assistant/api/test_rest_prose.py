"""Prose over REST, step by step as server-sent events."""

import json
import sys
from pathlib import Path

import pytest
from api_cases import QUESTION

sys.path.append(str(Path(__file__).parents[1] / "prose"))
from prose_cases import TRUE
from scripted import failing, saying, serving

STREAM = "/v1/ask/stream"


@pytest.fixture
def streamed(client, monkeypatch):
    """What a stream tells while a language model writes by a script."""

    def told(script, **body):
        with serving(script) as server:
            named = {"TREATY_LLM": "m", "TREATY_LLM_RETRIES": "0", "OPENAI_BASE_URL": server.address}
            for name, value in named.items():
                monkeypatch.setenv(name, value)
            with client.stream("POST", STREAM, json={"question": QUESTION, **body}) as reply:
                assert reply.headers["content-type"].startswith("text/event-stream")
                return [json.loads(line.removeprefix("data: ")) for line in reply.iter_lines() if line]

    return told


def test_quotes_come_first_and_then_each_sentence_that_stands(client, streamed):
    quoted = client.post("/v1/ask", json={"question": QUESTION}).json()
    first, *_, last = streamed(saying(f"{TRUE[0]} {TRUE[2]}"), cite="oscola")
    assert (first["answer"]["answer"], first["done"], last["done"]) == (quoted["answer"], False, True)
    assert last["answer"]["answer"].startswith(f"{TRUE[0]} {TRUE[2]}\n\n")
    assert last["answer"]["citations"][0]["label"].endswith("art 59(6)")


def test_where_the_model_fails_the_quotes_stand(streamed):
    *_, last = streamed(failing(500))
    assert last["done"]
    assert "No prose" in last["answer"]["message"]


def test_without_a_model_it_is_said_how_to_set_one(client):
    refused = client.post(STREAM, json={"question": QUESTION})
    assert (refused.status_code, refused.headers["content-type"]) == (422, "application/problem+json")
    assert "TREATY_LLM" in refused.json()["detail"]
