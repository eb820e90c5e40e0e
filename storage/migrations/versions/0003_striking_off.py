"""striking off"""

import sqlalchemy as sa
from alembic import op

import storage.db.column_types

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "closing_steps",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("fact", sa.String(length=40), nullable=False),
        sa.Column("at", storage.db.column_types.Instant(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["item_id"], ["items.id"], name=op.f("fk_closing_steps_item_id")),
        sa.ForeignKeyConstraint(
            ["person_id"], ["persons.id"], name=op.f("fk_closing_steps_person_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_closing_steps")),
    )
    with op.batch_alter_table("closing_steps", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_closing_steps_item_id"), ["item_id"], unique=False)

    op.create_table(
        "closings",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("draft_id", sa.Integer(), nullable=False),
        sa.Column("report_id", sa.Integer(), nullable=True),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("begun_at", storage.db.column_types.Instant(), nullable=False),
        sa.Column("notice_until", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["draft_id"], ["drafts.id"], name=op.f("fk_closings_draft_id")),
        sa.ForeignKeyConstraint(["item_id"], ["items.id"], name=op.f("fk_closings_item_id")),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_closings_person_id")),
        sa.ForeignKeyConstraint(["report_id"], ["reports.id"], name=op.f("fk_closings_report_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_closings")),
    )
    with op.batch_alter_table("closings", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_closings_item_id"), ["item_id"], unique=False)

    op.create_table(
        "closing_clauses",
        sa.Column("closing_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("clause", sa.String(length=200), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["closing_id"], ["closings.id"], name=op.f("fk_closing_clauses_closing_id")
        ),
        sa.PrimaryKeyConstraint("closing_id", "number", name=op.f("pk_closing_clauses")),
    )


def downgrade() -> None:
    op.drop_table("closing_clauses")
    with op.batch_alter_table("closings", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_closings_item_id"))

    op.drop_table("closings")
    with op.batch_alter_table("closing_steps", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_closing_steps_item_id"))

    op.drop_table("closing_steps")
