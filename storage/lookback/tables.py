"""The tables of the look-back: samples that were drawn, and checks of closed items."""

from sqlalchemy import Boolean, Column, Date, ForeignKey, Integer, String, Table, Text

from rules.policy.lookback import CheckOccasion, CheckState, LookBackVerdict
from storage.db.column_types import Choice, Instant
from storage.ledger.tables import metadata

lookback_draws = Table(
    "lookback_draws",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("drawn_by", ForeignKey("persons.id"), nullable=False),
    Column("drawn_at", Instant, nullable=False),
    Column("seed", String(8), nullable=False),
    Column("size", Integer, nullable=False),
    # Of how many closed items it was drawn.
    Column("candidates", Integer, nullable=False),
)

lookback_checks = Table(
    "lookback_checks",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("draw_id", ForeignKey("lookback_draws.id"), index=True),
    Column("item_id", ForeignKey("items.id"), nullable=False, index=True),
    Column("occasion", Choice(CheckOccasion, 10), nullable=False),
    Column("checker_id", ForeignKey("persons.id")),
    Column("due_on", Date, nullable=False),
    # Whether the checker was written to; a follow-up waits for its day.
    Column("asked", Boolean, nullable=False),
    Column("state", Choice(CheckState, 10), nullable=False),
    Column("verdict", Choice(LookBackVerdict, 10)),
    Column("words", Text, nullable=False),
    Column("checked_by", ForeignKey("persons.id")),
    Column("checked_at", Instant),
)
