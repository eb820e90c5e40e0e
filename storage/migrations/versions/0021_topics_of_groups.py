"""the topic of a group that it was bound in"""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("groups", sa.Column("thread", sa.BigInteger(), nullable=True))


def downgrade() -> None:
    op.drop_column("groups", "thread")
