"""What the tests of several rooms open."""

import postgresql
import pytest
from sqlalchemy import text

from assistant.conversations.archive import Archive
from assistant.database import postgres

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
def database(postgres_server, monkeypatch):
    """An empty PostgreSQL database, which the settings name."""
    monkeypatch.setenv("TREATY_DATABASE", postgres_server.address)
    postgres.server.cache_clear()
    opened = postgres.server(postgres_server.address)
    yield postgres_server
    with opened.writing() as db:
        db.execute(text("DROP SCHEMA public CASCADE"))
        db.execute(text("CREATE SCHEMA public"))
    opened.release()
    postgres.server.cache_clear()
