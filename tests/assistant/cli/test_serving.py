"""``treaty serve``: the real server, asked as a stranger's site would ask it."""

import base64
import http.client
import os
import signal
import socket
import subprocess
import sys

import pytest
from cli_cases import run

from assistant.cli import serving


@pytest.fixture(scope="module")
def port():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


@pytest.fixture(scope="module")
def server(port, repository, data_folder):
    """The process that ``treaty serve`` is, once it serves; it says so."""
    command = [sys.executable, "-m", "assistant.cli", "serve", "--port", str(port)]
    environment = os.environ | {"TREATY_HOME": str(data_folder), "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(command, cwd=repository, env=environment, stdout=subprocess.PIPE) as process:
        for line in process.stdout:
            if b"http" in line:
                break
        yield process
        process.kill()


def asked(port, path="/", method="GET", body=None, **headers):
    """The answer to a request with just these headers; of a channel that is opened, how that begins."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
    for name, value in headers.items():
        connection.putheader(name.replace("_", "-"), value)
    connection.putheader("Content-Length", str(len(body or b"")))
    connection.endheaders(body)
    answer = connection.getresponse()
    connection.close()
    return answer


CHANNEL = {
    "Connection": "Upgrade",
    "Upgrade": "websocket",
    "Sec_WebSocket_Version": "13",
    "Sec_WebSocket_Key": base64.b64encode(bytes(16)).decode(),
}
OWN = "localhost:{port}"
ROUTES = [("/", "GET"), ("/_stcore/health", "GET"), ("/_stcore/upload_file/a/b", "PUT"), ("/_stcore/stream", "CHANNEL")]


@pytest.mark.parametrize(("path", "method"), ROUTES)
@pytest.mark.parametrize(
    ("host", "origin"),
    [
        ("rebound.example:{port}", None),
        ("localhost.example", None),
        ("localhost@rebound.example", None),
        ("", None),
        (OWN, "http://rebound.example"),
        (OWN, "http://localhost:1"),
        (OWN, "http://127.0.0.1:{port}"),
        (OWN, "null"),
    ],
)
@pytest.mark.usefixtures("server")
def test_another_name_or_site_is_refused_on_every_route(port, path, method, host, origin):
    headers = {"Host": host.format(port=port)} | ({"Origin": origin.format(port=port)} if origin else {})
    channel = CHANNEL if method == "CHANNEL" else {}
    assert asked(port, path, "GET" if channel else method, **headers, **channel).status == 403


@pytest.mark.parametrize("host", [OWN, "127.0.0.1:{port}", "LOCALHOST:{port}"])
@pytest.mark.usefixtures("server")
def test_the_page_itself_is_let_in_and_framed_by_nobody_else(port, host):
    host = host.format(port=port)
    answer = asked(port, Host=host, Origin=f"http://{host}")
    assert answer.status == 200
    assert "frame-ancestors 'self'" in answer.headers["Content-Security-Policy"]
    assert answer.headers["X-Frame-Options"] == "SAMEORIGIN"
    assert asked(port, "/_stcore/stream", Host=host, Origin=f"http://{host}", **CHANNEL).status == 101


@pytest.mark.skipif(os.name == "nt", reason="a process is ended otherwise there")
def test_who_ends_the_command_ends_the_page(server, port):
    server.send_signal(signal.SIGTERM)
    server.wait(timeout=60)
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", port), timeout=5)


def test_serve_without_its_page_is_told_in_a_line(tmp_path, monkeypatch):
    monkeypatch.setattr(serving, "PAGE", tmp_path / "page.py")
    result = run("serve")
    assert result.exit_code == 1
    assert "the page is not there" in result.stderr
