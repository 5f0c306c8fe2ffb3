"""Opinions, as the first programs kept them."""

from alembic import op

revision = "opinions_1"
down_revision = None
branch_labels = ("opinions",)


def upgrade() -> None:
    """Make the table, where an earlier program has not made it."""
    op.execute("CREATE TABLE IF NOT EXISTS opinion (turn TEXT PRIMARY KEY, content TEXT NOT NULL)")
