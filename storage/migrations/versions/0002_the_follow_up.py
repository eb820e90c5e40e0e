"""the follow-up"""

import sqlalchemy as sa
from alembic import op

import storage.db.column_types

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "duty_marks",
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("day", sa.Date(), nullable=True),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_duty_marks")),
    )
    op.create_table(
        "deputies",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("deputy_id", sa.Integer(), nullable=False),
        sa.Column("first", sa.Date(), nullable=False),
        sa.Column("last", sa.Date(), nullable=False),
        sa.Column("made_by", sa.Integer(), nullable=False),
        sa.Column("made_at", storage.db.column_types.Instant(), nullable=False),
        sa.Column("ended_at", storage.db.column_types.Instant(), nullable=True),
        sa.ForeignKeyConstraint(["deputy_id"], ["persons.id"], name=op.f("fk_deputies_deputy_id")),
        sa.ForeignKeyConstraint(["made_by"], ["persons.id"], name=op.f("fk_deputies_made_by")),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_deputies_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deputies")),
    )
    with op.batch_alter_table("deputies", schema=None) as batch_op:
        batch_op.create_index("ix_deputies_person", ["person_id", "last"], unique=False)

    op.create_table(
        "prompt_sheets",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("for_id", sa.Integer(), nullable=False),
        sa.Column("to_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("occasion", sa.String(length=40), nullable=False),
        sa.Column("made_at", storage.db.column_types.Instant(), nullable=False),
        sa.Column("delivered_at", storage.db.column_types.Instant(), nullable=True),
        sa.Column("trouble", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["for_id"], ["persons.id"], name=op.f("fk_prompt_sheets_for_id")),
        sa.ForeignKeyConstraint(["to_id"], ["persons.id"], name=op.f("fk_prompt_sheets_to_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_prompt_sheets")),
        sa.UniqueConstraint(
            "for_id", "to_id", "day", "occasion", name=op.f("uq_prompt_sheets_for_id")
        ),
    )
    with op.batch_alter_table("prompt_sheets", schema=None) as batch_op:
        batch_op.create_index("ix_prompt_sheets_day", ["day", "to_id"], unique=False)

    op.create_table(
        "rounds",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("occasion", sa.String(length=60), nullable=False),
        sa.Column("opened_by", sa.Integer(), nullable=True),
        sa.Column("opened_at", storage.db.column_types.Instant(), nullable=False),
        sa.Column("due_at", storage.db.column_types.Instant(), nullable=False),
        sa.Column("closed_at", storage.db.column_types.Instant(), nullable=True),
        sa.ForeignKeyConstraint(["opened_by"], ["persons.id"], name=op.f("fk_rounds_opened_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rounds")),
        sa.UniqueConstraint("occasion", name=op.f("uq_rounds_occasion")),
    )
    op.create_table(
        "extensions",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("asked_at", storage.db.column_types.Instant(), nullable=False),
        sa.Column("old_deadline", sa.Date(), nullable=True),
        sa.Column("new_deadline", sa.Date(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("decided_by", sa.Integer(), nullable=True),
        sa.Column("decided_at", storage.db.column_types.Instant(), nullable=True),
        sa.Column("decision", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["decided_by"], ["persons.id"], name=op.f("fk_extensions_decided_by")
        ),
        sa.ForeignKeyConstraint(["item_id"], ["items.id"], name=op.f("fk_extensions_item_id")),
        sa.ForeignKeyConstraint(
            ["person_id"], ["persons.id"], name=op.f("fk_extensions_person_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_extensions")),
    )
    with op.batch_alter_table("extensions", schema=None) as batch_op:
        batch_op.create_index("ix_extensions_item", ["item_id", "state"], unique=False)

    op.create_table(
        "instructions",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("leader_id", sa.Integer(), nullable=False),
        sa.Column("at", storage.db.column_types.Instant(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("answered_by", sa.Integer(), nullable=True),
        sa.Column("answered_at", storage.db.column_types.Instant(), nullable=True),
        sa.ForeignKeyConstraint(
            ["answered_by"], ["persons.id"], name=op.f("fk_instructions_answered_by")
        ),
        sa.ForeignKeyConstraint(["item_id"], ["items.id"], name=op.f("fk_instructions_item_id")),
        sa.ForeignKeyConstraint(
            ["leader_id"], ["persons.id"], name=op.f("fk_instructions_leader_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_instructions")),
    )
    with op.batch_alter_table("instructions", schema=None) as batch_op:
        batch_op.create_index("ix_instructions_item", ["item_id", "state"], unique=False)
        batch_op.create_index("ix_instructions_state", ["state", "id"], unique=False)

    op.create_table(
        "ladder_steps",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("step", sa.String(length=20), nullable=False),
        sa.Column("occasion", sa.String(length=60), nullable=False),
        sa.Column("cause", sa.Text(), nullable=False),
        sa.Column("points", storage.db.column_types.Amount(length=40), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("at", storage.db.column_types.Instant(), nullable=False),
        sa.ForeignKeyConstraint(["item_id"], ["items.id"], name=op.f("fk_ladder_steps_item_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ladder_steps")),
        sa.UniqueConstraint("item_id", "step", "occasion", name=op.f("uq_ladder_steps_item_id")),
    )
    op.create_table(
        "light_marks",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("period", sa.String(length=20), nullable=False),
        sa.Column("light", sa.String(length=10), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["item_id"], ["items.id"], name=op.f("fk_light_marks_item_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_light_marks")),
        sa.UniqueConstraint("item_id", "period", name=op.f("uq_light_marks_item_id")),
    )
    op.create_table(
        "round_entries",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("answer", sa.String(length=10), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("answered_by", sa.Integer(), nullable=True),
        sa.Column("answered_at", storage.db.column_types.Instant(), nullable=True),
        sa.ForeignKeyConstraint(
            ["answered_by"], ["persons.id"], name=op.f("fk_round_entries_answered_by")
        ),
        sa.ForeignKeyConstraint(["item_id"], ["items.id"], name=op.f("fk_round_entries_item_id")),
        sa.ForeignKeyConstraint(
            ["owner_id"], ["persons.id"], name=op.f("fk_round_entries_owner_id")
        ),
        sa.ForeignKeyConstraint(
            ["round_id"], ["rounds.id"], name=op.f("fk_round_entries_round_id")
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name=op.f("fk_round_entries_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_round_entries")),
        sa.UniqueConstraint("round_id", "item_id", name=op.f("uq_round_entries_round_id")),
    )
    op.create_table(
        "blockers",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("at", storage.db.column_types.Instant(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("report_id", sa.Integer(), nullable=True),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.Column("leader_id", sa.Integer(), nullable=True),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("answered_by", sa.Integer(), nullable=True),
        sa.Column("answered_at", storage.db.column_types.Instant(), nullable=True),
        sa.ForeignKeyConstraint(
            ["answered_by"], ["persons.id"], name=op.f("fk_blockers_answered_by")
        ),
        sa.ForeignKeyConstraint(["item_id"], ["items.id"], name=op.f("fk_blockers_item_id")),
        sa.ForeignKeyConstraint(["leader_id"], ["persons.id"], name=op.f("fk_blockers_leader_id")),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_blockers_person_id")),
        sa.ForeignKeyConstraint(["report_id"], ["reports.id"], name=op.f("fk_blockers_report_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name=op.f("fk_blockers_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_blockers")),
        sa.UniqueConstraint("report_id", name=op.f("uq_blockers_report_id")),
    )
    with op.batch_alter_table("blockers", schema=None) as batch_op:
        batch_op.create_index("ix_blockers_item", ["item_id", "state"], unique=False)
        batch_op.create_index("ix_blockers_state", ["state", "id"], unique=False)

    op.create_table(
        "prompts",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("step_id", sa.Integer(), nullable=True),
        sa.Column("subject", sa.String(length=40), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("due", sa.Date(), nullable=False),
        sa.Column("called_on", sa.Date(), nullable=False),
        sa.Column("made_at", storage.db.column_types.Instant(), nullable=False),
        sa.Column("late", sa.Boolean(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("answer", sa.String(length=20), nullable=False),
        sa.Column("answered_at", storage.db.column_types.Instant(), nullable=True),
        sa.Column("answered_by", sa.Integer(), nullable=True),
        sa.Column("answered_for", sa.Integer(), nullable=True),
        sa.Column("snoozed_until", storage.db.column_types.Instant(), nullable=True),
        sa.ForeignKeyConstraint(
            ["answered_by"], ["persons.id"], name=op.f("fk_prompts_answered_by")
        ),
        sa.ForeignKeyConstraint(
            ["answered_for"], ["persons.id"], name=op.f("fk_prompts_answered_for")
        ),
        sa.ForeignKeyConstraint(["item_id"], ["items.id"], name=op.f("fk_prompts_item_id")),
        sa.ForeignKeyConstraint(["step_id"], ["milestones.id"], name=op.f("fk_prompts_step_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_prompts")),
        sa.UniqueConstraint("subject", "kind", "due", name=op.f("uq_prompts_subject")),
    )
    with op.batch_alter_table("prompts", schema=None) as batch_op:
        batch_op.create_index("ix_prompts_state", ["state", "item_id"], unique=False)
        batch_op.create_index("ix_prompts_subject", ["subject", "id"], unique=False)

    op.create_table(
        "prompt_lines",
        sa.Column("sheet_id", sa.Integer(), nullable=False),
        sa.Column("prompt_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["prompt_id"], ["prompts.id"], name=op.f("fk_prompt_lines_prompt_id")
        ),
        sa.ForeignKeyConstraint(
            ["sheet_id"], ["prompt_sheets.id"], name=op.f("fk_prompt_lines_sheet_id")
        ),
        sa.PrimaryKeyConstraint("sheet_id", "prompt_id", name=op.f("pk_prompt_lines")),
    )
    with op.batch_alter_table("prompt_lines", schema=None) as batch_op:
        batch_op.create_index("ix_prompt_lines_prompt", ["prompt_id", "sheet_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("prompt_lines", schema=None) as batch_op:
        batch_op.drop_index("ix_prompt_lines_prompt")

    op.drop_table("prompt_lines")
    with op.batch_alter_table("prompts", schema=None) as batch_op:
        batch_op.drop_index("ix_prompts_subject")
        batch_op.drop_index("ix_prompts_state")

    op.drop_table("prompts")
    with op.batch_alter_table("blockers", schema=None) as batch_op:
        batch_op.drop_index("ix_blockers_state")
        batch_op.drop_index("ix_blockers_item")

    op.drop_table("blockers")
    op.drop_table("round_entries")
    op.drop_table("light_marks")
    op.drop_table("ladder_steps")
    with op.batch_alter_table("instructions", schema=None) as batch_op:
        batch_op.drop_index("ix_instructions_state")
        batch_op.drop_index("ix_instructions_item")

    op.drop_table("instructions")
    with op.batch_alter_table("extensions", schema=None) as batch_op:
        batch_op.drop_index("ix_extensions_item")

    op.drop_table("extensions")
    op.drop_table("rounds")
    with op.batch_alter_table("prompt_sheets", schema=None) as batch_op:
        batch_op.drop_index("ix_prompt_sheets_day")

    op.drop_table("prompt_sheets")
    with op.batch_alter_table("deputies", schema=None) as batch_op:
        batch_op.drop_index("ix_deputies_person")

    op.drop_table("deputies")
    op.drop_table("duty_marks")
