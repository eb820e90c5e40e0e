"""a round may be cancelled; it is then over and has no circular"""

import sqlalchemy as sa
from alembic import op

import storage.db.column_types

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "rounds", sa.Column("cancelled_at", storage.db.column_types.Instant(), nullable=True)
    )


def downgrade() -> None:
    op.drop_column("rounds", "cancelled_at")
