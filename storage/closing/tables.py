"""The tables of striking off: applications, what was shown for each clause, and every step."""

from sqlalchemy import (
    Column,
    Date,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from rules.policy.closing import ClosingState, Fact, KeptUpAnswer
from rules.policy.objections import ObjectionState
from storage.db.column_types import Choice, Instant
from storage.db.columns import foreign, key
from storage.ledger.tables import metadata

closings = Table(
    "closings",
    metadata,
    key(),
    foreign("item_id", "items", index=True),
    foreign("person_id", "persons"),
    # The draft that collects the words and files, and the report it becomes.
    foreign("draft_id", "drafts"),
    foreign("report_id", "reports", nullable=True),
    Column("state", Choice(ClosingState, 10), nullable=False),
    Column("begun_at", Instant, nullable=False),
    Column("notice_until", Date),
    # The step of the procedure that is waited for.
    Column("awaits", String(60)),
)

closing_clauses = Table(
    "closing_clauses",
    metadata,
    foreign("closing_id", "closings", primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("clause", String(200), nullable=False),
    Column("words", Text, nullable=False),
    # Who said it and when; unknown of what an older program wrote down.
    Column("person_id", Integer),
    Column("at", Instant),
)

closing_steps = Table(
    "closing_steps",
    metadata,
    key(),
    foreign("item_id", "items", index=True),
    Column("fact", Choice(Fact, 40), nullable=False),
    Column("at", Instant, nullable=False),
    foreign("person_id", "persons"),
    Column("words", Text, nullable=False),
)

objections = Table(
    "objections",
    metadata,
    key(),
    foreign("item_id", "items", index=True),
    # None: the item was closed already when it came.
    foreign("closing_id", "closings", nullable=True, index=True),
    foreign("clerk_id", "persons"),
    Column("at", Instant, nullable=False),
    Column("words", Text, nullable=False),
    # Working days of the notice that were left when its clock stopped.
    Column("days_left", Integer, nullable=False),
    Column("state", Choice(ObjectionState, 10), nullable=False),
    Column("answer", Text, nullable=False),
    foreign("answered_by", "persons", nullable=True),
    Column("answered_at", Instant),
    foreign("decided_by", "persons", nullable=True),
    Column("decided_at", Instant),
)

strike_offs = Table(
    "strike_offs",
    metadata,
    key(),
    foreign("item_id", "items", index=True),
    foreign("closing_id", "closings"),
    foreign("step_id", "closing_steps", unique=True),
    # 销号文号: the series of a year, and how it is written.
    Column("year", Integer, nullable=False),
    Column("serial", Integer, nullable=False),
    Column("number", String(100), nullable=False),
    Column("day", Date, nullable=False),
    foreign("verified_by", "persons", nullable=True),
    foreign("struck_off_by", "persons"),
    UniqueConstraint("year", "serial"),
)

takeovers = Table(
    "takeovers",
    metadata,
    key(),
    # Once an item: only what is new is taken over.
    foreign("item_id", "items", unique=True),
    Column("at", Instant, nullable=False),
    Column("state", String(20), nullable=False),
    Column("finished_on", Date),
    Column("struck_off_on", Date),
    Column("number", Text, nullable=False),
    Column("words", Text, nullable=False),
)

kept_up_checks = Table(
    "kept_up_checks",
    metadata,
    key(),
    foreign("item_id", "items", index=True),
    Column("asked_on", Date, nullable=False),
    Column("answer", Choice(KeptUpAnswer, 10), nullable=False),
    Column("words", Text, nullable=False),
    Column("answered_at", Instant),
    foreign("answered_by", "persons", nullable=True),
)
