"""The audit trail."""

from alembic import op

revision = "audit_1"
down_revision = None
branch_labels = ("audit",)
GROWS = """
CREATE FUNCTION entry_grows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'the audit trail only grows'; END $$
"""


def upgrade() -> None:
    """Make the table; PostgreSQL itself refuses to change or remove what stands in it."""
    op.execute(
        "CREATE TABLE entry (number INTEGER NOT NULL PRIMARY KEY, at TEXT NOT NULL, who TEXT NOT NULL, "
        "operation TEXT NOT NULL, object TEXT NOT NULL, before TEXT NOT NULL, hash TEXT NOT NULL)"
    )
    if op.get_bind().dialect.name == "postgresql":
        op.execute(GROWS)
        op.execute(
            "CREATE TRIGGER entry_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON entry "
            "FOR EACH STATEMENT EXECUTE FUNCTION entry_grows()"
        )
