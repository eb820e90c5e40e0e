"""people have a number of their own, and may have left"""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None


def upgrade() -> None:
    number = sa.Column("staff_number", sa.String(40), nullable=False, server_default="")
    op.add_column("persons", number)
    op.add_column("persons", sa.Column("left_on", sa.Date()))


def downgrade() -> None:
    op.drop_column("persons", "left_on")
    op.drop_column("persons", "staff_number")
