"""The tables of the morning boards: which were sent, and which were read."""

from sqlalchemy import Column, Date, Table, UniqueConstraint

from storage.db.column_types import Instant
from storage.db.columns import foreign, key
from storage.ledger.tables import metadata

boards = Table(
    "boards",
    metadata,
    # One a person and day, whatever was restarted or run by hand.
    key(),
    foreign("person_id", "persons"),
    Column("day", Date, nullable=False),
    Column("made_at", Instant, nullable=False),
    UniqueConstraint("person_id", "day"),
)

board_reads = Table(
    "board_reads",
    metadata,
    key(),
    foreign("board_id", "boards"),
    foreign("person_id", "persons"),
    Column("read_at", Instant, nullable=False),
    UniqueConstraint("board_id"),
)
