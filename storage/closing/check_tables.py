"""The tables of checks on site: who has an application in hand, forms, and what was found."""

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Date,
    ForeignKey,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from storage.db.column_types import Amount, Instant
from storage.ledger.tables import metadata

check_claims = Table(
    "check_claims",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("closing_id", ForeignKey("closings.id"), nullable=False, index=True),
    Column("person_id", ForeignKey("persons.id"), nullable=False),
    Column("at", Instant, nullable=False),
    Column("given_back_at", Instant),
)

check_forms = Table(
    "check_forms",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("closing_id", ForeignKey("closings.id"), nullable=False),
    Column("person_id", ForeignKey("persons.id"), nullable=False),
    Column("begun_at", Instant, nullable=False),
    # What is asked now, and what was answered so far: see storage/closing/check_forms.py.
    Column("place", String(20), nullable=False),
    Column("findings", JSON, nullable=False),
    Column("handed_in_at", Instant),
    UniqueConstraint("closing_id", "person_id"),
)

site_checks = Table(
    "site_checks",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("closing_id", ForeignKey("closings.id"), nullable=False, index=True),
    Column("item_id", ForeignKey("items.id"), nullable=False, index=True),
    Column("person_id", ForeignKey("persons.id"), nullable=False),
    Column("at", Instant, nullable=False),
    Column("seen_on", Date, nullable=False),
    Column("seen_by", Text, nullable=False),
    Column("measured", Amount),
    Column("latitude", Amount),
    Column("longitude", Amount),
    Column("files", Integer, nullable=False),
    Column("passed", Boolean, nullable=False),
    Column("reason", Text, nullable=False),
)

check_verdicts = Table(
    "check_verdicts",
    metadata,
    Column("check_id", ForeignKey("site_checks.id"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("clause", String(200), nullable=False),
    Column("passed", Boolean, nullable=False),
    Column("reason", Text, nullable=False),
)
