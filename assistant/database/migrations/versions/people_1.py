"""People who may sign in."""

from alembic import op

revision = "people_1"
down_revision = None
branch_labels = ("people",)


def upgrade() -> None:
    """Make the table."""
    op.execute(
        "CREATE TABLE person (name TEXT NOT NULL PRIMARY KEY, role TEXT NOT NULL, groups TEXT NOT NULL, "
        "since TEXT NOT NULL)"
    )
