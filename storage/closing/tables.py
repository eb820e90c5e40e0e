"""The tables of striking off: applications, what was shown for each clause, and every step."""

from sqlalchemy import (
    Column,
    Date,
    ForeignKey,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from rules.policy.closing import ClosingState, Fact, KeptUpAnswer
from rules.policy.objections import ObjectionState
from storage.db.column_types import Choice, Instant
from storage.ledger.tables import metadata

closings = Table(
    "closings",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("item_id", ForeignKey("items.id"), nullable=False, index=True),
    Column("person_id", ForeignKey("persons.id"), nullable=False),
    # The draft that collects the words and files, and the report it becomes.
    Column("draft_id", ForeignKey("drafts.id"), nullable=False),
    Column("report_id", ForeignKey("reports.id")),
    Column("state", Choice(ClosingState, 10), nullable=False),
    Column("begun_at", Instant, nullable=False),
    Column("notice_until", Date),
    # The step of the procedure that is waited for.
    Column("awaits", String(60)),
)

closing_clauses = Table(
    "closing_clauses",
    metadata,
    Column("closing_id", ForeignKey("closings.id"), primary_key=True),
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
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("item_id", ForeignKey("items.id"), nullable=False, index=True),
    Column("fact", Choice(Fact, 40), nullable=False),
    Column("at", Instant, nullable=False),
    Column("person_id", ForeignKey("persons.id"), nullable=False),
    Column("words", Text, nullable=False),
)

objections = Table(
    "objections",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("item_id", ForeignKey("items.id"), nullable=False, index=True),
    # None: the item was closed already when it came.
    Column("closing_id", ForeignKey("closings.id"), index=True),
    Column("clerk_id", ForeignKey("persons.id"), nullable=False),
    Column("at", Instant, nullable=False),
    Column("words", Text, nullable=False),
    # Working days of the notice that were left when its clock stopped.
    Column("days_left", Integer, nullable=False),
    Column("state", Choice(ObjectionState, 10), nullable=False),
    Column("answer", Text, nullable=False),
    Column("answered_by", ForeignKey("persons.id")),
    Column("answered_at", Instant),
    Column("decided_by", ForeignKey("persons.id")),
    Column("decided_at", Instant),
)

strike_offs = Table(
    "strike_offs",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("item_id", ForeignKey("items.id"), nullable=False, index=True),
    Column("closing_id", ForeignKey("closings.id"), nullable=False),
    Column("step_id", ForeignKey("closing_steps.id"), nullable=False, unique=True),
    # 销号文号: the series of a year, and how it is written.
    Column("year", Integer, nullable=False),
    Column("serial", Integer, nullable=False),
    Column("number", String(100), nullable=False),
    Column("day", Date, nullable=False),
    Column("verified_by", ForeignKey("persons.id")),
    Column("struck_off_by", ForeignKey("persons.id"), nullable=False),
    UniqueConstraint("year", "serial"),
)

kept_up_checks = Table(
    "kept_up_checks",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("item_id", ForeignKey("items.id"), nullable=False, index=True),
    Column("asked_on", Date, nullable=False),
    Column("answer", Choice(KeptUpAnswer, 10), nullable=False),
    Column("words", Text, nullable=False),
    Column("answered_at", Instant),
    Column("answered_by", ForeignKey("persons.id")),
)
