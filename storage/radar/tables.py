"""The table of the radar's flags."""

from sqlalchemy import Column, ForeignKey, Index, Integer, String, Table, Text, UniqueConstraint

from rules.policy.flags import FlagKind, FlagState
from storage.db.column_types import Choice, Instant
from storage.ledger.tables import metadata


def _ref(name: str, target: str, *, nullable: bool = True) -> Column[int]:
    return Column(name, ForeignKey(f"{target}.id"), nullable=nullable)


radar_flags = Table(
    "radar_flags",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("kind", Choice(FlagKind, 20), nullable=False),
    # What was compared (`report:3-report:7`): found once.
    Column("pair", String(80), nullable=False),
    _ref("item_id", "items", nullable=False),
    _ref("report_id", "reports"),
    _ref("evidence_id", "evidence"),
    Column("words", Text, nullable=False),
    _ref("other_item_id", "items"),
    _ref("other_report_id", "reports"),
    _ref("other_evidence_id", "evidence"),
    Column("other_words", Text, nullable=False),
    Column("found_at", Instant, nullable=False),
    Column("state", Choice(FlagState, 10), nullable=False),
    Column("explanation", Text, nullable=False),
    _ref("explained_by", "persons"),
    Column("explained_at", Instant),
    _ref("decided_by", "persons"),
    Column("decided_at", Instant),
    UniqueConstraint("kind", "pair"),
    Index("ix_radar_flags_item", "item_id", "state"),
)
