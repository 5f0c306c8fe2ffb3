"""Keys, as the first programs kept them."""

from alembic import op

revision = "keys_1"
down_revision = None
branch_labels = ("keys",)


def upgrade() -> None:
    """Make the table, where an earlier program has not made it."""
    op.execute(
        "CREATE TABLE IF NOT EXISTS key (id TEXT PRIMARY KEY, name TEXT NOT NULL, scope TEXT NOT NULL, "
        "digest TEXT NOT NULL, made TEXT NOT NULL, expires TEXT, revoked TEXT)"
    )
