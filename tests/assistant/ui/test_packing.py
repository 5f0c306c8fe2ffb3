"""The page's files on their way: small for who takes them so, whole for who does not, and the same bytes each time."""

import gzip

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import FileResponse, PlainTextResponse
from starlette.routing import Route, WebSocketRoute
from starlette.testclient import TestClient

from assistant.ui.gate import Gate
from assistant.ui.packing import Packing

SCRIPT = "export const words = 'preservation of electronic information';\n" * 400
FOREVER = {"Cache-Control": "public, immutable, max-age=31536000"}
PATHS = ("/script.js", "/picture.woff2", "/changing.txt", "/missing.js")


@pytest.fixture
def served(tmp_path):
    """A page's server with a script and a font that stay, and text that changes; it counts what it was asked for."""
    (tmp_path / "script.js").write_text(SCRIPT)
    (tmp_path / "picture.woff2").write_bytes(bytes(2000))
    asked = []

    async def file(request):
        asked.append(request.url.path)
        return FileResponse(tmp_path / request.url.path[1:], headers=FOREVER)

    async def changing(request):
        asked.append(request.url.path)
        return PlainTextResponse(f"{len(asked)} " * 1000)

    async def missing(request):
        asked.append(request.url.path)
        return PlainTextResponse("nothing here " * 100, 404, FOREVER)

    async def echo(socket):
        await socket.accept()
        await socket.send_bytes(await socket.receive_bytes())

    routes = [*(Route(path, file) for path in PATHS[:2]), Route(PATHS[2], changing), Route(PATHS[3], missing)]
    app = Starlette(
        routes=[*routes, WebSocketRoute("/stream", echo)], middleware=[Middleware(Gate), Middleware(Packing)]
    )
    with TestClient(app, base_url="http://localhost") as client:
        client.asked = asked
        yield client


def wire(client, path, **headers):
    """An answer, and its bytes as they travel."""
    with client.stream("GET", path, headers=headers) as answer:
        return answer, b"".join(answer.iter_raw())


def test_a_file_that_stays_is_compressed_once_and_is_the_same_for_everybody(served):
    visits = [wire(served, "/script.js", **{"Accept-Encoding": "gzip, br"}) for _ in range(3)]
    assert served.asked == ["/script.js"]
    assert {gzip.decompress(body) for _, body in visits} == {SCRIPT.encode()}
    for answer, body in visits:
        assert len(body) < len(SCRIPT) / 10
        assert answer.headers["Cache-Control"] == FOREVER["Cache-Control"]
        assert answer.headers["Vary"] == "Accept-Encoding"
        assert answer.headers.get_list("X-Frame-Options") == ["SAMEORIGIN"]


def test_who_takes_nothing_compressed_gets_the_file_as_it_is(served):
    wire(served, "/script.js", **{"Accept-Encoding": "gzip"})
    answer, body = wire(served, "/script.js", **{"Accept-Encoding": "identity"})
    assert body == SCRIPT.encode()
    assert "Content-Encoding" not in answer.headers


def test_a_range_is_cut_from_the_file_itself(served):
    packed, _ = wire(served, "/script.js", **{"Accept-Encoding": "gzip"})
    answer, body = wire(served, "/script.js", **{"Accept-Encoding": "gzip", "Range": "bytes=0-9"})
    assert (answer.status_code, body) == (206, SCRIPT[:10].encode())
    kept = {"Accept-Encoding": "gzip", "Range": "bytes=0-9", "If-Range": packed.headers["ETag"]}
    assert wire(served, "/script.js", **kept)[0].status_code == 200


@pytest.mark.parametrize("path", PATHS[1:])
def test_what_is_small_already_or_changes_or_is_not_there_is_asked_for_each_time(served, path):
    answers = [wire(served, path, **{"Accept-Encoding": "gzip"})[0] for _ in range(2)]
    assert served.asked == [path] * 2
    assert ("Content-Encoding" in answers[0].headers) == (path != "/picture.woff2")


def test_the_channel_of_the_page_goes_through_untouched(served):
    with served.websocket_connect("ws://localhost/stream", headers={"Origin": "http://localhost"}) as socket:
        socket.send_bytes(SCRIPT.encode())
        assert socket.receive_bytes() == SCRIPT.encode()


def test_the_head_of_a_file_tells_its_length(served):
    assert served.head("/script.js").headers["Content-Length"] == str(len(SCRIPT))
