"""Conversations by their identifiers: kept, and each its owner's."""

import pytest
from api_cases import application_in, begun, client_of

from assistant.keys import Keys, Scope

FIRST, NEXT = "What must a request contain?", "and within how many days is it executed?"


def test_a_turn_leans_on_those_before_it(client):
    place = begun(client)
    client.post(f"{place}/turns", json={"question": FIRST, "instruments": ["cis-agreement"]})
    answer = client.post(f"{place}/turns", json={"question": NEXT, "cite": "id"}).json()
    assert (answer["citations"][0]["instrument"], answer["citations"][0]["label"]) == (
        "cis-agreement",
        "art_7__para_nn_1",
    )
    read = client.get(place).json()
    assert [turn["question"] for turn in read["turns"]] == [FIRST, NEXT]
    assert read["title"] == FIRST


def test_nothing_is_lost_at_a_restart(service, tmp_path):  # noqa: ARG001
    with client_of(application_in(tmp_path)) as client:
        place = begun(client, title="Requests")
        client.post(f"{place}/turns", json={"question": FIRST})
        before = client.get(place).json()
    with client_of(application_in(tmp_path)) as client:
        assert client.get(place).json() == before
        assert client.get("/v1/conversations").json()["items"][0]["title"] == "Requests"


@pytest.mark.parametrize("method", ["GET", "DELETE", "POST"])
def test_a_deleted_conversation_is_not_there(client, method):
    place = begun(client)
    assert client.delete(place).status_code == 204
    path = f"{place}/turns" if method == "POST" else place
    gone = client.request(method, path, json={"question": FIRST} if method == "POST" else None)
    assert (gone.status_code, gone.json()["type"].rpartition(":")[2]) == (404, "unknown-conversation")
    assert place.rpartition("/")[2] not in str(client.get("/v1/conversations").json())


@pytest.mark.parametrize("id", ["0" * 32, "abc", "%", "..%2F..%2Fconversations.sqlite3", "F" * 32, "é"])
def test_an_unknown_conversation(client, id):
    assert client.get(f"/v1/conversations/{id}").status_code == 404


def test_the_beginning_of_an_identifier_is_none(client):
    assert client.get(begun(client)[:-1]).status_code == 404


def test_conversations_are_listed_by_words_and_in_parts(client):
    for number in range(3):
        begun(client, title=f"Seizure {number}")
    found, path = [], "/v1/conversations?words=seizure&limit=2"
    while path:
        part = client.get(path).json()
        found += [one["title"] for one in part["items"]]
        path = part["next"]
    assert found == ["Seizure 2", "Seizure 1", "Seizure 0"]
    assert part["total"] == 3


@pytest.fixture
def two(guarded, tmp_path):
    """Two programs at one server, each with a key of its own."""
    with Keys(tmp_path) as keys:
        made = [keys.add(name, Scope.EDIT)[1] for name in ("one", "other")]
    with client_of(guarded, made[0]) as one:
        yield one, client_of(guarded, made[1])


@pytest.mark.parametrize("method", ["GET", "DELETE", "POST"])
def test_neither_of_two_sees_what_is_the_others(two, method):
    one, other = two
    place = begun(one, title="Mine")
    path = f"{place}/turns" if method == "POST" else place
    body = {"question": FIRST} if method == "POST" else None
    refused, unknown = (other.request(method, at, json=body) for at in (path, path.replace(place[-32:], "0" * 32)))
    assert refused.status_code == 404
    assert refused.json()["detail"] == unknown.json()["detail"]  # nothing tells that there is one
    assert other.get("/v1/conversations").json()["total"] == 0
    assert one.get(place).json()["turns"] == []
