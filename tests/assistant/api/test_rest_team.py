"""People at the server: their roles, their tokens, and one database under several servers."""

import json
import os
import socket
import subprocess
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import httpx2
import pytest
from api_cases import QUESTION, application_in, begun, client_of
from hypothesis import given
from hypothesis import strategies as some
from joserfc import jwt
from joserfc.jwk import OctKey, RSAKey

from assistant.keys import Keys, Scope
from assistant.people import Operation, People, Role, allowed
from assistant.tokens import Tokens

ANA, BO = "ana@ministry.example", "bo@ministry.example"
ASKED = {"question": QUESTION}
OPERATIONS = {
    "POST /v1/ask": (Operation.ASK, ASKED),
    "POST /v1/search": (Operation.ASK, {"query": "seizure"}),
    "POST /v1/evaluate": (Operation.ASK, {"lines": [{"id": "a", "question": "x", "answerable": False}]}),
    "POST /v1/chat/completions": (Operation.ASK, {"messages": [{"role": "user", "content": QUESTION}]}),
    "GET /v1/models": (Operation.ASK, None),
    "GET /metrics": (Operation.ASK, None),
    "GET /v1/instruments": (Operation.ASK, None),
    "GET /v1/instruments/un-convention": (Operation.ASK, None),
    "GET /v1/instruments/un-convention/text": (Operation.ASK, None),
    "GET /v1/instruments/un-convention/provisions": (Operation.ASK, None),
    "GET /v1/instruments/un-convention/provisions/art_1": (Operation.ASK, None),
    "GET /v1/conversations/0": (Operation.READ, None),
    "GET /v1/conversations": (Operation.READ, None),
    "POST /v1/conversations": (Operation.HOLD, {}),
    "POST /v1/conversations/0/turns": (Operation.HOLD, ASKED),
    "DELETE /v1/conversations/0": (Operation.HOLD, None),
    "PATCH /v1/conversations/0": (Operation.GIVE, {"group": "legal"}),
    "GET /v1/audit": (Operation.AUDIT, None),
}


class Issuer:
    """A provider of identities as far as programs see it: its keys at an address, and tokens that it signs."""

    def __init__(self):
        self.key = RSAKey.generate_key(2048, {"kid": "one"})
        issuer = self

        class Served(BaseHTTPRequestHandler):
            def do_GET(self):
                rows = {
                    "/.well-known/openid-configuration": {
                        "issuer": issuer.address,
                        "jwks_uri": f"{issuer.address}/jwks",
                    },
                    "/jwks": {"keys": [issuer.key.as_dict(private=False)]},
                }
                self.send_response(200)
                self.end_headers()
                self.wfile.write(json.dumps(rows[self.path]).encode())

            def log_message(self, *_):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Served)
        self.address = f"http://127.0.0.1:{self.server.server_port}"

    def token(self, who, key=None, algorithm="RS256", **other):
        """A token for somebody, or one that is wrong somewhere."""
        claims = {"iss": self.address, "aud": "treaties", "exp": int(time.time()) + 600, "email": who, **other}
        claims = {name: value for name, value in claims.items() if value is not None}
        return jwt.encode({"alg": algorithm, "kid": "one"}, claims, key or self.key, algorithms=[algorithm])


