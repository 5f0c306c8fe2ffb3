"""What the tests of several rooms open."""

import postgresql
import pytest

from assistant.conversations.archive import Archive

pytest.register_assert_rewrite("assistant_cases")


@pytest.fixture
def archive(tmp_path):
    """An empty archive of conversations."""
    with Archive(tmp_path) as opened:
        yield opened


@pytest.fixture(scope="session")
def postgres_server():
    """A PostgreSQL server that runs."""
    with postgresql.running() as server:
        yield server


@pytest.fixture
def database(postgres_server):
    """An empty PostgreSQL database, which the settings name."""
    with postgresql.emptied(postgres_server) as empty:
        yield empty
