"""case files that are to be made, and the register of who was held to account"""

import sqlalchemy as sa
from alembic import op

import storage.db.column_types

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "case_file_requests",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("chat", sa.String(length=60), nullable=False),
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
    _make_register()


def _make_register() -> None:
    op.create_table(
        "accountability_entries",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("at", storage.db.column_types.Instant(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("matter", sa.Text(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=True),
        sa.Column("finding", sa.Text(), nullable=False),
        sa.Column("decided_by", sa.Text(), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=False),
        sa.Column("published_on", sa.Date(), nullable=True),
        sa.Column("withdrawal", sa.Text(), nullable=False),
        sa.Column("salt", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["item_id"], ["items.id"], name=op.f("fk_accountability_entries_item_id")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["persons.id"], name=op.f("fk_accountability_entries_person_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_accountability_entries")),
        sa.UniqueConstraint("number", "version", name=op.f("uq_accountability_entries_number")),
    )
    op.create_table(
        "accountability_persons",
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("rank", sa.String(length=10), nullable=False),
        sa.Column("sanctions", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["entry_id"],
            ["accountability_entries.id"],
            name=op.f("fk_accountability_persons_entry_id"),
        ),
        sa.PrimaryKeyConstraint("entry_id", "position", name=op.f("pk_accountability_persons")),
    )
    op.create_table(
        "accountability_drafts",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("at", storage.db.column_types.Instant(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["persons.id"], name=op.f("fk_accountability_drafts_person_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_accountability_drafts")),
        sa.UniqueConstraint("person_id", name=op.f("uq_accountability_drafts_person_id")),
    )


def downgrade() -> None:
    for table in ("accountability_drafts", "accountability_persons", "accountability_entries"):
        op.drop_table(table)
    op.drop_index(op.f("ix_case_file_requests_state"), "case_file_requests")
    op.drop_table("case_file_requests")
