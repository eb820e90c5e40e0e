"""The table of lists sent in the chat and of workbooks asked for there."""

from sqlalchemy import JSON, Boolean, Column, Integer, String, Table, Text

from rules.policy.workbook_requests import WorkbookRequestState
from storage.db.column_types import Address, Choice, Instant
from storage.db.columns import foreign, key
from storage.ledger.tables import metadata

workbook_requests = Table(
    "workbook_requests",
    metadata,
    key(),
    foreign("person_id", "persons"),
    Column("chat", Address, nullable=False),
    Column("asked_at", Instant, nullable=False),
    # What the file is called, or the words of what is asked for.
    Column("name", Text, nullable=False),
    # How its messenger names the file; empty where none was sent.
    Column("file_id", Text, nullable=False),
    # Where it was kept, under the data folder.
    Column("path", Text, nullable=False),
    # The items asked for; none: all that they may see.
    Column("item_ids", JSON),
    # What a rehearsal showed, and the digests of all of it: as it is, and with what is proposed.
    Column("shown", Text, nullable=False),
    Column("plain_digest", String(64), nullable=False),
    Column("accepting_digest", String(64), nullable=False),
    Column("accepts", Boolean, nullable=False),
    Column("state", Choice(WorkbookRequestState, 10), nullable=False, index=True),
    Column("attempts", Integer, nullable=False),
    Column("next_try_at", Instant),
    Column("last_error", Text, nullable=False),
    sqlite_autoincrement=True,
)
