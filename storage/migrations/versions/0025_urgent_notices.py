"""urgent notices"""

import sqlalchemy as sa
from alembic import op

from storage.db.column_types import Instant

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "urgent_notices",
        sa.Column("id", sa.Integer(), primary_key=True, autoincrement=True),
        sa.Column("item_id", sa.Integer(), sa.ForeignKey("items.id"), nullable=False),
        sa.Column("person_id", sa.Integer(), sa.ForeignKey("persons.id"), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("details", sa.Text(), nullable=False),
        sa.Column("report_id", sa.Integer(), sa.ForeignKey("reports.id"), nullable=True),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("repeats", sa.Integer(), nullable=False),
        sa.Column("received_by", sa.Integer(), sa.ForeignKey("persons.id"), nullable=True),
        sa.Column("received_at", Instant(), nullable=True),
        sa.Column("ended_by", sa.Integer(), sa.ForeignKey("persons.id"), nullable=True),
        sa.Column("ended_at", Instant(), nullable=True),
        sa.Column("ending", sa.Text(), nullable=False),
        sa.UniqueConstraint("report_id", name=op.f("uq_urgent_notices_report_id")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_urgent_notices_state", "urgent_notices", ["state", "id"])


def downgrade() -> None:
    op.drop_index("ix_urgent_notices_state", "urgent_notices")
    op.drop_table("urgent_notices")
