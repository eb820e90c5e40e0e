"""The whole schema: importing it makes every table known to the metadata."""

import storage.accountability.tables
import storage.boards.tables
import storage.closing.check_tables
import storage.closing.tables
import storage.dossier.tables
import storage.follow_up.tables
import storage.lookback.tables
import storage.mail.tables
import storage.papers.tables
import storage.plans.tables
import storage.projects.tables
import storage.queries.tables
import storage.radar.tables
import storage.urgent.tables
import storage.workbook.tables  # noqa: F401 - importing each enters its tables
from storage.ledger.tables import metadata

__all__ = ["metadata"]
