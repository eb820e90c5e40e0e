"""an application notes the step that is waited for; numbers of striking off; what is kept up

Column by column: on SQLite a table that others refer to cannot be made anew while it holds rows.
"""

import sqlalchemy as sa
from alembic import op

import storage.db.column_types

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("closings", sa.Column("awaits", sa.String(60), nullable=True))
    op.create_table(
        "strike_offs",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("closing_id", sa.Integer(), nullable=False),
        sa.Column("step_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("serial", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(100), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("verified_by", sa.Integer(), nullable=True),
        sa.Column("struck_off_by", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["closing_id"], ["closings.id"], name=op.f("fk_strike_offs_closing_id")
        ),
        sa.ForeignKeyConstraint(["item_id"], ["items.id"], name=op.f("fk_strike_offs_item_id")),
        sa.ForeignKeyConstraint(
            ["step_id"], ["closing_steps.id"], name=op.f("fk_strike_offs_step_id")
        ),
        sa.ForeignKeyConstraint(
            ["verified_by"], ["persons.id"], name=op.f("fk_strike_offs_verified_by")
        ),
        sa.ForeignKeyConstraint(
            ["struck_off_by"], ["persons.id"], name=op.f("fk_strike_offs_struck_off_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_strike_offs")),
        sa.UniqueConstraint("step_id", name=op.f("uq_strike_offs_step_id")),
        sa.UniqueConstraint("year", "serial", name=op.f("uq_strike_offs_year")),
    )
    op.create_index(op.f("ix_strike_offs_item_id"), "strike_offs", ["item_id"], unique=False)
    op.create_table(
        "kept_up_checks",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("asked_on", sa.Date(), nullable=False),
        sa.Column("answer", sa.String(10), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("answered_at", storage.db.column_types.Instant(), nullable=True),
        sa.Column("answered_by", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["item_id"], ["items.id"], name=op.f("fk_kept_up_checks_item_id")),
        sa.ForeignKeyConstraint(
            ["answered_by"], ["persons.id"], name=op.f("fk_kept_up_checks_answered_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kept_up_checks")),
    )
    op.create_index(op.f("ix_kept_up_checks_item_id"), "kept_up_checks", ["item_id"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_kept_up_checks_item_id"), table_name="kept_up_checks")
    op.drop_table("kept_up_checks")
    op.drop_index(op.f("ix_strike_offs_item_id"), table_name="strike_offs")
    op.drop_table("strike_offs")
    op.drop_column("closings", "awaits")
