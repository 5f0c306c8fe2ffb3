"""A server that speaks the OpenAI protocol as a script tells it, on this machine."""

import json
import threading
from collections.abc import Callable
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass
class Scripted:
    """A server under way: what was asked of it, and where it is."""

    address: str
    requests: list = field(default_factory=list)
    headers: list = field(default_factory=list)


Script = Callable[[BaseHTTPRequestHandler, dict], None]


@contextmanager
def serving(script):
    """A server that answers every request by a script."""
    found = Scripted("")

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self):
            asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            found.requests.append(asked)
            found.headers.append(dict(self.headers))
            self.close_connection = True
            with suppress(BrokenPipeError, ConnectionResetError):
                script(self, asked)

        def log_message(self, *args):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    found.address = f"http://127.0.0.1:{server.server_port}/v1"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield found
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def head(handler, code=200, kind="text/event-stream", **more):
    handler.send_response(code)
    handler.send_header("Content-Type", kind)
    handler.send_header("Connection", "close")
    for name, value in more.items():
        handler.send_header(name, value)
    handler.end_headers()


def event(handler, value):
    handler.wfile.write(f"data: {value if isinstance(value, str) else json.dumps(value)}\n\n".encode())
    handler.wfile.flush()


def piece(words, reason=None):
    choice = {"index": 0, "delta": {"content": words} if words is not None else {}, "finish_reason": reason}
    return {"id": "1", "object": "chat.completion.chunk", "created": 1, "model": "m", "choices": [choice]}


def saying(text, reason="stop"):
    """A script that writes a text in pieces of some letters, as servers do."""

    def script(handler, _):
        head(handler)
        for start in range(0, len(text), 7):
            event(handler, piece(text[start : start + 7]))
        if reason:
            event(handler, piece(None, reason))
            event(handler, "[DONE]")

    return script


def failing(code, **body):
    """A script that answers with a status of HTTP."""

    def script(handler, _):
        head(handler, code, "application/json")
        handler.wfile.write(json.dumps(body or {"error": {"message": "no"}}).encode())

    return script


def sending(*parts, kind="text/event-stream"):
    """A script that sends bytes as they are."""

    def script(handler, _):
        head(handler, 200, kind)
        for part in parts:
            handler.wfile.write(part)

    return script
