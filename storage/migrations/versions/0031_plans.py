"""plans and their steps, and what a round asks for"""

import sqlalchemy as sa
from alembic import op

from storage.db.column_types import Amount, Instant

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "plans",
        sa.Column("id", sa.Integer(), primary_key=True, autoincrement=True),
        sa.Column("item_id", sa.Integer(), sa.ForeignKey("items.id"), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), sa.ForeignKey("persons.id"), nullable=False),
        sa.Column("asked_at", Instant(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("decided_by", sa.Integer(), sa.ForeignKey("persons.id"), nullable=True),
        sa.Column("decided_at", Instant(), nullable=True),
        sa.Column("decision", sa.Text(), nullable=False),
        sa.UniqueConstraint("item_id", "version", name=op.f("uq_plans_item_id")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_plans_state", "plans", ["state", "id"])
    op.create_table(
        "plan_steps",
        sa.Column("plan_id", sa.Integer(), sa.ForeignKey("plans.id"), primary_key=True),
        sa.Column("number", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("due", sa.Date(), nullable=False),
        sa.Column("target", Amount(), nullable=True),
        sa.Column("milestone_id", sa.Integer(), nullable=True),
    )
    asks = sa.Column("asks", sa.String(10), nullable=False, server_default="progress")
    op.add_column("rounds", asks)


def downgrade() -> None:
    op.drop_column("rounds", "asks")
    op.drop_table("plan_steps")
    op.drop_index("ix_plans_state", "plans")
    op.drop_table("plans")
