"""requests have a day, and answers may be sent back"""

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None

TABLES = ("blockers", "instructions")


def upgrade() -> None:
    for table in TABLES:
        op.add_column(table, sa.Column("due", sa.Date()))
        op.add_column(table, sa.Column("sent_back", sa.Text(), nullable=False, server_default=""))
    advice: sa.Column[bool] = sa.Column(
        "advice", sa.Boolean(), nullable=False, server_default=sa.false()
    )
    op.add_column("instructions", advice)


def downgrade() -> None:
    op.drop_column("instructions", "advice")
    for table in TABLES:
        op.drop_column(table, "sent_back")
        op.drop_column(table, "due")
