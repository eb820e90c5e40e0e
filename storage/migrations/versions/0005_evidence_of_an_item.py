"""evidence may belong to an item without a report, and an album stays together

Column by column: on SQLite a table that others refer to cannot be made anew while it holds rows.
"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

NEW = {"item_id": sa.Integer, "album": sa.Text}


def upgrade() -> None:
    for name, kind in NEW.items():
        op.add_column("evidence", sa.Column(name, kind(), nullable=True))
        op.create_index(op.f(f"ix_evidence_{name}"), "evidence", [name], unique=False)
    op.drop_column("drafts", "album")


def downgrade() -> None:
    op.add_column("drafts", sa.Column("album", sa.Text(), nullable=True))
    for name in NEW:
        op.drop_index(op.f(f"ix_evidence_{name}"), "evidence")
        op.drop_column("evidence", name)
