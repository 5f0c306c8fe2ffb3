"""The chat endpoint that existing clients know."""

import json

import pytest
from api_cases import QUESTION


def said(text, role="user"):
    return {"role": role, "content": text}


def complete(client, *messages, **named):
    return client.post("/v1/chat/completions", json={"messages": list(messages), **named})


def test_citations_are_in_the_text_and_beside_it(client):
    reply = complete(client, said(QUESTION)).json()
    message = reply["choices"][0]["message"]
    first = message["annotations"][0]
    place = first["url_citation"]
    assert message["content"][place["start_index"] : place["end_index"]] == "[1]"
    assert "[1] article 59, paragraph 6, UN draft convention" in message["content"]
    assert first["citation"] == reply["answer"]["citations"][0]
    assert first["citation"]["quote"] in message["content"]
    opened = client.get(place["url"]).json()
    assert (opened["eid"], opened["text"]) == ("art_59__para_6", first["citation"]["quote"])


def test_by_events_it_is_the_same_text(client):
    whole = complete(client, said(QUESTION)).json()["choices"][0]
    with client.stream("POST", "/v1/chat/completions", json={"messages": [said(QUESTION)], "stream": True}) as reply:
        assert reply.headers["content-type"].startswith("text/event-stream")
        events = [line.removeprefix("data: ") for line in reply.iter_lines() if line]
    assert events.pop() == "[DONE]"
    choices = [json.loads(event)["choices"][0] for event in events]
    assert len(choices) > 3
    assert "".join(one["delta"].get("content", "") for one in choices) == whole["message"]["content"]
    assert choices[-1]["delta"]["annotations"] == whole["message"]["annotations"]
    assert [one["finish_reason"] for one in choices[-2:]] == [None, "stop"]


def test_a_follow_up_leans_on_the_dialogue_that_the_client_sends(client):
    dialogue = said("What must a request contain?"), said("whatever was answered", "assistant")
    model = "treaty-assistant/cis-agreement"
    reply = complete(client, said("Be brief.", "system"), *dialogue, said("and within how many days?"), model=model)
    assert reply.json()["answer"]["citations"][0]["eid"] == "art_7__para_nn_1"


def test_a_message_in_parts_is_read(client):
    parts = [{"type": "image_url", "image_url": {"url": "x"}}, {"type": "text", "text": QUESTION}]
    assert complete(client, said(parts), temperature=0.2).json()["answer"]["question"] == QUESTION


@pytest.mark.parametrize("question", ["Who is the president of France?", "", "hello"])
def test_what_is_not_answered_says_so_without_annotations(client, question):
    message = complete(client, said(question)).json()["choices"][0]["message"]
    assert message["content"]
    assert message["annotations"] == []
