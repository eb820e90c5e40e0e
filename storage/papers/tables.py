"""The table of papers that were issued."""

from sqlalchemy import JSON, Column, Date, Index, Integer, String, Table, Text, UniqueConstraint

from rules.policy.papers import PaperKind
from storage.db.column_types import Choice, Instant
from storage.db.columns import foreign, key
from storage.ledger.tables import metadata

papers = Table(
    "papers",
    metadata,
    key(),
    Column("kind", Choice(PaperKind, 20), nullable=False),
    # The series of a year, and how it is written.
    Column("year", Integer, nullable=False),
    Column("serial", Integer, nullable=False),
    Column("number", String(100), nullable=False),
    Column("day", Date, nullable=False),
    # What it is about: an item, or `round:5`, `month:2026-11`.
    foreign("item_id", "items", nullable=True, index=True),
    Column("subject", String(40), nullable=False),
    # To whom it is addressed, where it is a letter.
    foreign("unit_id", "units", nullable=True),
    # The step of the ladder that it is, or carries out.
    foreign("step_id", "ladder_steps", nullable=True),
    foreign("person_id", "persons"),
    Column("at", Instant, nullable=False),
    # What was filled in.
    Column("facts", JSON, nullable=False),
    Column("sha256", String(64), nullable=False),
    # The file, as base64.
    Column("content", Text, nullable=False),
    UniqueConstraint("kind", "year", "serial"),
    Index("ix_papers_subject", "subject"),
)
