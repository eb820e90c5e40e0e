"""projects, their money, and what is to be done in each year"""

import sqlalchemy as sa
from alembic import op

from storage.db.column_types import Amount

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "projects",
        sa.Column("id", sa.Integer(), primary_key=True, autoincrement=True),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), sa.ForeignKey("items.id"), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("size", Amount()),
        sa.Column("measure", sa.String(30), nullable=False),
        sa.Column("investment", Amount()),
        sa.Column("planned_start", sa.Date()),
        sa.Column("planned_start_words", sa.Text(), nullable=False),
        sa.Column("planned_finish", sa.Date()),
        sa.Column("planned_finish_words", sa.Text(), nullable=False),
        sa.Column("tendered_on", sa.Date()),
        sa.Column("started_on", sa.Date()),
        sa.Column("finished_on", sa.Date()),
        sa.UniqueConstraint("code", name=op.f("uq_projects_code")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_projects_item_id"), "projects", ["item_id"])
    op.create_table(
        "project_funds",
        sa.Column("id", sa.Integer(), primary_key=True, autoincrement=True),
        sa.Column("project_id", sa.Integer(), sa.ForeignKey("projects.id"), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("approved", Amount()),
        sa.Column("received", Amount()),
        sa.Column("paid", Amount()),
        sa.UniqueConstraint(
            "project_id", "source", "document", name=op.f("uq_project_funds_project_id")
        ),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "year_targets",
        sa.Column("id", sa.Integer(), primary_key=True, autoincrement=True),
        sa.Column("item_id", sa.Integer(), sa.ForeignKey("items.id"), nullable=True),
        sa.Column("project_id", sa.Integer(), sa.ForeignKey("projects.id"), nullable=True),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("target", Amount(), nullable=False),
        sa.UniqueConstraint("item_id", "year", name=op.f("uq_year_targets_item_id")),
        sa.UniqueConstraint("project_id", "year", name=op.f("uq_year_targets_project_id")),
        sqlite_autoincrement=True,
    )


def downgrade() -> None:
    op.drop_table("year_targets")
    op.drop_table("project_funds")
    op.drop_table("projects")
