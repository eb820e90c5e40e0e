"""The table of queries: lists that were shown and whose pages may be turned."""

from sqlalchemy import Column, Date, Table, Text

from rules.policy.forecast import Light
from rules.policy.lists import ListKind
from storage.db.column_types import Choice, Instant
from storage.db.columns import key
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
