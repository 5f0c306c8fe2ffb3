"""``treaty serve``."""

import pytest
from cli_cases import run

from assistant.cli import serving

pytestmark = pytest.mark.usefixtures("home")


@pytest.fixture
def page(tmp_path, monkeypatch):
    path = tmp_path / "page.py"
    monkeypatch.setattr(serving, "PAGE", path)
    return path


def test_serve_runs_the_page_for_this_machine_alone(page, monkeypatch):
    page.touch()
    called = []
    monkeypatch.setattr(serving, "run", lambda command: called.append(command) or 0)
    assert run("serve", "--port", "8600").exit_code == 0
    assert called[0][1:5] == ["-m", "streamlit", "run", str(page)]
    assert "--server.address localhost --server.port 8600" in " ".join(called[0])


@pytest.mark.usefixtures("page")
def test_serve_without_its_page_is_told_in_a_line():
    result = run("serve")
    assert result.exit_code == 1
    assert "the page is not there" in result.stderr
