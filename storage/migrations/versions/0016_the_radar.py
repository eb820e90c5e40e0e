"""flags of the radar, and how pictures look

Column by column: on SQLite a table that others refer to cannot be made anew while it holds rows.
What a ledger in use holds already is compared with what comes, and not among itself.
"""

import sqlalchemy as sa
from alembic import op

import storage.db.column_types

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

REFERENCES = {
    "item_id": "items",
    "report_id": "reports",
    "evidence_id": "evidence",
    "other_item_id": "items",
    "other_report_id": "reports",
    "other_evidence_id": "evidence",
    "explained_by": "persons",
    "decided_by": "persons",
}


def upgrade() -> None:
    op.add_column("evidence", sa.Column("look", sa.String(length=32), nullable=True))
    op.add_column("evidence", sa.Column("taken", sa.String(length=19), nullable=True))
    op.add_column(
        "evidence",
        sa.Column("compared", sa.Boolean(), nullable=False, server_default=sa.false()),
    )
    evidence = sa.table("evidence", sa.column("compared", sa.Boolean()))
    op.execute(sa.update(evidence).values(compared=True))
    _flags()
    op.execute(
        "INSERT INTO duty_marks (name, number) SELECT 'flags', seq FROM journal_head WHERE seq > 0"
    )


def _flags() -> None:
    instant = storage.db.column_types.Instant
    op.create_table(
        "radar_flags",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("pair", sa.String(length=80), nullable=False),
        *(sa.Column(name, sa.Integer(), nullable=name != "item_id") for name in REFERENCES),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("other_words", sa.Text(), nullable=False),
        sa.Column("found_at", instant(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("explanation", sa.Text(), nullable=False),
        sa.Column("explained_at", instant(), nullable=True),
        sa.Column("decided_at", instant(), nullable=True),
        *(
            sa.ForeignKeyConstraint([name], [f"{table}.id"], name=op.f(f"fk_radar_flags_{name}"))
            for name, table in REFERENCES.items()
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_radar_flags")),
        sa.UniqueConstraint("kind", "pair", name=op.f("uq_radar_flags_kind")),
    )
    op.create_index("ix_radar_flags_item", "radar_flags", ["item_id", "state"], unique=False)


def downgrade() -> None:
    op.execute("DELETE FROM duty_marks WHERE name = 'flags'")
    op.drop_table("radar_flags")
    for name in ("compared", "taken", "look"):
        op.drop_column("evidence", name)
