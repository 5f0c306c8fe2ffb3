"""A process of its own that does something to a data folder, disturbed at one of its system calls by strace.

The process is a copy of this one, taken when all is imported: a point costs a fraction of a second. strace is attached
before it begins, counts or disturbs the calls that write, and changes nothing in the program.
"""

from __future__ import annotations

import ctypes
import mmap
import os
import re
import shutil
import signal
import subprocess
import tempfile
import traceback
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from corpus.errors import TreatyError
from tests.faults.house import Acknowledge

WRITING = (
    *("write", "pwrite64", "writev", "pwritev", "copy_file_range", "sendfile", "ftruncate", "fallocate"),
    *("fsync", "fdatasync", "rename", "renameat", "renameat2", "unlink", "unlinkat", "rmdir", "mkdir", "mkdirat"),
    *("link", "symlink", "chmod", "fchmod", "utimensat"),
)
"""System calls that change what is on the disk."""
FILLING = ("write", "pwrite64", "writev", "copy_file_range", "sendfile", "ftruncate", "fallocate", "fsync", "mkdir")
"""Those that a full disk fails."""
SAID = 65_536
"""Bytes of what a process may say in the end."""
LONGEST = 120
"""Seconds that a process may take."""
_ANYONE = ctypes.c_ulong(-1)
_SET_PTRACER = 0x59616D61


@dataclass(frozen=True)
class Point:
    """A system call to disturb: the so manieth of that name in a thread."""

    call: str
    number: int
    full: bool = False
    """Whether it and all that follow find the disk full; else the process is killed before it."""

    def injected(self) -> str:
        """As strace is told."""
        if not self.full:
            return f"inject={self.call}:signal=KILL:when={self.number}"
        return f"inject={self.call}:error=ENOSPC:when={self.number}+"


@dataclass(frozen=True)
class Outcome:
    """How a process ended."""

    acknowledged: int
    ended: str
    """``done``, ``killed``, ``refused`` or ``raised``."""
    said: str = ""
    """Of a refusal the message, of an error the traceback."""


def missing() -> str:
    """Why nothing can be disturbed here; empty where it can."""
    if shutil.which("strace") is None:
        return "strace is not installed"
    tried = subprocess.run(["strace", "-qq", "-e", "trace=none", "true"], capture_output=True, text=True, check=False)
    return "" if tried.returncode == 0 else f"strace may trace nothing here: {tried.stderr.strip()}"


def calls(work: Callable[[Acknowledge], None]) -> tuple[Counter[str], Outcome]:
    """How often each call that writes is made by the thread that makes it most often; the work is done."""
    with tempfile.TemporaryDirectory() as folder:
        log = Path(folder) / "calls"
        outcome = disturbed(work, ["-e", f"trace={','.join(WRITING)}", "-o", str(log)])
        made = Counter(re.findall(r"^(\d+) +(\w+)\(", log.read_text("utf-8", "replace"), re.MULTILINE))
    most: Counter[str] = Counter()
    for (_, name), count in made.items():
        most[name] = max(most[name], count)
    return most, outcome


def at(point: Point, work: Callable[[Acknowledge], None]) -> Outcome:
    """Do the work, disturbed at a point."""
    return disturbed(work, ["-e", f"trace={point.call}", "-e", point.injected(), "-o", os.devnull])


def disturbed(work: Callable[[Acknowledge], None], how: list[str]) -> Outcome:
    """Do the work in a process of its own under strace, and say how it ended."""
    shared = mmap.mmap(-1, SAID)
    begin, go = os.pipe()
    process = os.fork()
    if not process:
        os.close(go)
        _child(work, begin, shared)
    os.close(begin)
    tracer = subprocess.Popen(["strace", "-f", "-p", str(process), *how], stderr=subprocess.PIPE, text=True)
    attached = tracer.stderr.readline() if tracer.stderr else ""
    if "attached" not in attached:
        os.kill(process, signal.SIGKILL)
    os.write(go, b"\n")
    os.close(go)
    _, status = os.waitpid(process, 0)
    tracer.communicate(timeout=LONGEST)
    if "attached" not in attached:
        raise RuntimeError(f"strace: {attached}")
    return _outcome(status, shared)


def alone(work: Callable[[], str]) -> str:
    """What some work gives that is done undisturbed in a process of its own.

    Raises:
        RuntimeError: it raised; the message is the traceback.
    """
    reading, writing = os.pipe()
    process = os.fork()
    if not process:
        os.close(reading)
        try:
            given, status = work(), 0
        except BaseException:  # noqa: BLE001  # whatever it is, it is told to who waits
            given, status = traceback.format_exc(), 1
        with os.fdopen(writing, "w", encoding="utf-8") as out:
            out.write(given)
        os._exit(status)
    os.close(writing)
    with os.fdopen(reading, encoding="utf-8") as told:
        given = told.read()
    _, status = os.waitpid(process, 0)
    if status:
        raise RuntimeError(given or f"ended by {status}")
    return given


def _child(work: Callable[[Acknowledge], None], begin: int, shared: mmap.mmap) -> None:
    """Wait for strace, then work; what is said goes through memory, since it may be that nothing can be written."""
    ctypes.CDLL(None).prctl(_SET_PTRACER, _ANYONE, 0, 0, 0)
    os.read(begin, 1)
    signal.alarm(LONGEST)

    def done() -> None:
        shared[0] += 1

    def say(ended: int, text: str) -> None:
        said = text.encode("utf-8", "replace")[: SAID - 2]
        shared[2 : 2 + len(said)] = said
        os._exit(ended)

    try:
        work(done)
    except TreatyError as refused:
        say(3, str(refused))
    except BaseException:  # noqa: BLE001  # whatever it is, it is told to who waits
        say(4, traceback.format_exc())
    os._exit(0)


def _outcome(status: int, shared: mmap.mmap) -> Outcome:
    said = shared[2:].rstrip(b"\0").decode("utf-8", "replace")
    if os.WIFSIGNALED(status):
        killed = os.WTERMSIG(status) == signal.SIGKILL
        return Outcome(shared[0], "killed" if killed else "raised", "" if killed else f"signal {os.WTERMSIG(status)}")
    return Outcome(shared[0], {0: "done", 3: "refused", 4: "raised"}[os.waitstatus_to_exitcode(status)], said)
