"""Commands, run within the tests or as processes of their own."""

import json
import signal
import subprocess
import sys

from typer.testing import CliRunner

from assistant.cli import app


def run(*arguments, **options):
    """The outcome of a command."""
    return CliRunner().invoke(app, [str(argument) for argument in arguments], prog_name="treaty", **options)


def run_json(*arguments, **options):
    """The JSON that a command writes."""
    return json.loads(run(*arguments, "--json", **options).stdout)


def started(repository, environment, *arguments, **options):
    """A command as a process of its own."""
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "stdin": subprocess.DEVNULL, **options}
    command = [sys.executable, "-m", "assistant.cli", *arguments]
    # what runs the tests may ignore the interrupt, and a process inherits that
    return subprocess.Popen(command, cwd=repository, env=environment, preexec_fn=_interruptible, **pipes)


def _interruptible():
    signal.signal(signal.SIGINT, signal.default_int_handler)
