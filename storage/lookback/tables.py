"""The tables of the look-back: samples that were drawn, and checks of closed items."""

from sqlalchemy import Boolean, Column, Date, Integer, String, Table, Text

from rules.policy.lookback import CheckOccasion, CheckState, LookBackVerdict
from storage.db.column_types import Choice, Instant
from storage.db.columns import foreign, key
from storage.ledger.tables import metadata

lookback_draws = Table(
    "lookback_draws",
    metadata,
    key(),
    foreign("drawn_by", "persons"),
    Column("drawn_at", Instant, nullable=False),
    Column("seed", String(8), nullable=False),
    Column("size", Integer, nullable=False),
    # Of how many closed items it was drawn.
    Column("candidates", Integer, nullable=False),
)

lookback_checks = Table(
    "lookback_checks",
    metadata,
    key(),
    foreign("draw_id", "lookback_draws", nullable=True, index=True),
    foreign("item_id", "items", index=True),
    Column("occasion", Choice(CheckOccasion, 10), nullable=False),
    foreign("checker_id", "persons", nullable=True),
    Column("due_on", Date, nullable=False),
    # Whether the checker was written to; a follow-up waits for its day.
    Column("asked", Boolean, nullable=False),
    Column("state", Choice(CheckState, 10), nullable=False),
    Column("verdict", Choice(LookBackVerdict, 10)),
    Column("words", Text, nullable=False),
    foreign("checked_by", "persons", nullable=True),
    Column("checked_at", Instant),
)
