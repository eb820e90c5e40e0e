"""who has an update in hand, and how many ended while they had it"""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("inbox", sa.Column("taken_by", sa.Integer(), nullable=True))
    op.add_column("inbox", sa.Column("unended", sa.Integer(), nullable=False, server_default="0"))


def downgrade() -> None:
    op.drop_column("inbox", "unended")
    op.drop_column("inbox", "taken_by")
