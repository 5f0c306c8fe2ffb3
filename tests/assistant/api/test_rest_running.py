"""A server as a process of its own, and many at once."""

import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
import uvicorn
from api_cases import QUESTION, application_in, begun, client_of, without_time
from httpx2 import Client

from assistant.api.app import served

ASKED = {"question": QUESTION}


@pytest.fixture(scope="module")
def address(service, tmp_path_factory):  # noqa: ARG001
    """Where a real server is, of two threads."""
    app = application_in(tmp_path_factory.mktemp("running"), api_workers=2)
    server = uvicorn.Server(uvicorn.Config(served(app), port=0, log_config=None, access_log=False))
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    yield server.servers[0].sockets[0].getsockname()
    server.should_exit = True
    thread.join()


@pytest.fixture
def asking(address):
    """A client of it."""
    with Client(base_url=f"http://127.0.0.1:{address[1]}", timeout=120) as opened:
        yield opened


def test_of_many_at_once_each_is_answered_as_alone_or_told_to_come_again(asking, service):
    expected = without_time(service.assistant().ask(QUESTION).to_dict())
    with ThreadPoolExecutor(160) as crowd:
        answers = list(crowd.map(lambda _: asking.post("/v1/ask", json=ASKED), range(160)))
    told = {answer.status_code for answer in answers}
    assert told <= {200, 503}
    assert all(without_time(one.json()) == expected for one in answers if one.status_code == 200)
    assert all(one.headers["Retry-After"] for one in answers if one.status_code == 503)
    assert asking.get("/ready").status_code == 200


def test_while_work_is_done_the_loop_answers(app, service, monkeypatch):
    """Liveness is told while every thread is held."""
    free = threading.Event()
    with client_of(app) as client, ThreadPoolExecutor(4) as crowd, monkeypatch.context() as patch:
        patch.setattr(type(service), "assistant", lambda _: free.wait(60) and None)
        held = [crowd.submit(client.post, "/v1/ask", json=ASKED) for _ in range(4)]
        while "treaty_requests_under_way 4.0" not in app.state.resources.metrics.written(0).decode():
            time.sleep(0.01)
        assert client.get("/health").status_code == 200
        free.set()
        assert [one.result().status_code for one in held] == [500] * 4


def test_a_turn_whose_client_hangs_up_is_kept(asking, address):
    place = begun(asking)
    body = json.dumps(ASKED).encode()
    head = f"POST {place}/turns HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
    with socket.create_connection(address) as line:
        line.sendall(f"{head}Content-Length: {len(body)}\r\n\r\n".encode() + body)
    until = time.monotonic() + 60
    while not (turns := asking.get(place).json()["turns"]) and time.monotonic() < until:
        time.sleep(0.02)
    assert [turn["question"] for turn in turns] == [QUESTION]


def test_turns_that_come_at_once_are_all_kept(asking):
    place = begun(asking)
    asked = [f"What is malware? ({number})" for number in range(8)]
    with ThreadPoolExecutor(8) as crowd:
        taken = crowd.map(lambda question: asking.post(f"{place}/turns", json={"question": question}), asked)
        assert {one.status_code for one in taken} == {200}
    assert sorted(turn["question"] for turn in asking.get(place).json()["turns"]) == asked


def test_half_a_request_holds_up_nobody(asking, address):
    with socket.create_connection(address) as line:
        line.sendall(b"POST /v1/ask HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\n{")
        assert asking.post("/v1/ask", json=ASKED).status_code == 200


@pytest.mark.parametrize("wanted", [False, True])
def test_the_log_holds_what_was_asked_only_where_that_is_wanted(service, tmp_path, caplog, wanted):  # noqa: ARG001
    caplog.set_level("INFO", "assistant.api")
    client = client_of(application_in(tmp_path, api_questions=wanted))
    client.post("/v1/ask", json={"question": "What is zebramalware?"})
    client.get("/v1/instruments/un-convention/provisions", params={"words": "zebramalware 1"})
    client.get("/v1/instruments/zebramalware")
    logged = str([vars(record) for record in caplog.records if record.name == "assistant.api"])
    assert "POST /v1/ask" in logged
    assert ("zebramalware" in logged) is wanted


def test_what_happens_is_counted(service, tmp_path):  # noqa: ARG001
    client = client_of(application_in(tmp_path))
    client.post("/v1/ask", json=ASKED)
    client.get("/v1/instruments/none")
    client.request("BREW", "/nowhere")
    counted = client.get("/metrics").text
    for line in (
        'treaty_requests_total{operation="POST /v1/ask",status="200"} 1.0',
        'treaty_requests_total{operation="GET /v1/instruments/{instrument}",status="404"} 1.0',
        'treaty_requests_total{operation="none",status="404"} 1.0',
        'treaty_answers_total{status="answered"} 1.0',
        'treaty_request_seconds_count{operation="POST /v1/ask"} 1.0',
    ):
        assert line in counted


def started(environment, repository, *options):
    """``treaty serve --api`` as a process of its own."""
    command = [sys.executable, "-m", "assistant.cli", "serve", "--api", *options]
    return subprocess.Popen(command, cwd=repository, env=environment, stderr=subprocess.PIPE, text=True)


def test_others_are_not_served_without_keys(environment, repository):
    process = started(environment, repository, "--host", "0.0.0.0")  # noqa: S104
    _, said = process.communicate(timeout=60)
    assert process.returncode == 2
    assert "0.0.0.0 can be reached from other machines" in said
    assert "treaty key add" in said


@pytest.mark.skipif(os.name == "nt", reason="signals")
@pytest.mark.usefixtures("home")
def test_who_ends_the_command_ends_the_server(environment, repository):
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    process = started(environment, repository, "--port", str(port))
    for line in process.stderr:
        assert json.loads(line)["level"] == "info"
        if "startup complete" in line:
            break
    process.send_signal(signal.SIGTERM)
    _, said = process.communicate(timeout=60)
    assert "Finished server process" in said
