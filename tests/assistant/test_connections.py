"""Nothing leaves the machine: the connections that the programs make, as the system sees them."""

import os
import re
import subprocess
import sys

import pytest

from tests.faults import strace

REACHED = re.compile(r'sin6?_addr=inet_(?:addr|pton)\((?:AF_INET6, )?"([^"]+)"')
HERE = re.compile(r"127\.|::1$|::ffff:127\.|0\.0\.0\.0$|::$")
PAGE = """
from streamlit.testing.v1 import AppTest
page = AppTest.from_file("assistant/ui/page.py", default_timeout=300).run()
page.chat_input[0].set_value("On what grounds may assistance be refused?").run()
assert not page.exception
from pathlib import Path
import sys
from corpus.shelf.newcomers import Wishes, read_newcomer
read_newcomer(Path(sys.argv[1]), Wishes(), [])
"""
SERVE = """
import socket, subprocess, sys, time, urllib.request
with socket.socket() as free:
    free.bind(("127.0.0.1", 0))
    port = free.getsockname()[1]
with subprocess.Popen([sys.executable, "-m", "assistant.cli", "serve", "--port", str(port)]) as page:
    while page.poll() is None:
        try:
            assert urllib.request.urlopen(f"http://localhost:{port}/_stcore/health", timeout=60).status == 200
            break
        except OSError:
            time.sleep(0.1)
    page.terminate()
"""


@pytest.mark.skipif(bool(strace.missing()), reason=strace.missing() or "strace is there")
@pytest.mark.parametrize("program", [PAGE, SERVE], ids=["question and upload", "start"])
def test_no_program_reaches_another_machine(home, tmp_path, repository, environment, program):
    (tmp_path / "tides.txt").write_text("Convention on Tides\n\nArticle 1\n\nTides rise.\n\nArticle 2\n\nThey fall.\n")
    log = tmp_path / "connections"
    traced = ["strace", "-f", "-qq", "--seccomp-bpf", "-e", "trace=connect,sendto,sendmsg,sendmmsg", "-o", str(log)]
    paths = {"TREATY_HOME": str(home), "PYTHONPATH": os.pathsep.join([str(repository), *sys.path])}
    done = subprocess.run(
        [*traced, sys.executable, "-c", program, str(tmp_path / "tides.txt")],
        env={**environment, **paths},
        cwd=repository,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    reached = REACHED.findall(log.read_text("utf-8", "replace"))
    assert [address for address in reached if not HERE.match(address)] == []
