"""who has an update in hand, how many ended while they had it, and whether nobody knows its sender"""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("inbox", sa.Column("taken_by", sa.Integer(), nullable=True))
    op.add_column("inbox", sa.Column("unended", sa.Integer(), nullable=False, server_default="0"))
    op.add_column(
        "inbox", sa.Column("stranger", sa.Boolean(), nullable=False, server_default=sa.false())
    )
    op.drop_index("ix_inbox_waiting", table_name="inbox")
    op.create_index("ix_inbox_waiting", "inbox", ["state", "stranger", "seq"])


def downgrade() -> None:
    op.drop_index("ix_inbox_waiting", table_name="inbox")
    op.create_index("ix_inbox_waiting", "inbox", ["state", "seq"])
    op.drop_column("inbox", "stranger")
    op.drop_column("inbox", "unended")
    op.drop_column("inbox", "taken_by")
