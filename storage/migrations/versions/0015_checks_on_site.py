"""checks on site, who has an application in hand, and which clause a file was shown for"""

import sqlalchemy as sa
from alembic import op

from storage.db.column_types import Amount, Instant

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

OF_EVIDENCE = {"clause": sa.Integer, "check_form_id": sa.Integer, "made_at": Instant}


def upgrade() -> None:
    for name, kind in OF_EVIDENCE.items():
        op.add_column("evidence", sa.Column(name, kind(), nullable=True))
    op.create_index("ix_evidence_check_form_id", "evidence", ["check_form_id"])
    _who_has_it()
    _what_was_found()


def _who_has_it() -> None:
    op.create_table(
        "check_claims",
        _number(),
        *_of("check_claims", closing_id="closings", person_id="persons"),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("given_back_at", Instant(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_check_claims"),
    )
    op.create_index("ix_check_claims_closing_id", "check_claims", ["closing_id"])
    op.create_table(
        "check_forms",
        _number(),
        *_of("check_forms", closing_id="closings", person_id="persons"),
        sa.Column("begun_at", Instant(), nullable=False),
        sa.Column("place", sa.String(length=20), nullable=False),
        sa.Column("findings", sa.JSON(), nullable=False),
        sa.Column("handed_in_at", Instant(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_check_forms"),
        sa.UniqueConstraint("closing_id", "person_id", name="uq_check_forms_closing_id"),
    )


def _what_was_found() -> None:
    op.create_table(
        "site_checks",
        _number(),
        *_of("site_checks", closing_id="closings", item_id="items", person_id="persons"),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("seen_on", sa.Date(), nullable=False),
        sa.Column("seen_by", sa.Text(), nullable=False),
        sa.Column("measured", Amount(), nullable=True),
        sa.Column("latitude", Amount(), nullable=True),
        sa.Column("longitude", Amount(), nullable=True),
        sa.Column("files", sa.Integer(), nullable=False),
        sa.Column("passed", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_site_checks"),
    )
    for name in ("closing_id", "item_id"):
        op.create_index(f"ix_site_checks_{name}", "site_checks", [name])
    op.create_table(
        "check_verdicts",
        *_of("check_verdicts", check_id="site_checks"),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("clause", sa.String(length=200), nullable=False),
        sa.Column("passed", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("check_id", "number", name="pk_check_verdicts"),
    )


def _number() -> sa.Column[int]:
    return sa.Column("id", sa.Integer(), autoincrement=True, nullable=False)


def _of(table: str, **columns: str) -> list[sa.schema.SchemaItem]:
    """Return columns that refer to other tables, with their keys."""
    kept: list[sa.schema.SchemaItem] = [
        sa.Column(name, sa.Integer(), nullable=False) for name in columns
    ]
    return kept + [
        sa.ForeignKeyConstraint([name], [f"{other}.id"], name=f"fk_{table}_{name}")
        for name, other in columns.items()
    ]


def downgrade() -> None:
    for table in ("check_verdicts", "site_checks", "check_forms", "check_claims"):
        op.drop_table(table)
    op.drop_index("ix_evidence_check_form_id", "evidence")
    for name in OF_EVIDENCE:
        op.drop_column("evidence", name)
