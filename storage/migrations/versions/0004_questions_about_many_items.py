"""questions about many items are answered from indexes"""

from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

INDEXES = {
    "ix_items_city_leader_id": ("items", ["city_leader_id"]),
    "ix_items_duty_leader_id": ("items", ["duty_leader_id"]),
    "ix_items_supervising_unit_id": ("items", ["supervising_unit_id"]),
    "ix_items_verifying_unit_id": ("items", ["verifying_unit_id"]),
    "ix_items_finding_id": ("items", ["finding_id"]),
    "ix_items_deadline": ("items", ["deadline", "position", "state", "finished_on"]),
    "ix_items_standing": ("items", ["lead_unit_id", "state", "finished_on", "deadline"]),
    "ix_item_units_unit_id": ("item_units", ["unit_id"]),
}


def upgrade() -> None:
    for name, (table, columns) in INDEXES.items():
        op.create_index(op.f(name), table, columns, unique=False)
    op.drop_index(op.f("ix_items_unit"), "items")


def downgrade() -> None:
    op.create_index(op.f("ix_items_unit"), "items", ["lead_unit_id", "state", "deadline"])
    for name, (table, _columns) in INDEXES.items():
        op.drop_index(op.f(name), table)
