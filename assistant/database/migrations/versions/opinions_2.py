"""Opinions have an owner."""

from alembic import op

revision = "opinions_2"
down_revision = "opinions_1"


def upgrade() -> None:
    """Add the column."""
    op.execute("ALTER TABLE opinion ADD COLUMN owner TEXT DEFAULT '' NOT NULL")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("ALTER TABLE opinion ADD COLUMN rowid BIGINT GENERATED ALWAYS AS IDENTITY")
        op.execute("CREATE INDEX opinion_owner ON opinion (owner)")
