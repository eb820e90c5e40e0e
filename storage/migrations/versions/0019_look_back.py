"""samples of closed items, and their checks"""

import sqlalchemy as sa
from alembic import op

from storage.db.column_types import Instant

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "lookback_draws",
        sa.Column("id", sa.Integer(), primary_key=True, autoincrement=True),
        sa.Column("drawn_by", sa.Integer(), sa.ForeignKey("persons.id"), nullable=False),
        sa.Column("drawn_at", Instant(), nullable=False),
        sa.Column("seed", sa.String(8), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("candidates", sa.Integer(), nullable=False),
    )
    op.create_table(
        "lookback_checks",
        sa.Column("id", sa.Integer(), primary_key=True, autoincrement=True),
        sa.Column("draw_id", sa.Integer(), sa.ForeignKey("lookback_draws.id")),
        sa.Column("item_id", sa.Integer(), sa.ForeignKey("items.id"), nullable=False),
        sa.Column("occasion", sa.String(10), nullable=False),
        sa.Column("checker_id", sa.Integer(), sa.ForeignKey("persons.id")),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("asked", sa.Boolean(), nullable=False),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("verdict", sa.String(10)),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("checked_by", sa.Integer(), sa.ForeignKey("persons.id")),
        sa.Column("checked_at", Instant()),
    )
    op.create_index("ix_lookback_checks_draw_id", "lookback_checks", ["draw_id"])
    op.create_index("ix_lookback_checks_item_id", "lookback_checks", ["item_id"])


def downgrade() -> None:
    op.drop_table("lookback_checks")
    op.drop_table("lookback_draws")
