"""Who may do what: keys, their scopes, and how often."""

import pytest
from api_cases import QUESTION, application_in, begun, client_of

from assistant.keys import Keys, Scope

ASKED = {"question": QUESTION}
OPERATIONS = {
    "POST /v1/ask": ("read", ASKED),
    "POST /v1/search": ("read", {"query": "seizure"}),
    "GET /v1/instruments": ("read", None),
    "GET /v1/models": ("read", None),
    "POST /v1/chat/completions": ("read", {"messages": [{"role": "user", "content": QUESTION}]}),
    "GET /metrics": ("read", None),
    "GET /v1/conversations": ("read", None),
    "POST /v1/conversations": ("edit", {}),
    "POST /v1/conversations/0/turns": ("edit", ASKED),
    "DELETE /v1/conversations/0": ("edit", None),
    "GET /health": ("none", None),
    "GET /ready": ("none", None),
}
KEYS = ["none", "forged", "expired", "revoked", "read", "edit"]


@pytest.fixture
def key(tmp_path, monkeypatch):
    """Makes a key of a kind."""

    def made(kind):
        with Keys(tmp_path) as keys:
            if kind == "expired":
                with monkeypatch.context() as then:
                    then.setattr("assistant.keys._now", lambda: "2020-01-01T00:00:00+00:00")
                    secret_form = keys.add(kind, days=1)[1]
                keys._store._db.execute("UPDATE key SET expires = '2020-01-02T00:00:00+00:00' WHERE name = 'expired'")
                return secret_form
            secret_form = keys.add(kind, Scope.READ if kind == "read" else Scope.EDIT)[1]
            if kind == "revoked":
                keys.revoke("revoked")
        return {"none": None, "forged": secret_form[:-1] + ("a" if secret_form[-1] != "a" else "b")}.get(
            kind, secret_form
        )

    return made


@pytest.mark.parametrize("kind", KEYS)
def test_what_each_key_allows(guarded, key, kind):
    client = client_of(guarded, key(kind))
    for operation, (needed, body) in OPERATIONS.items():
        method, path = operation.split()
        status = client.request(method, path, json=body).status_code
        if needed == "none":
            assert status < 300, operation
        elif kind not in ("read", "edit"):
            assert status == 401, operation
        elif (kind, needed) == ("read", "edit"):
            assert status == 403, operation
        else:
            assert status in (200, 201, 404), operation


def test_a_refusal_says_how_to_get_in(guarded, key):
    refused = client_of(guarded).post("/v1/ask", json=ASKED)
    assert refused.headers["WWW-Authenticate"] == "Bearer"
    assert "treaty key add" in refused.json()["detail"]
    assert "--scope edit" in client_of(guarded, key("read")).post("/v1/conversations", json={}).json()["detail"]


def test_a_key_is_without_effect_from_the_moment_that_it_is_revoked(guarded, key, tmp_path):
    client = client_of(guarded, key("edit"))
    place = begun(client)
    with Keys(tmp_path) as elsewhere:
        elsewhere.revoke("edit")
    assert client.get(place).status_code == 401


def test_no_secret_is_kept(key, tmp_path):
    secret = key("edit").rpartition("_")[2]
    assert all(secret.encode() not in file.read_bytes() for file in tmp_path.rglob("*") if file.is_file())


def test_who_asks_too_often_is_told_to_wait(service, tmp_path):  # noqa: ARG001
    client = client_of(application_in(tmp_path, api_rate=3))
    answers = [client.get("/v1/models") for _ in range(4)]
    assert [one.status_code for one in answers] == [200, 200, 200, 429]
    assert int(answers[-1].headers["Retry-After"]) > 0
    assert "3 requests a minute" in answers[-1].json()["detail"]
    assert client.get("/health").status_code == 200


@pytest.mark.parametrize(
    ("headers", "status", "said"),
    [
        ({"Host": "rebound.example"}, 421, "api_hosts"),
        ({"Host": "localhost.rebound.example:8600"}, 421, "api_hosts"),
        ({"Host": "rebound.example@localhost"}, 200, ""),
        ({"Host": ""}, 421, "api_hosts"),
        ({"Host": "[::1]:8600"}, 200, ""),
        ({"Host": "[::1"}, 421, "api_hosts"),
        ({"Host": "Treaties.Example:443"}, 200, ""),
        ({"Origin": "https://elsewhere.example"}, 403, "from a program"),
        ({"Origin": "null"}, 403, "from a program"),
        ({"Origin": "http://localhost:3000"}, 200, ""),
    ],
)
def test_only_who_asks_for_this_server_is_answered(service, tmp_path, headers, status, said):  # noqa: ARG001
    client = client_of(application_in(tmp_path, api_hosts=("treaties.example",)))
    given = client.get("/health", headers=headers)
    assert given.status_code == status
    assert said in str(given.json())
