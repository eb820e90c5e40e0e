"""what a message answers"""

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("outbox", sa.Column("update_seq", sa.Integer(), nullable=True))


def downgrade() -> None:
    op.drop_column("outbox", "update_seq")
