"""Bad requests: the right status, and a body that says what to do."""

import json

import pytest
from api_cases import client_of

from assistant.api import problems
from corpus import errors

ASK, JSON = "/v1/ask", {"Content-Type": "application/json"}
BAD = {
    "ten megabytes": (ASK, b'{"question": "' + b"a" * 10_000_000 + b'"}', 413, "the setting api_body"),
    "not JSON": (ASK, b"what is malware", 422, "a body is a JSON object with Content-Type"),
    "not UTF-8": (ASK, b'{"question": "\xff"}', 400, "JSON in UTF-8"),
    "half a character": (ASK, b'{"question": "\\ud800"}', 422, "body.question"),
    "deep": (ASK, b"[" * 200_000, 400, "JSON in UTF-8"),
    "a list": (ASK, b"[]", 422, "a JSON object"),
    "empty": (ASK, b"", 422, "a JSON object"),
    "a number": (ASK, b'{"question": 3}', 422, "body.question: Input should be a valid string"),
    "nothing asked": (ASK, b"{}", 422, "body.question: Field required"),
    "a slip of the pen": (ASK, b'{"question": "x", "instrument": "x"}', 422, "body.instrument: Extra inputs"),
    "an unknown instrument": (ASK, b'{"question": "x", "instruments": ["GDPR"]}', 404, "loaded are un-convention"),
    "an unknown form": (ASK, b'{"question": "x", "cite": "apa"}', 422, "'un', 'oscola', 'bluebook' or 'id'"),
    "far too long": (ASK, json.dumps({"question": "x" * 30_000}).encode(), 422, "at most 20000 characters"),
    "an empty query": ("/v1/search", b'{"query": " "}', 422, "empty"),
    "no limit": ("/v1/search", b'{"query": "x", "limit": 0}', 422, "greater than or equal to 1"),
    "no label": ("/v1/evaluate", b'{"lines": [{"id": "a"}]}', 422, "line 1: 'question' must be there"),
    "an unknown model": (
        "/v1/chat/completions",
        b'{"model": "gpt", "messages": [{"role": "user"}]}',
        404,
        "/v1/models",
    ),
    "no user": ("/v1/chat/completions", b'{"messages": [{"role": "system", "content": "x"}]}', 422, "end with one of"),
    "an unknown path": ("/v2/ask", b"{}", 404, "/openapi.json lists"),
    "another method": ("/v1/models", b"{}", 405, "/openapi.json lists"),
}


@pytest.mark.parametrize(("path", "body", "status", "said"), BAD.values(), ids=BAD)
def test_a_bad_request_is_told_what_to_do(client, path, body, status, said):
    given = client.post(path, content=body, headers=JSON)
    told = given.json()
    assert (given.status_code, given.headers["content-type"]) == (status, "application/problem+json")
    assert set(told) == {"type", "title", "status", "detail", "instance", "request_id"}
    assert said in told["detail"]
    assert len(told["detail"]) < 1100
    assert (told["status"], told["request_id"]) == (status, given.headers["X-Request-ID"])


def test_a_large_body_that_does_not_say_so_is_counted(client):
    given = client.post(ASK, content=iter([b"x" * 1_000_000] * 3), headers=JSON)
    assert (given.status_code, given.json()["type"]) == (413, "urn:treaty-assistant:problem:too-large")


@pytest.mark.parametrize("form", ["text/plain", "application/x-www-form-urlencoded"])
def test_what_a_page_of_another_site_can_send_unasked_is_not_read(client, form):
    given = client.post(ASK, content=b'{"question": "x"}', headers={"Content-Type": form})
    assert given.status_code == 422


def test_every_error_of_ours_has_a_status():
    ours = {one for one in vars(errors).values() if isinstance(one, type) and issubclass(one, errors.TreatyError)}
    assert ours == set(problems.STATUS)


@pytest.mark.parametrize(
    ("error", "status", "said"),
    [
        (errors.StorageError("the folder is full; make room"), 503, "make room"),
        (errors.MissingExtra("This", "evaluate"), 501, "treaty-assistant[evaluate]"),
        (errors.ModelError("weights of another model"), 500, "weights"),
        (ValueError("secret"), 500, "the log has it under this request_id"),
    ],
)
def test_what_goes_wrong_here_is_told_without_its_inside(app, client, monkeypatch, error, status, said):  # noqa: ARG001
    def fail():
        raise error

    monkeypatch.setattr(type(app.state.resources.services.everybodys), "assistant", lambda _: fail())
    given = client_of(app).post(ASK, json={"question": "x"})
    assert given.status_code == status
    assert said in given.json()["detail"]
    assert "secret" not in given.text


def test_a_request_keeps_its_identifier(client):
    assert client.get("/health", headers={"X-Request-ID": "mine-1"}).headers["X-Request-ID"] == "mine-1"
    assert client.get("/health", headers={"X-Request-ID": "a b\u00e9".encode()}).headers["X-Request-ID"] != "a b"
