"""The tables of projects: what is built for an item, with what money, and how much in each year."""

from sqlalchemy import Column, Date, Integer, String, Table, Text, UniqueConstraint

from storage.db.column_types import Amount
from storage.db.columns import foreign, key
from storage.ledger.tables import metadata

projects = Table(
    "projects",
    metadata,
    key(),
    Column("code", Text, nullable=False, unique=True),
    Column("position", Integer, nullable=False),
    foreign("item_id", "items", index=True),
    Column("name", Text, nullable=False),
    Column("kind", String(20), nullable=False),
    Column("content", Text, nullable=False),
    Column("size", Amount),
    Column("measure", String(30), nullable=False),
    # Money is counted in 10,000 yuan, here and below.
    Column("investment", Amount),
    Column("planned_start", Date),
    Column("planned_start_words", Text, nullable=False),
    Column("planned_finish", Date),
    Column("planned_finish_words", Text, nullable=False),
    Column("tendered_on", Date),
    Column("started_on", Date),
    Column("finished_on", Date),
)

project_funds = Table(
    "project_funds",
    metadata,
    key(),
    foreign("project_id", "projects"),
    Column("source", Text, nullable=False),
    # The number of the document that approves it.
    Column("document", Text, nullable=False),
    Column("approved", Amount),
    Column("received", Amount),
    Column("paid", Amount),
    UniqueConstraint("project_id", "source", "document"),
)

year_targets = Table(
    "year_targets",
    metadata,
    key(),
    # Of an item as a whole, or of one project.
    foreign("item_id", "items", nullable=True),
    foreign("project_id", "projects", nullable=True),
    Column("year", Integer, nullable=False),
    # What is to be done in that year alone, in the measure of what it is a target of.
    Column("target", Amount, nullable=False),
    UniqueConstraint("item_id", "year"),
    UniqueConstraint("project_id", "year"),
)

project_reports = Table(
    "project_reports",
    metadata,
    key(),
    foreign("report_id", "reports", unique=True),
    foreign("project_id", "projects", index=True),
    # What the report says; empty where it says nothing of it.
    Column("started_on", Date),
    Column("finished_on", Date),
    # The money it speaks of, and how that stands after it.
    foreign("fund_id", "project_funds", nullable=True),
    Column("received", Amount),
    Column("paid", Amount),
)
