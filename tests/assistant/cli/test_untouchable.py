"""A data folder that may not be written: everything starts, and says that nothing is kept."""

import os
import subprocess
import sys

import pytest

READ_ONLY = 'mount --bind "$0" "$0" && mount -o remount,ro,bind "$0" && exec "$@"'
MAY = subprocess.run(["unshare", "-rm", "true"], capture_output=True, check=False) if sys.platform == "linux" else None
SEARCHED = "On what grounds may assistance be refused?"


@pytest.mark.skipif(MAY is None or MAY.returncode != 0, reason="no folder can be made read-only here")
@pytest.mark.parametrize(("program", "built"), [(["chat"], True), (["ask", SEARCHED], False)])
def test_a_question_is_answered_and_nothing_is_kept(home, tmp_path, repository, environment, program, built):
    folder = home if built else tmp_path
    before = sorted(folder.rglob("*"))
    command = ["unshare", "-rm", "sh", "-c", READ_ONLY, str(folder), sys.executable, "-m", "assistant.cli", *program]
    paths = {"TREATY_HOME": str(folder), "PYTHONPATH": os.pathsep.join([str(repository), *sys.path])}
    done = subprocess.run(
        command, env={**environment, **paths}, input=SEARCHED, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert "national security" in done.stdout or "security" in done.stdout
    assert f"the data folder {folder} cannot be written, so that nothing is kept" in done.stderr
    assert sorted(folder.rglob("*")) == before
