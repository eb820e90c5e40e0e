"""The table of case files that were asked for and are still to be made."""

from sqlalchemy import Column, Integer, Table, Text

from rules.policy.dossier import CaseFileState
from storage.db.column_types import Address, Choice, Instant
from storage.db.columns import foreign, key
from storage.ledger.tables import metadata

case_file_requests = Table(
    "case_file_requests",
    metadata,
    key(),
    foreign("item_id", "items"),
    foreign("person_id", "persons"),
    Column("chat", Address, nullable=False),
    Column("asked_at", Instant, nullable=False),
    # waiting | sent | failed
    Column("state", Choice(CaseFileState, 10), nullable=False, index=True),
    Column("attempts", Integer, nullable=False),
    Column("next_try_at", Instant),
    Column("last_error", Text, nullable=False),
)
