"""Requests a second and how long they take, over REST and in the same process: ``python -m tests.benchmark.load``.

It prints figures and judges none, but for one thing: every answer is held against the one that was given alone. The
server is a process of its own on this machine. Both use the data folder that is set, and build its index where there is
none.
"""

from __future__ import annotations

import argparse
import os
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import httpx2

from assistant.assistant import Assistant
from tests.benchmark.speed import ROOT, _questions

CLIENTS = (1, 8, 32)
Row = dict[str, object]


def main() -> None:
    """Take every figure and print it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--questions", type=int, default=400, help="questions of the dev split that are asked each time"
    )
    count = parser.parse_args().questions
    os.environ["TREATY_API_RATE"] = "1000000"
    asked = list(_questions(count))
    answering = Assistant()
    answering.open()
    alone = {question: _steady(answering.ask(question).to_dict()) for question in asked}
    _measure("in process", lambda question: answering.ask(question).to_dict(), asked, alone)
    with _server() as address, httpx2.Client(base_url=address, timeout=300, limits=_LIMITS) as client:
        _measure("REST", lambda question: _asked(client, question), asked, alone)


_LIMITS = httpx2.Limits(max_connections=max(CLIENTS))


def _measure(where: str, ask: Callable[[str], Row], asked: list[str], alone: dict[str, Row]) -> None:
    for clients in CLIENTS:
        began = time.perf_counter()
        with ThreadPoolExecutor(clients) as threads:
            taken = list(threads.map(lambda question: _timed(ask, question), asked))
        seconds = time.perf_counter() - began
        other = sum(_steady(row) != alone[question] for question, (row, _) in zip(asked, taken, strict=True))
        times = sorted(ms for _, ms in taken)
        p50, p95 = statistics.median(times), statistics.quantiles(times, n=20)[-1]
        print(
            f"{where}, {clients} clients: {len(asked) / seconds:.1f} requests a second, p50 {p50:.0f} ms, "
            f"p95 {p95:.0f} ms, {other} answers differ"
        )


def _timed(ask: Callable[[str], Row], question: str) -> tuple[Row, float]:
    began = time.perf_counter()
    row = ask(question)
    return row, 1000 * (time.perf_counter() - began)


def _asked(client: httpx2.Client, question: str) -> Row:
    given = client.post("/v1/ask", json={"question": question})
    given.raise_for_status()
    row: Row = given.json()
    return row


def _steady(row: Row) -> Row:
    return {name: value for name, value in row.items() if name != "timing_ms"}


@contextmanager
def _server() -> Iterator[str]:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "assistant.api", "--port", str(port)]
    with subprocess.Popen(command, cwd=ROOT, stderr=subprocess.DEVNULL) as process:
        address = f"http://127.0.0.1:{port}"
        while not _ready(address):
            time.sleep(0.2)
        yield address
        process.terminate()


def _ready(address: str) -> bool:
    try:
        return httpx2.get(f"{address}/ready").status_code == 200
    except httpx2.HTTPError:
        return False


if __name__ == "__main__":
    main()
