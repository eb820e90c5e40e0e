"""an application notes the step of the procedure that is waited for

Column by column: on SQLite a table that others refer to cannot be made anew while it holds rows.
"""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("closings", sa.Column("awaits", sa.String(60), nullable=True))


def downgrade() -> None:
    op.drop_column("closings", "awaits")
