"""items given to somebody, who signs for them"""

import sqlalchemy as sa
from alembic import op

from storage.db.column_types import Instant

revision = "0034"
down_revision = "0033"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "assignments",
        sa.Column("id", sa.Integer(), primary_key=True, autoincrement=True),
        sa.Column("item_id", sa.Integer(), sa.ForeignKey("items.id"), nullable=False),
        sa.Column("owner_id", sa.Integer(), sa.ForeignKey("persons.id"), nullable=False),
        sa.Column("since", Instant(), nullable=False),
        sa.Column("told_at", Instant(), nullable=True),
        sa.Column("signed_at", Instant(), nullable=True),
        sa.Column("signed_by", sa.Integer(), sa.ForeignKey("persons.id"), nullable=True),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_assignments_item_id", "assignments", ["item_id"])
    op.create_index("ix_assignments_owner", "assignments", ["owner_id", "signed_at"])


def downgrade() -> None:
    op.drop_index("ix_assignments_owner", "assignments")
    op.drop_index("ix_assignments_item_id", "assignments")
    op.drop_table("assignments")
