"""The tables of queries: lists that were shown, totals of each day, questions without an answer."""

from sqlalchemy import JSON, Column, Date, Integer, Table, Text

from rules.policy.forecast import Light
from rules.policy.lists import ListKind
from storage.db.column_types import Choice, Instant
from storage.db.columns import foreign, key
from storage.ledger.tables import metadata

shown_lists = Table(
    "shown_lists",
    metadata,
    # A list as it was asked for (rules/policy/lists): the message that shows it refers to it.
    key(),
    Column("kind", Choice(ListKind, 20), nullable=False),
    Column("words", Text, nullable=False),
    Column("light", Choice(Light, 10)),
    Column("first", Date),
    Column("last", Date),
    Column("shown_at", Instant, nullable=False),
)

daily_totals = Table(
    "daily_totals",
    metadata,
    # Counts of items at the end of a day; derived, and replayed from the journal where missing.
    Column("day", Date, primary_key=True),
    foreign("unit_id", "units", primary_key=True),
    Column("category", Text, primary_key=True),
    Column("total", Integer, nullable=False),
    Column("done", Integer, nullable=False),
    Column("closed", Integer, nullable=False),
    Column("overdue", Integer, nullable=False),
)

unanswered_questions = Table(
    "unanswered_questions",
    metadata,
    key(),
    foreign("person_id", "persons"),
    Column("asked_at", Instant, nullable=False),
    Column("words", Text, nullable=False),
    # The words that name nothing, and what they may have meant: the buttons of the answer.
    Column("missing", Text, nullable=False),
    Column("choices", JSON, nullable=False),
)
