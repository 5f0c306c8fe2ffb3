"""What the tests of several rooms open."""

import pytest

from assistant.conversations.archive import Archive

pytest.register_assert_rewrite("assistant_cases")


@pytest.fixture
def archive(tmp_path):
    """An empty archive of conversations."""
    with Archive(tmp_path) as opened:
        yield opened
