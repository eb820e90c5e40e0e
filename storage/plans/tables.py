"""The tables of plans (细化): every version that was handed in, with its steps."""

from sqlalchemy import Column, Date, Index, Integer, Table, Text, UniqueConstraint

from rules.policy.plans import PlanState
from storage.db.column_types import Amount, Choice, Instant
from storage.db.columns import foreign, key
from storage.ledger.tables import metadata

plans = Table(
    "plans",
    metadata,
    key(),
    foreign("item_id", "items"),
    # Counts the plans of an item from 1.
    Column("version", Integer, nullable=False),
    foreign("person_id", "persons"),
    Column("asked_at", Instant, nullable=False),
    Column("words", Text, nullable=False),
    # asked | agreed | returned | withdrawn (then `decided_by` is who withdrew it)
    Column("state", Choice(PlanState, 10), nullable=False),
    foreign("decided_by", "persons", nullable=True),
    Column("decided_at", Instant),
    Column("decision", Text, nullable=False),
    UniqueConstraint("item_id", "version"),
    Index("ix_plans_state", "state", "id"),
)

plan_steps = Table(
    "plan_steps",
    metadata,
    foreign("plan_id", "plans", primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("name", Text, nullable=False),
    Column("due", Date, nullable=False),
    Column("target", Amount),
    # The milestone that the agreed plan made; none where it changed one that was there. A later
    # plan may take it away again: no foreign key.
    Column("milestone_id", Integer),
)
