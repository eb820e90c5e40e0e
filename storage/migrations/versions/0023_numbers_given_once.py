"""no number of a row is given twice: SQLite counts on, as PostgreSQL does"""

import re

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None

GIVEN_BY_US = {"journal", "journal_head", "accountability_drafts"}
"""Tables whose rows get their numbers from the program."""

NUMBERED = re.compile(r"PRIMARY KEY \((id|seq)\)")

TABLES = sa.text("SELECT name, sql FROM sqlite_master WHERE type = 'table'")
CHANGE = sa.text("UPDATE sqlite_master SET sql = :sql WHERE type = 'table' AND name = :name")
MARKED = sa.text("SELECT number FROM duty_marks WHERE name = 'receipts'")
GO_ON = sa.text("INSERT INTO sqlite_sequence (name, seq) VALUES ('reports', :number)")


def upgrade() -> None:
    """Change the tables' definitions, in the way that SQLite's manual allows, and no row.

    Without AUTOINCREMENT the number after the last row is given, which may have been given before
    to a row that was deleted, or was lost when a copy was put back.
    """
    bind = op.get_bind()
    if bind.dialect.name != "sqlite":
        return
    # SQLite keeps the last numbers in a table that comes with the first table that needs it.
    op.execute("CREATE TABLE numbered (id INTEGER PRIMARY KEY AUTOINCREMENT)")
    op.execute("DROP TABLE numbered")
    version = bind.execute(sa.text("PRAGMA schema_version")).scalar_one()
    op.execute("PRAGMA writable_schema = ON")
    for name, sql in bind.execute(TABLES).all():
        counting = NUMBERED.sub(r"PRIMARY KEY (\1 AUTOINCREMENT)", sql or "")
        if name not in GIVEN_BY_US and counting != sql:
            bind.execute(CHANGE, {"name": name, "sql": counting})
    op.execute(f"PRAGMA schema_version = {version + 1}")
    op.execute("PRAGMA writable_schema = RESET")
    number = bind.execute(MARKED).scalar()
    if number is not None:
        bind.execute(GO_ON, {"number": number})
        op.execute("DELETE FROM duty_marks WHERE name = 'receipts'")


def downgrade() -> None:
    """Leave the tables as they are: an older program keeps to the numbers just as well."""
