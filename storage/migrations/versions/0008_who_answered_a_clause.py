"""who answered a clause of an application, and when"""

import sqlalchemy as sa
from alembic import op

import storage.db.column_types

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("closing_clauses", sa.Column("person_id", sa.Integer(), nullable=True))
    op.add_column(
        "closing_clauses", sa.Column("at", storage.db.column_types.Instant(), nullable=True)
    )


def downgrade() -> None:
    op.drop_column("closing_clauses", "at")
    op.drop_column("closing_clauses", "person_id")
