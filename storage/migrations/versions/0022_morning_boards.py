"""morning boards, and who has read them"""

import sqlalchemy as sa
from alembic import op

from storage.db.column_types import Instant

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "boards",
        sa.Column("id", sa.Integer(), primary_key=True, autoincrement=True),
        sa.Column("person_id", sa.Integer(), sa.ForeignKey("persons.id"), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("made_at", Instant(), nullable=False),
        sa.UniqueConstraint("person_id", "day", name=op.f("uq_boards_person_id")),
    )
    op.create_table(
        "board_reads",
        sa.Column("id", sa.Integer(), primary_key=True, autoincrement=True),
        sa.Column("board_id", sa.Integer(), sa.ForeignKey("boards.id"), nullable=False),
        sa.Column("person_id", sa.Integer(), sa.ForeignKey("persons.id"), nullable=False),
        sa.Column("read_at", Instant(), nullable=False),
        sa.UniqueConstraint("board_id", name=op.f("uq_board_reads_board_id")),
    )


def downgrade() -> None:
    op.drop_table("board_reads")
    op.drop_table("boards")
