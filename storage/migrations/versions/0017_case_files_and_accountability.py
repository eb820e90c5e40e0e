"""case files that are to be made, and the register of who was held to account"""

import sqlalchemy as sa
from alembic import op

import storage.db.column_types

revision = "0017"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "case_file_requests",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("chat_id", sa.BigInteger(), nullable=False),
        sa.Column("asked_at", storage.db.column_types.Instant(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("next_try_at", storage.db.column_types.Instant(), nullable=True),
        sa.Column("last_error", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["item_id"], ["items.id"], name=op.f("fk_case_file_requests_item_id")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["persons.id"], name=op.f("fk_case_file_requests_person_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_file_requests")),
    )
    op.create_index(
        op.f("ix_case_file_requests_state"), "case_file_requests", ["state"], unique=False
    )


def downgrade() -> None:
    op.drop_index(op.f("ix_case_file_requests_state"), "case_file_requests")
    op.drop_table("case_file_requests")
