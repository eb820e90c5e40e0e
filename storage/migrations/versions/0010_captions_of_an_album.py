"""evidence knows the message it came with, and the question it answered: an album has captions

Column by column: on SQLite a table that others refer to cannot be made anew while it holds rows.
"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("evidence", sa.Column("message_id", sa.BigInteger(), nullable=True))
    op.create_index(op.f("ix_evidence_message_id"), "evidence", ["message_id"], unique=False)
    op.add_column("evidence", sa.Column("answered", sa.JSON(), nullable=True))


def downgrade() -> None:
    op.drop_column("evidence", "answered")
    op.drop_index(op.f("ix_evidence_message_id"), "evidence")
    op.drop_column("evidence", "message_id")
