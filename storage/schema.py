"""The whole schema: importing it makes every table known to the metadata."""

from storage.closing import tables as closing_tables
from storage.follow_up import tables as follow_up_tables
from storage.ledger.tables import metadata
from storage.mail import tables as mail_tables

__all__ = ["closing_tables", "follow_up_tables", "mail_tables", "metadata"]
