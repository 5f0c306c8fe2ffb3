"""Commands as processes: exit codes, pipes, disks, signals."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest
from cli_cases import run, started
from conversation_cases import CIS, PRESERVED, UN

pytestmark = pytest.mark.usefixtures("home")


def test_exit_codes_and_silence_of_a_process(process):
    assert process("ask", "What is malware?")[0::2] == (0, "")
    assert process("ask", "Who won the football world cup in 1998?")[0::2] == (3, "")
    code, out, err = process("ask", "")
    assert (code, out) == (2, "")
    assert err == "treaty: the question is empty; ask something in words\n"


def test_a_closed_pipe_is_no_error_to_read(repository, environment):
    with started(repository, environment, "show", UN, "--text") as running:
        running.stdout.read(10)
        running.stdout.close()
        assert b"Traceback" not in running.stderr.read()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is full")
@pytest.mark.parametrize(("arguments", "typed"), [(("list",), b""), (("chat",), b"How long?\n")])
def test_a_full_disk_is_one_line(repository, environment, arguments, typed):
    with Path("/dev/full").open("wb") as full:
        running = started(repository, environment, *arguments, stdout=full, stdin=subprocess.PIPE)
        _, err = running.communicate(typed, timeout=300)
    assert (running.returncode, err.count(b"\n")) == (1, 1)
    assert b"No space left on device" in err


@pytest.mark.parametrize(
    ("command", "code", "said"),
    [
        ("list <&-", 0, ""),
        ("list >&-", 0, ""),
        ("chat <&-", 0, ""),
        ("ask <&-", 2, "the question is empty"),
        ("ask --batch - <&-", 0, ""),
        ("show nothing 2>&-", 2, ""),
    ],
)
def test_a_closed_stream_is_one_with_nothing_in_it(repository, environment, command, code, said):
    line = ["sh", "-c", f'"$0" -m assistant.cli {command}', sys.executable]
    done = subprocess.run(line, cwd=repository, env=environment, capture_output=True, check=False, text=True)
    assert done.returncode == code
    assert said in done.stderr
    assert done.stderr.count("\n") == bool(said)


def test_a_line_that_is_no_text_costs_one_message(repository, environment):
    running = started(repository, environment | {"PYTHONUTF8": "1"}, "chat", stdin=subprocess.PIPE)
    out, err = running.communicate("What is café?\n".encode("latin-1") + b"/new Another\n", timeout=300)
    assert (running.returncode, err.count(b"\n")) == (0, 1)
    assert b"UTF-8" in err
    assert "“Another”" in out.decode()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--resume", ""), "identifier is empty"),
        (("--resume", "nothing"), "no conversation 'nothing'"),
        (("--instrument", "nope"), "no instrument is called 'nope'"),
    ],
)
def test_a_chat_that_cannot_begin_is_refused(arguments, said):
    result = run("chat", *arguments, input="How long?\n")
    assert (result.exit_code, result.stdout) == (2, "")
    assert said in result.stderr


def test_an_interrupt_is_quiet(repository, environment, tmp_path):
    environment = environment | {"TREATY_HOME": str(tmp_path)}
    with started(repository, environment, "index", "build") as running:
        running.stderr.readline()  # it says that it builds
        running.send_signal(signal.SIGINT)
        assert b"Traceback" not in running.stderr.read()
    assert running.returncode == 130
    assert not list((tmp_path / "indexes").glob(".new-*"))


def test_answering_imports_nothing_heavy(repository, environment):
    script = (
        "import sys\nfrom assistant.cli import app\n"
        f"app(['ask', {PRESERVED!r}], standalone_mode=False)\n"
        "print(*{m.split('.')[0] for m in sys.modules} & "
        "{'torch', 'sentence_transformers', 'transformers', 'streamlit', 'langchain_text_splitters'})"
    )
    command = [sys.executable, "-c", script]
    done = subprocess.run(command, cwd=repository, env=environment, capture_output=True, check=True, text=True)
    assert done.stdout.splitlines()[-1] == ""


def test_output_that_cannot_be_encoded_is_escaped(process):
    code, out, err = process("show", CIS, "title", PYTHONIOENCODING="ascii")
    assert (code, err) == (0, "")
    assert out.isascii()
