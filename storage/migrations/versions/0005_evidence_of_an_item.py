"""evidence may belong to an item without a report, and an album stays together"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("evidence") as evidence:
        evidence.add_column(sa.Column("item_id", sa.Integer(), nullable=True))
        evidence.add_column(sa.Column("album", sa.Text(), nullable=True))
        evidence.create_foreign_key("fk_evidence_item_id_items", "items", ["item_id"], ["id"])
        evidence.create_index("ix_evidence_item_id", ["item_id"], unique=False)
        evidence.create_index("ix_evidence_album", ["album"], unique=False)
    with op.batch_alter_table("drafts") as drafts:
        drafts.drop_column("album")


def downgrade() -> None:
    with op.batch_alter_table("drafts") as drafts:
        drafts.add_column(sa.Column("album", sa.Text(), nullable=True))
    with op.batch_alter_table("evidence") as evidence:
        evidence.drop_index("ix_evidence_album")
        evidence.drop_index("ix_evidence_item_id")
        evidence.drop_constraint("fk_evidence_item_id_items", type_="foreignkey")
        evidence.drop_column("album")
        evidence.drop_column("item_id")
