"""drafts of circulars"""

import sqlalchemy as sa
from alembic import op

revision = "0036"
down_revision = "0035"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "circular_drafts",
        sa.Column("id", sa.Integer(), primary_key=True, autoincrement=True),
        sa.Column("round_id", sa.Integer(), sa.ForeignKey("rounds.id"), nullable=False),
        sa.Column("remarks", sa.Text(), nullable=False),
        sa.Column("unasked", sa.JSON(), nullable=False),
        sa.UniqueConstraint("round_id", name=op.f("uq_circular_drafts_round_id")),
        sqlite_autoincrement=True,
    )


def downgrade() -> None:
    op.drop_table("circular_drafts")
