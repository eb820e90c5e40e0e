"""The tables of checks on site: who has an application in hand, forms, and what was found."""

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Date,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from storage.db.column_types import Amount, Instant
from storage.db.columns import foreign, key
from storage.ledger.tables import metadata

check_claims = Table(
    "check_claims",
    metadata,
    key(),
    foreign("closing_id", "closings", index=True),
    foreign("person_id", "persons"),
    Column("at", Instant, nullable=False),
    Column("given_back_at", Instant),
)

check_forms = Table(
    "check_forms",
    metadata,
    key(),
    foreign("closing_id", "closings"),
    foreign("person_id", "persons"),
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
    key(),
    foreign("closing_id", "closings", index=True),
    foreign("item_id", "items", index=True),
    foreign("person_id", "persons"),
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
    foreign("check_id", "site_checks", primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("clause", String(200), nullable=False),
    Column("passed", Boolean, nullable=False),
    Column("reason", Text, nullable=False),
)
