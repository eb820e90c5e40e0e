"""what reports say of projects"""

import sqlalchemy as sa
from alembic import op

from storage.db.column_types import Amount

revision = "0035"
down_revision = "0034"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "project_reports",
        sa.Column("id", sa.Integer(), primary_key=True, autoincrement=True),
        sa.Column("report_id", sa.Integer(), sa.ForeignKey("reports.id"), nullable=False),
        sa.Column("project_id", sa.Integer(), sa.ForeignKey("projects.id"), nullable=False),
        sa.Column("started_on", sa.Date()),
        sa.Column("finished_on", sa.Date()),
        sa.Column("fund_id", sa.Integer(), sa.ForeignKey("project_funds.id"), nullable=True),
        sa.Column("received", Amount()),
        sa.Column("paid", Amount()),
        sa.UniqueConstraint("report_id", name=op.f("uq_project_reports_report_id")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_project_reports_project_id"), "project_reports", ["project_id"])


def downgrade() -> None:
    op.drop_table("project_reports")
