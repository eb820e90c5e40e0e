"""lists sent in the chat, and workbooks asked for there"""

import sqlalchemy as sa
from alembic import op

from storage.db.column_types import Instant

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "workbook_requests",
        sa.Column("id", sa.Integer(), primary_key=True, autoincrement=True),
        sa.Column("person_id", sa.Integer(), sa.ForeignKey("persons.id"), nullable=False),
        sa.Column("chat", sa.String(60), nullable=False),
        sa.Column("asked_at", Instant(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("file_id", sa.Text(), nullable=False),
        sa.Column("path", sa.Text(), nullable=False),
        sa.Column("item_ids", sa.JSON()),
        sa.Column("shown", sa.Text(), nullable=False),
        sa.Column("plain_digest", sa.String(64), nullable=False),
        sa.Column("accepting_digest", sa.String(64), nullable=False),
        sa.Column("accepts", sa.Boolean(), nullable=False),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("next_try_at", Instant()),
        sa.Column("last_error", sa.Text(), nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_workbook_requests_state"), "workbook_requests", ["state"])


def downgrade() -> None:
    op.drop_table("workbook_requests")
