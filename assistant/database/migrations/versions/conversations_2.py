"""Conversations have an owner, and the words of their titles are found without a function of Python's."""

from alembic import op
from sqlalchemy import text

revision = "conversations_2"
down_revision = "conversations_1"


def upgrade() -> None:
    """Add the columns, and fold the titles that there are."""
    for column in ("owner", "words"):
        op.execute(f"ALTER TABLE conversation ADD COLUMN {column} TEXT DEFAULT '' NOT NULL")
    db = op.get_bind()
    if db.dialect.name == "postgresql":
        op.execute("ALTER TABLE conversation ADD COLUMN rowid BIGINT GENERATED ALWAYS AS IDENTITY")
        op.execute("CREATE INDEX conversation_owner ON conversation (owner)")
    rows = [
        {"id": id, "words": title.casefold()} for id, title in db.execute(text("SELECT id, title FROM conversation"))
    ]
    if rows:
        db.execute(text("UPDATE conversation SET words = :words WHERE id = :id"), rows)