@pytest.fixture(scope="module")
def issuer():
    """A provider that runs."""
    made = Issuer()
    threading.Thread(target=made.server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
    yield made
    made.server.shutdown()
    made.server.server_close()


@pytest.fixture
def team(service, tmp_path, issuer):  # noqa: ARG001
    """A server at which Ana and Bo are let in as editors, of one group."""
    with People(tmp_path) as people:
        for who in (ANA, BO):
            people.put(who, Role.EDITOR, ["legal"])
    app = application_in(tmp_path, team=True, oidc_issuer=issuer.address, oidc_audience="treaties")
    with client_of(app):
        yield app


@pytest.mark.parametrize("role", [*Role, None])
@pytest.mark.parametrize("scope", Scope)
def test_role_and_scope_by_operation(team, tmp_path, role, scope):
    with Keys(tmp_path) as keys, People(tmp_path) as people:
        _, key = keys.add(f"{role} {scope}", scope, owner="cy@ministry.example")
        if role:
            people.put("cy@ministry.example", role, ["legal"])
    client = client_of(team, key)
    for operation, (needed, body) in OPERATIONS.items():
        method, path = operation.split()
        status = client.request(method, path, json=body).status_code
        if role is None:
            assert status == 401, operation
        elif allowed(needed, [role, scope.role]):
            assert status in (200, 201, 404), operation
        else:
            assert status == 403, operation


def test_a_token_lets_its_person_in(team, issuer, tmp_path):
    client = client_of(team, issuer.token(ANA.upper()))
    place = begun(client, title="Mine")
    with Keys(tmp_path) as keys:
        _, key = keys.add("of Ana", Scope.READ, owner=ANA)
    assert client_of(team, key).get(place).json()["title"] == "Mine"
    assert client_of(team, key).post("/v1/conversations", json={}).status_code == 403


WRONG = {
    "expired": {"exp": int(time.time()) - 3600},
    "without an end": {"exp": None},
    "of another provider": {"iss": "https://elsewhere.example"},
    "for another server": {"aud": "mail"},
    "for nobody": {"aud": None},
    "of nobody": {"email": None},
    "of one who is not let in": {"email": "eve@elsewhere.example"},
    "with an unchecked address": {"email_verified": False},
    "not valid yet": {"nbf": int(time.time()) + 3600},
    "signed by another": {"key": RSAKey.generate_key(2048, {"kid": "one"})},
    "signed by a shared secret": {"key": OctKey.import_key("x" * 32), "algorithm": "HS256"},
}


@pytest.mark.parametrize("kind", WRONG)
def test_a_token_that_is_wrong_lets_nobody_in(team, issuer, kind):
    wrong = {"who": ANA} | WRONG[kind]
    who = wrong.pop("who")
    refused = client_of(team, issuer.token(who, **wrong)).get("/v1/conversations")
    assert (refused.status_code, refused.headers["content-type"]) == (401, "application/problem+json")


def test_a_forged_token_lets_nobody_in(team, issuer):
    head, body, signature = issuer.token(ANA).split(".")
    _, other, _ = issuer.token(BO).split(".")
    unsigned = "eyJhbGciOiJub25lIn0"
    for forged in (f"{head}.{other}.{signature}", f"{head}.{body}.", f"{unsigned}.{body}.", f"{unsigned}.{body}.x"):
        assert client_of(team, forged).get("/v1/conversations").status_code == 401


@given(text=some.text() | some.from_regex(r"[\w-]{0,40}\.[\w-]{0,40}\.[\w-]{0,40}"))
def test_no_other_text_is_a_token(issuer, text):
    assert Tokens(issuer.address, "treaties", "email").name_in(text) is None


def test_anothers_conversation_is_not_there_until_it_is_given(team, issuer):
    ana, bo = (client_of(team, issuer.token(who)) for who in (ANA, BO))
    place = begun(ana, title="Mine")
    for method, path, body in (
        ("GET", place, None),
        ("DELETE", place, None),
        ("POST", f"{place}/turns", ASKED),
        ("PATCH", place, {"group": ""}),
    ):
        assert bo.request(method, path, json=body).status_code == 404, method
    assert ana.patch(place, json={"group": "strangers"}).status_code == 422
    assert ana.patch(place, json={"group": "Legal"}).status_code == 204
    assert bo.post(f"{place}/turns", json=ASKED).status_code == 200
    assert len(ana.get(place).json()["turns"]) == 1
    assert ana.patch(place, json={"group": ""}).status_code == 204
    assert bo.get(place).status_code == 404


def test_what_is_done_is_noted_and_what_is_asked_is_not(team, issuer, tmp_path):
    client = client_of(team, issuer.token(ANA))
    place = begun(client, title="A title that is nobody's business")
    client.post(f"{place}/turns", json=ASKED)
    client.delete(place)
    with People(tmp_path) as people:
        people.put(ANA, Role.ADMIN)
    found = client.get("/v1/audit").json()["items"]
    assert [(one["who"], one["operation"], one["object"]) for one in found] == [
        (f"person:{ANA}", "conversation begun", place[-32:]),
        (f"person:{ANA}", "conversation deleted", place[-32:]),
    ]


# --- one PostgreSQL database


@pytest.fixture
def two(database, home):
    """The addresses of two server processes over one database."""
    running, addresses = [], []
    for _ in range(2):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        settings = {"TREATY_DATABASE": database.address, "TREATY_HOME": str(home)}
        command = [sys.executable, "-m", "assistant.api", "--port", str(port)]
        running.append(subprocess.Popen(command, env=os.environ | settings, stderr=subprocess.DEVNULL))
        addresses.append(f"http://127.0.0.1:{port}")
    try:
        for address, process in zip(addresses, running, strict=True):
            ready(address, process)
        yield addresses
    finally:
        for process in running:
            process.terminate()
            process.wait()


def ready(address, process):
    """Wait until a server answers questions."""
    while process.poll() is None:
        try:
            if httpx2.get(f"{address}/ready", timeout=60).status_code == 200:
                return
        except httpx2.TransportError:
            pass
        time.sleep(0.1)
    pytest.fail("the server ended before it served")


def test_two_servers_see_the_same_and_lose_nothing_when_the_database_goes_away(two, database):
    here, there = (httpx2.Client(base_url=address, timeout=120) for address in two)
    with here, there:
        place = here.post("/v1/conversations", json={"title": "Preservation"}).headers["Location"]
        assert there.post(f"{place}/turns", json=ASKED).json()["status"] == "answered"
        before = here.get(place).json()
        assert (before, len(before["turns"])) == (there.get(place).json(), 1)
        database.stop()
        try:
            gone = [here.get(place), there.post(f"{place}/turns", json=ASKED), here.get("/v1/conversations")]
            gone.append(here.get("/ready"))
            assert here.get("/health").status_code == 200
        finally:
            database.start()
        for one in gone:
            assert (one.status_code, one.headers["content-type"]) == (503, "application/problem+json")
            assert "see that it runs" in one.json()["detail"]
            assert not any(word in one.text for word in ("secret", "127.0.0.1"))
        assert there.get("/ready").json() == {"status": "ready", "index": "open", "database": "answers"}
        assert there.get(place).json() == before
        assert there.post(f"{place}/turns", json=ASKED).status_code == 200
        assert len(here.get(place).json()["turns"]) == 2
