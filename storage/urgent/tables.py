"""The table of urgent notices."""

from sqlalchemy import Column, Index, Integer, Table, Text

from rules.policy.urgent import UrgentState
from storage.db.column_types import Choice, Instant
from storage.db.columns import foreign, key
from storage.ledger.tables import metadata

urgent_notices = Table(
    "urgent_notices",
    metadata,
    key(),
    foreign("item_id", "items"),
    foreign("person_id", "persons"),
    Column("at", Instant, nullable=False),
    Column("words", Text, nullable=False),
    # Where, how many people, and what was added later, a line each.
    Column("details", Text, nullable=False),
    # The report it was written in, if it was.
    foreign("report_id", "reports", nullable=True, unique=True),
    Column("state", Choice(UrgentState, 10), nullable=False),
    Column("repeats", Integer, nullable=False),
    foreign("received_by", "persons", nullable=True),
    Column("received_at", Instant),
    foreign("ended_by", "persons", nullable=True),
    Column("ended_at", Instant),
    # How it was settled, or why it was withdrawn.
    Column("ending", Text, nullable=False),
    Index("ix_urgent_notices_state", "state", "id"),
)
