"""papers: letters, circulars and reports that were issued"""

import sqlalchemy as sa
from alembic import op

from storage.db.column_types import Instant

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "papers",
        sa.Column("id", sa.Integer(), primary_key=True, autoincrement=True),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("serial", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(100), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("item_id", sa.Integer(), sa.ForeignKey("items.id"), nullable=True),
        sa.Column("subject", sa.String(40), nullable=False),
        sa.Column("unit_id", sa.Integer(), sa.ForeignKey("units.id"), nullable=True),
        sa.Column("step_id", sa.Integer(), sa.ForeignKey("ladder_steps.id"), nullable=True),
        sa.Column("person_id", sa.Integer(), sa.ForeignKey("persons.id"), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.UniqueConstraint("kind", "year", "serial", name=op.f("uq_papers_kind")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_papers_item_id"), "papers", ["item_id"])
    op.create_index("ix_papers_subject", "papers", ["subject"])


def downgrade() -> None:
    op.drop_table("papers")
