"""Reading a file in a process of its own: whatever is in it, it costs so much time and memory and no more.

Time and output are limited everywhere; memory, processor time and writing only where the system has ``resource``: Linux
and macOS, of which macOS takes no limit on memory; Windows has none.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

from corpus.errors import MissingExtra, SourceError, TreatyError
from corpus.model import About, Instrument
from corpus.shelf.loading import load_instrument
from corpus.shelf.packing import packed, unpacked

SECONDS = 60
"""Of processor time; an ordinary treaty takes a tenth of one."""
LONGEST_WAIT = 600
"""Seconds after which a reader is given up, however little it did."""
MEMORY = 2_000_000_000
"""Bytes."""
OUTPUT = 250_000_000
"""Bytes of what a reader hands back: the text, and where each provision stands in it."""
SCRATCH = 200_000_000
"""Bytes of a file that a library may write: the model that tells languages is unpacked into one."""
ONE_THREAD = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
"""Room for the threads of a library of algebra would count as memory, and no reader needs them."""
BROKEN = "{name} is damaged so that reading it broke off: save it anew, or as plain text"
LATE = "{name} takes too long to read: split it, or save it as plain text"
LARGE = "{name} takes more than {megabytes:,} MB of memory to read: split it, or save it as plain text"
LONG = "{name} becomes more than {megabytes} MB of text: split it"


def load_apart(path: Path, about: About) -> Instrument:
    """The instrument in a file, as :func:`corpus.load_instrument` reads it, by a process that may not take for ever.

    Starting the process takes 0.2 s.

    Raises:
        SourceError: the file cannot be read, or only with more time or memory than any instrument takes.
        MissingExtra: reading its format needs an optional package.
    """
    output, in_time = _run(path, about.part)
    if len(output) > OUTPUT:
        raise SourceError(LONG.format(name=path.name, megabytes=OUTPUT // 1_000_000))
    if not output:
        raise SourceError((BROKEN if in_time else LATE).format(name=path.name))
    said = json.loads(output)
    if "exhausted" in said:
        raise SourceError(LARGE.format(name=path.name, megabytes=MEMORY // 1_000_000))
    if "missing" in said:
        raise MissingExtra(*said["missing"])
    if "refused" in said:
        raise SourceError(said["refused"])
    return unpacked(said, about)


def _run(path: Path, part: int) -> tuple[bytes, bool]:
    """What the reader of a file hands back, nothing where it broke off, and whether it kept to its time."""
    command = [sys.executable, "-P", "-m", __name__, os.fspath(path), str(part), str(SECONDS), str(MEMORY)]
    environment = os.environ | ONE_THREAD | {"PYTHONPATH": os.pathsep.join(place or os.curdir for place in sys.path)}
    late = threading.Event()
    output = b""
    with subprocess.Popen(  # noqa: S603  # our own interpreter and module; the path is data
        command, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as reader:

        def give_up() -> None:
            late.set()
            reader.kill()

        clock = threading.Timer(LONGEST_WAIT, give_up)
        clock.start()
        try:
            output = reader.stdout.read(OUTPUT + 1) if reader.stdout else b""
        finally:
            clock.cancel()
            if not 0 < len(output) <= OUTPUT:
                reader.kill()
    spent = reader.returncode == -getattr(signal, "SIGXCPU", 0) != 0
    return output, not (late.is_set() or spent)


def main() -> None:
    """Read the file that is named, under the limits that are, and write what was made of it to the standard output."""
    path, part, seconds, memory = sys.argv[1:]
    channel = os.dup(sys.stdout.fileno())
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # what a library says is no part of it
    _limit(int(seconds), int(memory))
    with os.fdopen(channel, "w", encoding="ascii") as out:
        out.write(json.dumps(_said_of(Path(path), int(part))))


def _said_of(path: Path, part: int) -> dict[str, Any]:
    """The instrument in a file as JSON, or why there is none."""
    try:
        return packed(load_instrument(path, About("newcomer", "", "", part=part)))
    except MissingExtra as problem:
        return {"missing": (problem.feature, problem.extra)}
    except TreatyError as problem:
        return {"refused": str(problem)}
    except MemoryError:
        return {"exhausted": True}


def _limit(seconds: int, memory: int) -> None:
    """Take from this process what no reader needs: more time or memory, files to write, a picture of its end."""
    if sys.platform == "win32":
        return
    import resource

    limits = {resource.RLIMIT_CPU: seconds, resource.RLIMIT_FSIZE: SCRATCH, resource.RLIMIT_CORE: 0}
    if sys.platform == "linux":
        limits[resource.RLIMIT_AS] = memory
    for what, most in limits.items():
        hard = resource.getrlimit(what)[1]
        bound = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(what, (bound, hard))


if __name__ == "__main__":
    main()
