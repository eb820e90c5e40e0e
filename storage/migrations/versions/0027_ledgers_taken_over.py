"""how items stood that came in with a ledger already running"""

import sqlalchemy as sa
from alembic import op

from storage.db.column_types import Instant

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "takeovers",
        sa.Column("id", sa.Integer(), primary_key=True, autoincrement=True),
        sa.Column("item_id", sa.Integer(), sa.ForeignKey("items.id"), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("state", sa.String(20), nullable=False),
        sa.Column("finished_on", sa.Date()),
        sa.Column("struck_off_on", sa.Date()),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.UniqueConstraint("item_id", name=op.f("uq_takeovers_item_id")),
        sqlite_autoincrement=True,
    )


def downgrade() -> None:
    op.drop_table("takeovers")
