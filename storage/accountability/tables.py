"""The accountability register: entries, who they name, and cards that are not confirmed yet."""

from sqlalchemy import (
    JSON,
    Column,
    Date,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from storage.db.column_types import Instant
from storage.db.columns import foreign, key
from storage.ledger.tables import metadata

accountability_entries = Table(
    "accountability_entries",
    metadata,
    # Never changed: a correction is another row of the same number with the next version.
    key(),
    Column("number", Integer, nullable=False),
    Column("version", Integer, nullable=False),
    Column("at", Instant, nullable=False),
    foreign("person_id", "persons"),
    Column("matter", Text, nullable=False),
    foreign("item_id", "items", nullable=True),
    Column("finding", Text, nullable=False),
    Column("decided_by", Text, nullable=False),
    Column("decided_on", Date, nullable=False),
    Column("published_on", Date),
    # Why it no longer counts; empty where it does.
    Column("withdrawal", Text, nullable=False),
    # Hashed with the entry, so that nobody finds its words by trying.
    Column("salt", String(32), nullable=False),
    UniqueConstraint("number", "version"),
)

accountability_persons = Table(
    "accountability_persons",
    metadata,
    foreign("entry_id", "accountability_entries", primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("name", Text, nullable=False),
    Column("unit", Text, nullable=False),
    Column("rank", String(10), nullable=False),
    # Joined by 、
    Column("sanctions", Text, nullable=False),
)

accountability_drafts = Table(
    "accountability_drafts",
    metadata,
    # Drawn anew with every change: a card that was outdone confirms nothing.
    Column("id", Integer, primary_key=True, autoincrement=False),
    foreign("person_id", "persons", unique=True),
    Column("at", Instant, nullable=False),
    Column("content", JSON, nullable=False),
)
