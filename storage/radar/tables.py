"""The table of the radar's flags."""

from sqlalchemy import Column, Index, String, Table, Text, UniqueConstraint

from rules.policy.flags import FlagKind, FlagState
from storage.db.column_types import Choice, Instant
from storage.db.columns import foreign, key
from storage.ledger.tables import metadata

radar_flags = Table(
    "radar_flags",
    metadata,
    key(),
    Column("kind", Choice(FlagKind, 20), nullable=False),
    # What was compared (`report:3-report:7`): found once.
    Column("pair", String(80), nullable=False),
    foreign("item_id", "items"),
    foreign("report_id", "reports", nullable=True),
    foreign("evidence_id", "evidence", nullable=True),
    Column("words", Text, nullable=False),
    foreign("other_item_id", "items", nullable=True),
    foreign("other_report_id", "reports", nullable=True),
    foreign("other_evidence_id", "evidence", nullable=True),
    Column("other_words", Text, nullable=False),
    Column("found_at", Instant, nullable=False),
    Column("state", Choice(FlagState, 10), nullable=False),
    Column("explanation", Text, nullable=False),
    foreign("explained_by", "persons", nullable=True),
    Column("explained_at", Instant),
    foreign("decided_by", "persons", nullable=True),
    Column("decided_at", Instant),
    UniqueConstraint("kind", "pair"),
    Index("ix_radar_flags_item", "item_id", "state"),
)
