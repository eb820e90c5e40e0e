"""a card may say that a milestone is reached; it is when the card is confirmed"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("drafts", sa.Column("step_id", sa.Integer(), nullable=True))


def downgrade() -> None:
    op.drop_column("drafts", "step_id")
