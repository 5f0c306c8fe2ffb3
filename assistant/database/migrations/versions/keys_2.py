"""Keys belong to a person."""

from alembic import op

revision = "keys_2"
down_revision = "keys_1"


def upgrade() -> None:
    """Add the column."""
    op.execute("ALTER TABLE key ADD COLUMN owner TEXT DEFAULT '' NOT NULL")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("ALTER TABLE key ADD COLUMN rowid BIGINT GENERATED ALWAYS AS IDENTITY")
