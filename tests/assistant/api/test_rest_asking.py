"""Questions, searches, benchmarks, and the examples of all operations."""

import json

import pytest
from api_cases import BARE, QUESTION, begun, without_time

from assistant import evaluation
from assistant.api import examples

VOLATILE = {"id", "created", "changed", "at", "timing_ms", "ms", "title", "url"}


def steady(value):
    """JSON without identifiers, dates and durations, numbers to two places: processors round in their own way."""
    if isinstance(value, dict):
        return {name: steady(inner) for name, inner in value.items() if name not in VOLATILE and "latency" not in name}
    if isinstance(value, float):
        return round(value, 2)
    return [steady(inner) for inner in value] if isinstance(value, list) else value


@pytest.mark.parametrize("question", [QUESTION, "Who is the president of France?", "article 7(4)", "", "x " * 5000])
def test_an_answer_is_that_of_the_library_to_the_letter(client, service, question):
    given = client.post("/v1/ask", json={"question": question})
    assert given.status_code == 200
    assert without_time(given.json()) == without_time(service.assistant().ask(question).to_dict())


def test_instruments_and_the_form_of_citations_are_chosen(client):
    body = {"question": "What is malicious software?", "instruments": ["Minsk Agreement"], "cite": "bluebook"}
    answer = client.post("/v1/ask", json=body).json()
    assert [one["instrument"] for one in answer["citations"]] == ["cis-agreement"]
    assert answer["citations"][0]["label"].endswith("art. 1(c), June 1, 2001")


def test_a_search_gives_what_the_library_finds(client, service):
    given = client.post("/v1/search", json={"query": "seizure of data", "limit": 3}).json()
    found = service.assistant().search("seizure of data", limit=3)
    assert [(one["eid"], one["score"]) for one in given["passages"]] == [(one.eid, one.score) for one in found]


def test_a_small_benchmark_is_judged_as_the_command_does(client, service, tmp_path):
    lines = [
        {
            "id": "q1",
            "question": QUESTION,
            "answerable": True,
            "gold": [{"instrument": "un-convention", "eid": "art_59"}],
        },
        {"id": "c1", "turns": [{"question": "Who is the president of France?", "answerable": False}]},
    ]
    file = tmp_path / "lines.jsonl"
    file.write_text("\n".join(map(json.dumps, lines)))
    assistant = service.assistant()
    items = evaluation.read_benchmark(file, assistant.corpus)
    expected = evaluation.run(items, evaluation.AssistantAnswerer(assistant), assistant.corpus, lambda _: None)
    given = client.post("/v1/evaluate", json={"lines": lines}).json()
    assert steady(given) == steady(json.loads(json.dumps(expected.to_dict())))


def test_more_turns_than_a_request_may_hold(client):
    lines = [{"id": str(n), "turns": [{"question": "x", "answerable": False}] * 2} for n in range(30)]
    refused = client.post("/v1/evaluate", json={"lines": lines})
    assert refused.status_code == 422
    assert "60 questions and turns; 50 may be asked" in refused.json()["detail"]


@pytest.mark.parametrize(
    "operation", [name for name in examples.read() if "conversation" not in name and name != "take_turn"]
)
def test_an_example_is_what_is_answered(client, operation):
    shown = examples.read()[operation]
    given = client.request(shown["method"], shown["path"], json=shown.get("request"))
    assert steady(given.json()) == steady(shown["response"])


def test_the_examples_of_a_conversation_are_what_is_answered(client):
    shown = examples.read()
    place = begun(client, **shown["begin_conversation"]["request"])
    answer = client.post(f"{place}/turns", json=shown["take_turn"]["request"])
    assert steady(answer.json()) == steady(shown["take_turn"]["response"])
    assert steady(client.get(place).json()) == steady(shown["read_conversation"]["response"])
    listed = client.get("/v1/conversations", params={"limit": 1}).json()
    assert steady(listed["items"]) == steady(shown["list_conversations"]["response"]["items"])


def test_every_operation_that_gives_json_has_an_example(client):
    described = client.get("/openapi.json").json()
    operations = {one["operationId"]: one for at in described["paths"].values() for one in at.values()}
    assert set(operations) == set(examples.read()) | BARE
    for name in examples.read():
        responses = operations[name]["responses"]
        assert "example" in responses["201" if name == "begin_conversation" else "200"]["content"]["application/json"]
