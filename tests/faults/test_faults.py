"""A short run of the trials: some points of each operation, and some damages."""

import os
import subprocess
import sys

import pytest

from tests.faults import strace

POINTS = 10


@pytest.mark.skipif(bool(strace.missing()), reason=strace.missing() or "strace is there")
def test_whatever_is_disturbed_everything_opens_and_nothing_is_lost(repository, environment):
    """In a process of its own: it is copied for each trial, which one with threads may not be."""
    paths = {"PYTHONPATH": os.pathsep.join(filter(None, [str(repository), *sys.path]))}
    command = [sys.executable, "-m", "tests.faults", "--points", str(POINTS), "--seed", "7"]
    done = subprocess.run(
        command, cwd=repository, env={**environment, **paths}, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert f"{POINTS} trials, 0 failed" in done.stdout
