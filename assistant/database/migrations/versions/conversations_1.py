"""Conversations, as the first programs kept them."""

from alembic import op

revision = "conversations_1"
down_revision = None
branch_labels = ("conversations",)


def upgrade() -> None:
    """Make the tables, where an earlier program has not made them."""
    op.execute(
        "CREATE TABLE IF NOT EXISTS conversation ("
        "id TEXT PRIMARY KEY, title TEXT NOT NULL, created TEXT NOT NULL, changed TEXT NOT NULL, deleted TEXT)"
    )
    without_rowid = " WITHOUT ROWID" if op.get_bind().dialect.name == "sqlite" else ""
    op.execute(
        "CREATE TABLE IF NOT EXISTS turn ("
        "conversation TEXT NOT NULL REFERENCES conversation(id) ON DELETE CASCADE, "
        "number INTEGER NOT NULL, words TEXT NOT NULL, content TEXT NOT NULL, "
        f"PRIMARY KEY (conversation, number)){without_rowid}"
    )
