"""objections to public notices"""

import sqlalchemy as sa
from alembic import op

from storage.db.column_types import Instant

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "objections",
        sa.Column("id", sa.Integer(), primary_key=True, autoincrement=True),
        sa.Column("item_id", sa.Integer(), sa.ForeignKey("items.id"), nullable=False),
        sa.Column("closing_id", sa.Integer(), sa.ForeignKey("closings.id")),
        sa.Column("clerk_id", sa.Integer(), sa.ForeignKey("persons.id"), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("days_left", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("answered_by", sa.Integer(), sa.ForeignKey("persons.id")),
        sa.Column("answered_at", Instant()),
        sa.Column("decided_by", sa.Integer(), sa.ForeignKey("persons.id")),
        sa.Column("decided_at", Instant()),
    )
    op.create_index("ix_objections_item_id", "objections", ["item_id"])
    op.create_index("ix_objections_closing_id", "objections", ["closing_id"])


def downgrade() -> None:
    op.drop_table("objections")
