"""What several tests of the index need."""

import pytest

from corpus.settings import HOME


@pytest.fixture
def fresh(tmp_path, monkeypatch):
    """A data folder of the test's own."""
    monkeypatch.setenv(HOME, str(tmp_path / "home"))
    return tmp_path / "home"
